"""The guide: topics, search, and lessons that ask before they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from agent.api.faults import Explanation
from tui import keymap
from tui.look import MUTED, joined, line, plain, safe, words
from tui.screens.page import Page
from tui.widgets.blocks import Blocks
from tui.widgets.menu import Menu
from tui.widgets.topbar import TopBar

if TYPE_CHECKING:
    from tui.app import HotseatApp


class StudyScreen(Page):
    """Topics on top of a search over all guides."""

    BINDINGS = keymap.STUDY
    HELP_TITLE = "Study"

    def compose(self) -> ComposeResult:
        """A list, a line to search, results."""
        yield TopBar("study")
        yield Input(placeholder="Search all guides: / to write, enter to search", id="query")
        yield Menu(id="topics")
        yield Static("Reading the guide…", id="empty", markup=False)
        yield Blocks(id="found")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Load the topics."""
        self.query_one("#found").display = False
        menu = self.query_one(Menu)
        menu.border_title = "topics"
        menu.focus()
        self.hotseat.pages.load(self.hotseat.facade.topics, self.show, self.fail, "guide")

    def show(self, topics: list[dict[str, str]]) -> None:
        """Fill the list."""
        menu = self.query_one(Menu)
        menu.clear_options()
        menu.add_options(Option(joined((line(t["title"], 100), "bold")), id=t["id"]) for t in topics)
        self.query_one("#empty").display = not topics
        self.query_one("#empty", Static).update("The guide has no topic.")
        if topics:
            menu.highlighted = 0

    def fail(self, error: Explanation) -> None:
        """Say what went wrong."""
        empty = self.query_one("#empty", Static)
        empty.display = True
        empty.update(f"{error.title}: {safe(error.happened)} {safe(error.todo)}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the lesson."""
        if event.option.id:
            self.app.push_screen(LessonScreen(event.option.id))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Search."""
        query = event.value.strip()
        if query:
            found = self.query_one("#found", Blocks)
            found.display = True
            found.show([joined(("Searching…", MUTED))])
            self.query_one(Menu).display = False

            def read() -> list[dict[str, Any]]:
                _prepare(self.hotseat, found)
                return self.hotseat.facade.search(query)

            self.hotseat.pages.load(read, self._found, self._not_found, "guide")

    def _found(self, passages: list[dict[str, Any]]) -> None:
        blocks = [_passage(passage) for passage in passages]
        found = self.query_one("#found", Blocks)
        found.show(blocks or [joined("No passage on that. Try fewer words.")])
        found.focus()

    def _not_found(self, error: Explanation) -> None:
        self.query_one("#found", Blocks).show(
            [joined((error.title, "bold $text-error"), f"\n{safe(error.happened)}\n{safe(error.todo)}")]
        )

    def action_search(self) -> None:
        """To the search line."""
        self.query_one(Input).focus()

    def action_drill(self) -> None:
        """Drill the topic under the cursor."""
        chosen = self.query_one(Menu).chosen
        if chosen:
            self.hotseat.start_session("drill", topic=chosen)

    def action_back(self) -> None:
        """From the results back to the topics; from there, back."""
        menu = self.query_one(Menu)
        if not menu.display:
            menu.display = True
            self.query_one("#found").display = False
            menu.focus()
        elif self.query_one(Input).has_focus:
            menu.focus()
        else:
            self.hotseat.go_back()


class LessonScreen(Page):
    """Recall prompts first; the passages come when one asks for them."""

    BINDINGS = keymap.LESSON
    HELP_TITLE = "Lesson"

    def __init__(self, topic: str) -> None:
        super().__init__()
        self._topic = topic
        self._lesson: dict[str, Any] | None = None
        self._open = False

    def compose(self) -> ComposeResult:
        """A page."""
        yield TopBar(f"study · {words(self._topic)}")
        yield Blocks([joined("Reading the guide…")], id="page")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Load the lesson."""
        page = self.query_one(Blocks)
        page.focus()

        def read() -> dict[str, Any]:
            _prepare(self.hotseat, page)
            return self.hotseat.facade.lesson(self._topic)

        self.hotseat.pages.load(read, self.show, self._failed, "guide")

    def show(self, lesson: dict[str, Any]) -> None:
        """The prompts alone: trying to recall is what makes reading stick."""
        self._lesson = lesson
        self.query_one(Blocks).show(_prompts(lesson))

    def _failed(self, error: Explanation) -> None:
        self.query_one(Blocks).show(
            [joined((error.title, "bold $text-error"), f"\n{safe(error.happened)}\n{safe(error.todo)}")]
        )

    def action_show(self) -> None:
        """The passages, section by section."""
        if self._lesson is not None and not self._open:
            self._open = True
            self.query_one(Blocks).show(_passages(self._lesson))

    def action_drill(self) -> None:
        """A question on this topic."""
        self.hotseat.start_session("drill", topic=self._topic)


def _prepare(app: HotseatApp, page: Blocks) -> None:
    """In the lane's thread: read our guide in, and tell how far it is."""

    def tell(done: int, of: int) -> None:
        told = joined(f"Reading our guide into the index, once: {done} of {of} passages.")
        app.pages.hand(page.show, [told])

    app.facade.prepare(tell)


def _prompts(lesson: dict[str, Any]) -> list[Content]:
    head = joined((line(lesson["title"], 120), "bold $primary"), "\nFirst say aloud, or write down, what you remember:")
    prompts = [joined((f"{n:>2}  ", "bold $accent"), plain(str(p))) for n, p in enumerate(lesson["recall"], 1)]
    return [head, *prompts, joined(("Press space for the guide. d asks you a question on it.", MUTED))]


def _passages(lesson: dict[str, Any]) -> list[Content]:
    blocks, section = [], None
    for passage in lesson["passages"]:
        if passage["section"] != section:
            section = passage["section"]
            blocks.append(joined((words(str(section)), "bold $primary")))
        blocks.append(plain(str(passage["text"])))
    return blocks or [joined("The guide says nothing on this topic.")]


def _passage(passage: dict[str, Any]) -> Content:
    where = f"{words(str(passage.get('topic')))} / {words(str(passage.get('section')))}"
    source = f"   {line(str(passage.get('guide')), 40)}, line {passage.get('line')}\n"
    return joined((where, "bold $primary"), (source, MUTED), plain(str(passage["text"])))
