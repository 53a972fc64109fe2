"""Four questions that make a plan: the level, the date, the time a day, how one rates oneself."""

from __future__ import annotations

import datetime
from typing import cast, get_args

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Footer, Input, Static

from agent.api.faults import Explanation
from agent.models import Category, Profile
from tui import keymap
from tui.look import CATEGORIES, MUTED, joined
from tui.screens.page import Page
from tui.widgets.pick import Pick
from tui.widgets.topbar import TopBar

LEVELS = ("L3", "L4", "L5", "L6")
RATINGS = ("not rated", "1", "2", "3", "4", "5")
MINUTES = ("30", "45", "60", "90", "120", "180", "240")
"""Minutes of study a day; any other number that a profile holds stands among them."""


class ProfileScreen(Page):
    """Everything can be skipped."""

    BINDINGS = keymap.PROFILE
    HELP_TITLE = "Profile"

    def __init__(self, profile: Profile, first: bool) -> None:
        super().__init__()
        self._profile = profile
        self._first = first

    def compose(self) -> ComposeResult:
        """A form of one column."""
        now = self._profile
        yield TopBar("welcome" if self._first else "profile")
        with VerticalScroll(id="form", can_focus=False):
            if self._first:
                yield Static(
                    "Four questions for your plan. Nothing leaves this machine. Escape skips them.",
                    classes="block",
                    markup=False,
                )
            yield Static(joined(("1  Which level do you interview for?", "bold $primary")), markup=False)
            yield Pick("Target level", LEVELS, LEVELS.index(now.target_level), id="level")
            yield Static(joined(("2  When is the interview?", "bold $primary")), classes="gap", markup=False)
            date = now.interview_date.isoformat() if now.interview_date else ""
            yield Input(date, placeholder="2027-01-31, or a number of days; empty: not set", id="date")
            yield Static("", id="date-told", markup=False)
            yield Static(joined(("3  How many minutes a day?", "bold $primary")), id="minutes-asked", markup=False)
            minutes = minutes_around(now.daily_minutes)
            yield Pick("Minutes a day", minutes, minutes.index(str(now.daily_minutes)), id="minutes")
            yield Static(
                joined(("4  How do you rate yourself?", "bold $primary"), ("  1 weak, 5 strong", MUTED)),
                markup=False,
            )
            for category in get_args(Category):
                rating = now.ratings.get(category)
                yield Pick(CATEGORIES[category], RATINGS, rating or 0, id=f"rate-{category}")
            yield Static("tab moves, left and right choose, ctrl+s saves", classes="gap", id="form-foot", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Start at the top."""
        self.query_one("#level").focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how the date is understood."""
        self._told(event.value)

    def _told(self, text: str) -> bool:
        told = self.query_one("#date-told", Static)
        try:
            date = read_date(text, datetime.date.today())
        except ValueError as error:
            told.update(joined((str(error), "$text-error")))
            return False
        days = (date - datetime.date.today()).days if date else 0
        told.update(joined((f"{date}, in {days} days" if date else "no date", MUTED)))
        return True

    def action_save(self) -> None:
        """Keep it."""
        text = self.query_one("#date", Input).value
        if not self._told(text):
            self.query_one("#date").focus()
            return
        ratings = {
            category: chosen or None
            for category in get_args(Category)
            if (chosen := self.query_one(f"#rate-{category}", Pick).chosen) or category in self._profile.ratings
        }
        value = self._profile.model_copy(
            update={
                "target_level": LEVELS[self.query_one("#level", Pick).chosen],
                "interview_date": read_date(text, datetime.date.today()),
                "daily_minutes": int(self.query_one("#minutes", Pick).value),
                "ratings": cast("dict[Category, int | None]", ratings),
            }
        )
        self.hotseat.pages.load(lambda: self.hotseat.facade.save_profile(value), self._saved, self._failed)

    def action_skip(self) -> None:
        """Leave it; what was found at the start is kept, so that nobody is asked twice."""
        if self._first:
            self.hotseat.pages.load(lambda: self.hotseat.facade.save_profile(self._profile), self._saved, self._failed)
        else:
            self.hotseat.go_back()

    def _saved(self, _: None) -> None:
        self.hotseat.go_back()

    def _failed(self, error: Explanation) -> None:
        self.notify(f"{error.happened} {error.todo}", title=error.title, severity="error", markup=False)
        self.hotseat.go_back()


def minutes_around(minutes: int) -> tuple[str, ...]:
    """The minutes to choose from, with the profile's own number among them."""
    return tuple(str(one) for one in sorted({minutes, *map(int, MINUTES)}))


def read_date(text: str, today: datetime.date) -> datetime.date | None:
    """A date, a number of days from today, or nothing. Raises ValueError with words for people."""
    text = text.strip()
    if not text:
        return None
    try:
        date = today + datetime.timedelta(days=int(text)) if text.isdecimal() else datetime.date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise ValueError("Not a date: write it as 2027-01-31, or a number of days.") from None
    if date < today:
        raise ValueError("This date has passed.")
    return date
