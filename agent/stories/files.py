"""The story bank's folder: Markdown files that the candidate writes with any editor."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from agent import paths
from agent.errors import BadInput, HotseatError, storage_failure
from agent.stories.story import MAX_BYTES, Story, parse_story

MOST_STORIES = 100


@dataclass(frozen=True)
class Refused:
    """A file that is no story."""

    file: str
    happened: str
    todo: str


def stories_folder() -> Path:
    """Where the stories lie."""
    return paths.home() / "stories"


def read_stories(folder: Path) -> tuple[tuple[Story, ...], tuple[Refused, ...]]:
    """The stories of a folder by name, and the files that are none. Raises BadInput for too many files."""
    files = sorted(folder.glob("*.md")) if folder.is_dir() else []
    if len(files) > MOST_STORIES:
        raise BadInput(
            "Too many stories",
            f"{folder} holds {len(files)} files; up to {MOST_STORIES} are read.",
            "Nobody rehearses that many: move old ones elsewhere.",
        )
    found: list[Story] = []
    refused: list[Refused] = []
    for file in files:
        try:
            found.append(read_story(file))
        except HotseatError as error:
            refused.append(Refused(file.name, error.happened, error.todo))
    return tuple(found), tuple(refused)


def read_story(file: Path) -> Story:
    """One story. Raises BadInput."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise BadInput("This story cannot be used", f"{file.name} is not a file.", "Name a Markdown file.")
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        return parse_story(file.stem, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadInput(
            "This story cannot be used",
            f"{file.name}: byte {error.start} is not UTF-8, or the file is larger than {MAX_BYTES // 1000} KB.",
            "Save it as UTF-8, two minutes of speech long.",
        ) from None
    except OSError as error:
        raise BadInput(
            "This story cannot be used", f"{file.name} cannot be read: {error.strerror}.", "Check its name and rights."
        ) from None


def write_story(folder: Path, name: str, text: str) -> Path:
    """A new file; an existing one is never overwritten. Raises BadInput, StorageFailure."""
    file = paths.private_folder(folder) / f"{name}.md"
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
        file.chmod(0o600)
    except FileExistsError:
        raise BadInput(
            "There is such a story", f"{file.name} is there already.", "Edit it, or take another title."
        ) from None
    except OSError as error:
        raise storage_failure(error) or error from error
    return file
