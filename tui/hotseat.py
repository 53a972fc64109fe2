"""The facade as the app calls it. Heavy rooms load when called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from agent.models import Profile, Report, StudyPlan
from tui.facade import Emit, Live


class Hotseat:
    """The facade itself."""

    def __init__(self, unsafe_no_isolation: bool = False) -> None:
        self._unsafe = unsafe_no_isolation

    def start(self, options: Any, emit: Emit) -> Live:
        """A new session. Raises BadInput, Unavailable, StorageFailure."""
        from agent.api import sessions

        return sessions.start(options, emit)

    def resume(self, session: str | None, emit: Emit) -> Live:
        """A session of the store. Raises BadInput, StorageFailure."""
        from agent.api import sessions

        return sessions.resume(session, emit, unsafe_no_isolation=self._unsafe)

    def open_session(self) -> str | None:
        """The newest session that has not ended."""
        from agent.api import archive

        return archive.has_open_session()

    def profile(self) -> Profile:
        """The stored profile, or the defaults. Raises BadInput."""
        from agent.api import plans

        return plans.profile()

    def has_profile(self) -> bool:
        """Whether a profile is stored."""
        from agent.api import plans

        return plans.has_profile()

    def draft(self, session: str) -> str:
        """What was typed and not sent."""
        from agent.api import drafts

        return drafts.load(session)

    def keep_draft(self, session: str, text: str) -> None:
        """Keep what was typed and not sent. Raises StorageFailure."""
        from agent.api import drafts

        drafts.keep(session, text)

    def save_profile(self, value: Profile) -> None:
        """Keep a profile. Raises StorageFailure."""
        from agent.api import plans

        plans.save_profile(value)

    def plan(self) -> StudyPlan:
        """Today's study plan. Raises BadInput."""
        from agent.api import plans

        return plans.study()

    def calendar(self) -> dict[str, Any]:
        """The days to the interview, today first. Raises BadInput."""
        from agent.api import calendar

        return calendar.calendar()

    def due_points(self) -> list[dict[str, Any]]:
        """The points that are due, each with what a full answer holds."""
        from agent.api import calendar

        return calendar.due_points(show=True)

    def stories(self) -> dict[str, Any]:
        """The story bank. Raises BadInput."""
        from agent.api import stories

        return stories.stories()

    def new_story(self, title: str, competency: str) -> Path:
        """A new story's file. Raises BadInput, StorageFailure."""
        from agent.api import stories

        return stories.add(title, [competency])

    def story_file(self, name: str) -> Path:
        """The file of a story. Raises BadInput."""
        from agent.api import stories

        return stories.path_of(name)

    def history(self) -> list[dict[str, Any]]:
        """One row a session, newest first."""
        from agent.api import archive

        return archive.history()

    def report(self, session: str) -> Report:
        """A session's report. Raises BadInput."""
        from agent.api import archive

        return archive.report(session)

    def render(self, value: Report, form: str) -> str:
        """A report as text."""
        from agent.api import archive

        return archive.render(value, form)

    def contest(self, session: str, number: int, criterion: str, note: str) -> None:
        """Keep an objection to a label. Raises BadInput, StorageFailure."""
        from agent.api import archive

        archive.contest(session, number, criterion, note)

    def topics(self) -> list[dict[str, str]]:
        """The topics of the guide: id and title."""
        from agent.api import guides

        return guides.topics()

    def prepare(self, progress: Callable[[int, int], None]) -> None:
        """Read our guide into the index where that was not done yet. Raises CorpusError."""
        from agent.api import guides

        guides.prepare(progress)

    def lesson(self, topic: str) -> dict[str, Any]:
        """A topic's recall prompts and passages. Raises BadInput, CorpusError."""
        from agent.api import guides

        return guides.study(topic)

    def search(self, query: str) -> list[dict[str, Any]]:
        """Passages on a query, best first. Raises CorpusError."""
        from agent.api import guides

        found = guides.search([query], 12)
        passages: list[dict[str, Any]] = found[0]["passages"]
        return passages

    def examine(self) -> dict[str, Any]:
        """What works on this machine."""
        from agent.api import doctor

        return doctor.examine()
