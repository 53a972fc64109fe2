"""Scoring answers and transcripts outside an interview."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from agent import settings
from agent.api.sessions import choose_engine
from agent.errors import BadInput
from agent.models import Engine, Scorecard, Turn

MAX_FILE = 1_000_000
"""Bytes of an answer or a transcript."""


def score_answer(question: str, text: str, *, engine: Engine | None = None, name: str | None = None) -> Scorecard:
    """Score one written answer. Raises RubricError, BadInput, ModelFailure."""
    turns = (Turn(speaker="candidate", text=_checked(text, name or "the answer")),)
    return next(_scored(question, [(name, turns)], engine))


def score_answers(question: str, folder: Path, *, engine: Engine | None = None) -> Iterator[Scorecard]:
    """Score every `.txt` file of a folder, in order of name. Raises BadInput before anything is scored."""
    if not folder.is_dir():
        raise BadInput("No such folder", f"{folder} is not a folder.", "Name a folder of .txt files, one answer each.")
    files = sorted(path for path in folder.iterdir() if path.suffix == ".txt")
    if not files:
        raise BadInput("Nothing to score", f"{folder} holds no .txt file.", "Put one answer in each .txt file.")
    answers = [(str(path), (Turn(speaker="candidate", text=_checked(read_text(path), path.name)),)) for path in files]
    return _scored(question, answers, engine)


def score_transcript(question: str, path: Path, *, engine: Engine | None = None) -> Scorecard:
    """Score a dialogue: JSON lines of `{speaker, text, move?, criterion?}`. Raises BadInput."""
    return next(_scored(question, [(None, read_transcript(path))], engine))


def _scored(
    question: str, answers: Sequence[tuple[str | None, tuple[Turn, ...]]], engine: Engine | None
) -> Iterator[Scorecard]:
    from agent.api.plans import profile
    from agent.assess import AGREEMENT, GRADER, Assessor
    from agent.grading.rounds import model_scorecard
    from agent.grading.scorecard import scorecard
    from rubrics.loader import question as find

    used, endpoint = choose_engine(settings.load(), engine)
    rubric, target = find(question), profile().target_level
    assessor = Assessor(rubric)
    for name, turns in answers:
        assessment = assessor.assess(turns)
        if used == "llm" and endpoint is not None:
            yield model_scorecard(rubric, turns, assessment, endpoint, target, None, threading.Event(), name)
        else:
            yield scorecard(rubric, assessment, turns, grader=GRADER, agreement=AGREEMENT, target=target, answer=name)


def read_transcript(path: Path) -> tuple[Turn, ...]:
    """The turns of a transcript file. Raises BadInput with the line's number."""
    turns = []
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            turns.append(Turn.model_validate(json.loads(line)))
        except (ValueError, ValidationError, RecursionError) as error:
            raise BadInput(
                "The transcript cannot be read",
                f"{path.name}, line {number}: {str(error).splitlines()[0]}.",
                'Every line is {"speaker": "interviewer"|"candidate", "text": ..., "move"?, "criterion"?}.',
            ) from error
    if not any(turn.speaker == "candidate" for turn in turns):
        raise BadInput("Nothing to score", f"{path.name} has no line of the candidate.", "Add the candidate's lines.")
    return tuple(turns)


def read_text(path: Path) -> str:
    """A text file, UTF-8, of bounded size. Raises BadInput."""
    try:
        if not path.is_file():
            raise BadInput("No such file", f"{path} is not a file.", "Check the name.")
        if path.stat().st_size > MAX_FILE:
            raise BadInput(
                "The file is too large", f"{path.name} has over {MAX_FILE:,} bytes.", "Send the part that matters."
            )
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(
            "Not UTF-8", f"{path.name}: byte {error.start} is not UTF-8.", "Save the file as UTF-8."
        ) from error
    except OSError as error:
        raise BadInput(
            "The file cannot be read", f"{path.name}: {error.strerror}.", "Check its permissions."
        ) from error


def _checked(text: str, name: str) -> str:
    if len(text.encode("utf-8", "surrogatepass")) > MAX_FILE:
        raise BadInput("The answer is too long", f"{name} has over {MAX_FILE:,} bytes.", "Send the part that matters.")
    if not text.strip():
        raise BadInput("Empty answer", f"{name} holds no text.", "Write an answer first.")
    return text
