"""A story as the candidate wrote it: a Markdown file with front matter, read as untrusted text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NoReturn, cast

from agent.errors import BadInput
from agent.stories.competencies import ABOUT, Competency
from rubrics.document import DocumentError, Value, read_document

MAX_BYTES = 40_000
MAX_TITLE = 120
MAX_FIGURES = 20
MAX_FIGURE = 200
KEYS = ("title", "competencies", "figures")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}\s.*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")


@dataclass(frozen=True)
class Story:
    """One story."""

    id: str
    """The file's name without its ending."""
    title: str
    competencies: tuple[Competency, ...]
    figures: tuple[tuple[str, str], ...]
    """Name and value, as they stand in the front matter: what is to be the same in every telling."""
    body: str
    """What is told: without front matter, headings and comments."""


def parse_story(name: str, text: str) -> Story:
    """Read a story; `name` is the file's name without its ending.

    Raises:
        BadInput: it is too large, has no front matter, a key is unknown or wrong, or it holds characters that cannot be
            shown. The file and, where it is known, the line are named.
    """
    where = f"{name}.md"
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        _refuse(f"{where} is larger than {MAX_BYTES // 1000} KB.", "A story that is told in two minutes has 280 words.")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    bad = _UNSAFE.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        shown = unicodedata.name(bad[0], f"control character U+{ord(bad[0]):04X}")
        _refuse(f"{where}, line {line}: a character that cannot be shown ({shown}).", "Take the character out.")
    fences = list(_FENCE.finditer(text))
    if len(fences) < 2 or text[: fences[0].start()].strip():
        _refuse(
            f"{where} has no front matter.",
            "Begin with a line `---`, then `title: ...` and `competencies: [...]`, then `---`.",
        )
    try:
        head = read_document(text[fences[0].end() + 1 : fences[1].start()]).value
    except DocumentError as error:
        _refuse(f"{where}, line {error.line + 1}: {error.happened}", error.todo)
    if not isinstance(head, dict):
        _refuse(f"{where}: the front matter holds no keys.", f"The keys are {', '.join(KEYS)}.")
    unknown = next((key for key in head if key not in KEYS), None)
    if unknown is not None:
        _refuse(f"{where}: the key {unknown[:80]!r} is not known.", f"The keys are {', '.join(KEYS)}.")
    body = _HEADING.sub("", _COMMENT.sub("", text[fences[1].end() :]))
    return Story(
        id=name,
        title=_title(where, head.get("title")),
        competencies=_competencies(where, head.get("competencies")),
        figures=_figures(where, head.get("figures")),
        body=re.sub(r"\n{3,}", "\n\n", body).strip(),
    )


def template(title: str, competencies: tuple[Competency, ...]) -> str:
    """A new story's file: the questions that it has to answer stand in comments."""
    named = ", ".join(competencies or ("conflict",))
    return f"""---
title: "{_quoted(title)}"
# Of: {", ".join(ABOUT)}
competencies: [{named}]
# What is to be the same in every telling, for example
# figures: {{waste in nine days: "61,000 euros", usual waste: "12,000 euros"}}
---

## Situation
<!-- Product, scale, date: two sentences. -->

## Task
<!-- What was yours to decide? Say I. -->

## Actions
<!-- Decisions, the alternative that you rejected, and why. -->

## Result
<!-- A number with its baseline: from 41 % to 33 %. What did it cost? -->

## Learning
<!-- What do you do differently since then, and when did it last show? -->
"""


def story_id(title: str) -> str:
    """A file's name made from a title: lower case, ASCII, hyphens. Raises BadInput where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
    if not name:
        _refuse(f"No file's name can be made from {title[:80]!r}.", "Use a title with letters in it.")
    return name


def _title(where: str, value: Value) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_TITLE or "\n" in value.strip():
        _refuse(f"{where}: `title` has to be one line of up to {MAX_TITLE} characters.", "Write `title: ...`.")
    return value.strip()


def _competencies(where: str, value: Value) -> tuple[Competency, ...]:
    rows = value if isinstance(value, tuple) else (value,)
    known = ", ".join(ABOUT)
    if value is None or not rows:
        _refuse(f"{where}: `competencies` is missing.", f"Write a list of some of: {known}.")
    for row in rows:
        if row not in ABOUT:
            _refuse(f"{where}: {str(row)[:80]!r} is no competency.", f"They are {known}.")
    return cast("tuple[Competency, ...]", tuple(dict.fromkeys(rows)))


def _figures(where: str, value: Value) -> tuple[tuple[str, str], ...]:
    if value is None:
        return ()
    rows = value if isinstance(value, dict) else {"": None}
    if len(rows) > MAX_FIGURES or any(
        isinstance(one, dict | tuple | bool | None) or len(f"{name}{one}") > MAX_FIGURE for name, one in rows.items()
    ):
        _refuse(
            f"{where}: `figures` has to hold up to {MAX_FIGURES} names with a value each.",
            'Write `figures: {waste: "61,000 euros"}`.',
        )
    return tuple((name, str(one)) for name, one in rows.items())


def _quoted(text: str) -> str:
    return _UNSAFE.sub("", " ".join(text.split()))[:MAX_TITLE].replace("\\", "\\\\").replace('"', '\\"')


def _refuse(happened: str, todo: str) -> NoReturn:
    raise BadInput("This story cannot be used", happened, todo) from None
