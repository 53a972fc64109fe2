"""Home: go on, start, today's plan, the weakest topics, and whether everything works."""

from __future__ import annotations

import datetime
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from agent.api.faults import Explanation
from agent.models import Profile, StudyPlan
from tui import keymap
from tui.look import MUTED, joined, line, safe, words
from tui.screens.dialogs import Choose
from tui.screens.doctor import DoctorScreen, status
from tui.screens.drills import DRILLS
from tui.screens.due import DueScreen
from tui.screens.history import HistoryScreen
from tui.screens.home_lines import day_lines, plan_lines, recent_lines, weakest_lines
from tui.screens.page import Page
from tui.screens.profile import ProfileScreen
from tui.screens.stories import StoriesScreen
from tui.screens.study import LessonScreen, StudyScreen
from tui.widgets.menu import Menu, entry
from tui.widgets.topbar import TopBar

ACTIONS = (
    ("onsite", "Onsite", "a full loop: design, ML, stats, code, STAR"),
    ("screen", "Screen", "the technical screen"),
    ("drill", "Drill", "one question on one topic"),
    ("study", "Study", "the guide, recall first"),
    ("stories", "Stories", "your STAR stories and their gaps"),
    ("history", "History", "sessions and reports"),
    ("profile", "Profile", "level, date, ratings"),
    ("doctor", "Check", "what works on this machine"),
)


