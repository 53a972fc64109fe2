"""The STAR story bank: the candidate's own stories, what they lack, and what changed in the telling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from agent.errors import BadInput
from agent.models import Engine, Scorecard

if TYPE_CHECKING:
    from agent.planning.played import Played
    from agent.results import StoryFinding
    from agent.stories.competencies import Competency
    from agent.stories.story import Story


def stories() -> dict[str, Any]:
    """The matrix and the gaps.

    `{folder, matrix: [{competency, about, whole: [ids], lacking: [ids]}], stories: [{id, title, competencies, words,
    minutes, gaps: [{lack, what, todo}]}], refused: [{file, happened, todo}], aim: {competency, questions}}`. Raises
    BadInput for too many files.
    """
    from agent.api.plans import played
    from agent.store import Store
    from agent.stories.competencies import ABOUT, questions_on
    from agent.stories.files import read_stories, stories_folder
    from agent.stories.matrix import aim, matrix
    from agent.stories.retold import tellings

    found, refused = read_stories(stories_folder())
    wanted = aim(found, [told.question for told in tellings(played(Store()))])
    return {
        "folder": str(stories_folder()),
        "matrix": [
            {"competency": row.competency, "about": ABOUT[row.competency], "whole": row.whole, "lacking": row.lacking}
            for row in matrix(found)
        ],
        "stories": [_row(story) for story in found],
        "refused": [{"file": one.file, "happened": one.happened, "todo": one.todo} for one in refused],
        "aim": {"competency": wanted, "questions": questions_on(wanted)},
    }


def add(title: str, competencies: Sequence[str] = (), text: str | None = None) -> Path:
    """A new story from a text, else from the template. An existing one is never overwritten.

    Raises BadInput (nothing is written), StorageFailure.
    """
    from agent.stories.files import stories_folder, write_story
    from agent.stories.story import parse_story, story_id, template

    name = story_id(title)
    made = template(title, _known(competencies)) if text is None else text
    parse_story(name, made)
    return write_story(stories_folder(), name, made)


def path_of(name: str) -> Path:
    """The file of a story. Raises BadInput for an unknown one."""
    from agent.stories.files import stories_folder

    files = {file.stem: file for file in stories_folder().glob("*.md")}
    if name not in files:
        known = ", ".join(sorted(files)[:20]) or "none yet"
        raise BadInput("No such story", f"There is no story {name[:80]!r}.", f"Stories are: {known}.")
    return files[name]


def judge(name: str, question: str, engine: Engine | None = None) -> Scorecard:
    """Score a story as the answer to a behavioral question. Raises BadInput, RubricError, ModelFailure."""
    from agent.api.scoring import score_answer
    from agent.stories.files import read_story
    from rubrics.loader import question as find

    if find(question).kind != "behavioral":
        raise BadInput(
            "A story answers behavioral questions",
            f"{question} is of another kind.",
            "`hotseat questions` lists them; `hotseat stories --json` names some under `aim`.",
        )
    return score_answer(question, read_story(path_of(name)).body, engine=engine, name=name)


def preferred_questions(rounds: Iterable[Played]) -> tuple[str, ...]:
    """Our questions on the competency at which the next behavioral round should aim; empty without readable stories."""
    from agent.stories.competencies import questions_on
    from agent.stories.files import read_stories, stories_folder
    from agent.stories.matrix import aim
    from agent.stories.retold import tellings

    try:
        found = read_stories(stories_folder())[0]
    except BadInput:  # Too many files: `stories` says so, a session starts all the same.
        return ()
    if not found:
        return ()
    return questions_on(aim(found, [told.question for told in tellings(rounds)]))


def findings(session: str | None = None) -> list[dict[str, Any]]:
    """What is to be noticed about the behavioral rounds of a session; None: the newest. Raises BadInput.

    One row a round: `{session, round, question, findings: [{kind, what, story, told, before, where}]}`.
    """
    from agent.api.plans import played
    from agent.store import Store
    from agent.stories.files import read_stories, stories_folder
    from agent.stories.retold import retold, tellings

    store = Store()
    rows = store.sessions()
    if session is None and not rows:
        raise BadInput("No session yet", "Nothing was told yet.", "Tell a story: `hotseat drill behavioral_star`.")
    wanted = store.find(session or rows[0].id).id
    bank = read_stories(stories_folder())[0]
    told = list(tellings(played(store)))
    return [
        {
            "session": one.session,
            "round": one.round,
            "question": one.question,
            "findings": [_finding(row) for row in retold(one, bank, told)],
        }
        for one in told
        if one.session == wanted
    ]


def _finding(row: StoryFinding) -> dict[str, Any]:
    return row.model_dump(mode="json")


def _known(names: Sequence[str]) -> tuple[Competency, ...]:
    from agent.stories.competencies import ABOUT

    for name in names:
        if name not in ABOUT:
            raise BadInput("Unknown competency", f"{name[:80]!r} is no competency.", f"They are {', '.join(ABOUT)}.")
    return cast("tuple[Competency, ...]", tuple(names))


def _row(story: Story) -> dict[str, Any]:
    from agent.stories.gaps import WORDS_A_MINUTE, count_words, gaps

    count = count_words(story.body)
    return {
        "id": story.id,
        "title": story.title,
        "competencies": story.competencies,
        "words": count,
        "minutes": round(count / WORDS_A_MINUTE, 1),
        "gaps": [{"lack": gap.lack, "what": gap.what, "todo": gap.todo} for gap in gaps(story)],
    }
