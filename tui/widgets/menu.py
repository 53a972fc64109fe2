"""A list to choose from."""

from __future__ import annotations

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui import keymap
from tui.look import MUTED, joined


class Menu(OptionList):
    """Options with vi keys; what stands in them is never parsed."""

    BINDINGS = keymap.LISTS

    def __init__(self, *options: Option | None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(*options, id=id, classes=classes, markup=False, compact=True)

    @property
    def chosen(self) -> str | None:
        """Id of the option under the cursor."""
        if self.highlighted is None or not self.option_count:
            return None
        return self.get_option_at_index(self.highlighted).id


def entry(id: str, name: str, about: str = "", width: int = 10) -> Option:
    """An option: its name in a column, then what it is about."""
    return Option(
        joined((f"{name:<{width}}", "bold"), (f" {about}", MUTED)) if about else joined((name, "bold")), id=id
    )