class HomeScreen(Page):
    """Paints at once; plan, history and checks come behind."""

    BINDINGS = keymap.HOME
    HELP_TITLE = "Home"

    def __init__(self) -> None:
        super().__init__()
        self._open: dict[str, Any] | None = None
        self._reasons: dict[str, str] = {}
        self._planned: list[Option] = []
        self._today: list[Option] = []
        self._lines: list[dict[str, Any]] = []
        self._profile = Profile()
        self._asked = False

    def compose(self) -> ComposeResult:
        """Actions beside the plan, a line of status."""
        yield TopBar("a mock onsite in your terminal", Static("", id="bar-right", markup=False))
        with Horizontal(id="home"):
            with Vertical(id="left"):
                yield Menu(*_actions(None), id="actions")
                yield Static("", id="weakest", markup=False)
                yield Static("", id="recent", markup=False)
            with Vertical(id="right"):
                yield Menu(id="plan")
                yield Static("", id="reason", markup=False)
        yield Static("checking what works…", id="status", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Nothing is loaded before the first paint."""
        actions = self.query_one("#actions", Menu)
        actions.border_title = "start"
        actions.highlighted = 0
        actions.focus()
        plan = self.query_one("#plan", Menu)
        plan.border_title = "today"
        plan.add_option(Option(joined(("planning…", MUTED)), disabled=True))
        self.query_one("#weakest").border_title = "weakest so far"
        self.query_one("#recent").border_title = "recent"
        self.query_one("#reason").border_title = "why"
        self.call_after_refresh(self._load, first=True)

    def on_screen_resume(self) -> None:
        """Back from somewhere: things may have changed."""
        if self._asked:
            self._load(first=False)

    def _load(self, first: bool) -> None:
        self._asked = True
        facade, pages = self.hotseat.facade, self.hotseat.pages
        pages.load(facade.history, self.show_history, self._failed)
        pages.load(
            lambda: (facade.profile(), facade.has_profile()),
            lambda found: self.show_profile(found[0], first and not found[1]),
            self._failed,
        )
        pages.load(facade.plan, self.show_plan, self._no_plan)
        pages.load(facade.calendar, self.show_today, self._failed)
        if first:
            pages.load(facade.examine, self.show_status, self._failed, "check")

    # -- what was loaded

    def show_history(self, rows: list[dict[str, Any]]) -> None:
        """The open session first, and the weakest topics."""
        self._played = bool(rows)
        self._open = next((row for row in rows if not row["ended"]), None)
        actions = self.query_one("#actions", Menu)
        chosen = actions.chosen
        actions.clear_options()
        actions.add_options(_actions(self._open))
        ids = [actions.get_option_at_index(n).id for n in range(actions.option_count)]
        fresh = self._open is not None and chosen == "onsite"
        actions.highlighted = ids.index("resume") if fresh else max(0, ids.index(chosen) if chosen in ids else 0)
        self.query_one("#weakest", Static).update(weakest_lines(rows))
        self.query_one("#recent", Static).update(recent_lines(rows))

    def show_profile(self, value: Profile, first: bool) -> None:
        """Level and date on top; on the very first run, the questions."""
        self._profile = value
        parts = [f"target {value.target_level}"]
        if value.interview_date is not None:
            days = (value.interview_date - datetime.date.today()).days
            parts.append(f"interview in {days} days" if days >= 0 else "interview date has passed")
        self.query_one("#bar-right", Static).update(" · ".join(parts))
        if first and not self._played and self.hotseat.at_home:
            self.app.push_screen(ProfileScreen(value, first=True))

    _played = True

    def show_plan(self, plan: StudyPlan) -> None:
        """Sections with minutes, their topics with labels."""
        menu = self.query_one("#plan", Menu)
        menu.border_title = f"your plan, a cheat sheet of {plan.total_minutes} minutes"
        self._planned, reasons = plan_lines(plan)
        self._reasons |= reasons
        self._show_lines()

    def show_today(self, calendar: dict[str, Any]) -> None:
        """What the calendar has for today, above the plan."""
        days = calendar["days"]
        self._lines = days[0]["lines"] if days else []
        self._today, reasons = day_lines(days[0]) if days else ([], {})
        self._reasons |= reasons
        self._show_lines()

    def _show_lines(self) -> None:
        menu = self.query_one("#plan", Menu)
        options = [*self._today, *self._planned]
        at = menu.highlighted
        menu.clear_options()
        menu.add_options(options)
        menu.highlighted = at if at is not None and at < len(options) else min(1, len(options) - 1)

    def show_status(self, found: dict[str, Any]) -> None:
        """What is degraded is said here."""
        self.query_one("#status", Static).update(status(found))

    def _no_plan(self, error: Explanation) -> None:
        self._planned = [Option(joined((error.title, "bold $text-error")), disabled=True)]
        self._show_lines()
        self.query_one("#reason", Static).update(f"{safe(error.happened, 400)} {safe(error.todo, 400)}")

    def _failed(self, error: Explanation) -> None:
        self.query_one("#status", Static).update(
            joined((f"{error.title}: ", "bold $text-error"), f"{line(error.happened, 300)} {line(error.todo, 300)}")
        )

    # -- keys

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Why this line is in the plan."""
        if event.option_list.id == "plan" and event.option.id:
            self.query_one("#reason", Static).update(self._reasons.get(event.option.id, ""))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it."""
        chosen = event.option.id or ""
        if chosen.startswith("today-"):
            self._do(self._lines[int(chosen.split(":", 1)[0].removeprefix("today-"))])
        elif event.option_list.id == "plan":
            self.app.push_screen(LessonScreen(chosen.split(":", 1)[1]))
        elif chosen in ("onsite", "screen"):
            self.action_start(chosen)
        else:
            getattr(self, f"action_{chosen}")()

    def _do(self, line: dict[str, Any]) -> None:
        """A line of today."""
        match line["do"]:
            case "read":
                self.app.push_screen(LessonScreen(line["topic"]))
            case "drill":
                self.hotseat.start_session("drill", topic=line["topic"])
            case "review":
                self.action_due()
            case "mock":
                self.action_start("onsite")
            case "screen":
                self.action_start("screen")

    def action_resume(self) -> None:
        """Go on."""
        if self._open is None:
            self.notify("No session is open.", markup=False)
        else:
            self.hotseat.resume_session(self._open["session"])

    def action_start(self, kind: str) -> None:
        """An onsite or a screen."""
        self.hotseat.start_session(kind)

    def action_drill(self) -> None:
        """The topic under the cursor of the plan, or one of a list."""
        topic = self._topic()
        if topic is not None:
            self._drill(topic)
        else:
            self.hotseat.pages.load(self.hotseat.facade.topics, self._choose_topic, self._failed, "guide")

    def _drill(self, topic: str) -> None:
        """What the drill is to be."""

        def chosen(form: str | None) -> None:
            if form is not None:
                self.hotseat.start_session("drill", topic=topic, **DRILLS[form][2])

        rows = [(form, name, about) for form, (name, about, _) in DRILLS.items()]
        self.app.push_screen(Choose("Drill", f"{words(topic)}: what shall it be?", rows, 14), chosen)

    def _choose_topic(self, topics: list[dict[str, str]]) -> None:
        def chosen(topic: str | None) -> None:
            if topic:
                self._drill(topic)

        rows = [(t["id"], line(t["title"], 60), "") for t in topics]
        self.app.push_screen(Choose("Drill", "On which topic?", rows), chosen)

    def action_study(self) -> None:
        """The topic under the cursor of the plan, or the guide."""
        topic = self._topic()
        self.app.push_screen(LessonScreen(topic) if topic else StudyScreen())

    def action_stories(self) -> None:
        """The candidate's own stories."""
        self.app.push_screen(StoriesScreen())

    def action_due(self) -> None:
        """Points that are due."""
        self.app.push_screen(DueScreen())

    def action_history(self) -> None:
        """All sessions."""
        self.app.push_screen(HistoryScreen())

    def action_profile(self) -> None:
        """Change the profile."""
        self.app.push_screen(ProfileScreen(self._profile, first=False))

    def action_doctor(self) -> None:
        """What works."""
        self.app.push_screen(DoctorScreen())

    def _topic(self) -> str | None:
        plan = self.query_one("#plan", Menu)
        return plan.chosen.split(":", 1)[1] or None if plan.has_focus and plan.chosen else None


def _actions(open_session: dict[str, Any] | None) -> list[Option]:
    options = [entry(*action) for action in ACTIONS]
    if open_session is not None:
        rounds = open_session["rounds"]
        used = rounds[-1]["seconds"] / 60 if rounds else 0
        place = f"round {max(1, len(rounds))} of {open_session['planned']}"
        about = f"{line(open_session['kind'], 10)}, {place}, {used:.0f} min in"
        options.insert(0, entry("resume", "Resume", about))
    return options
