"""Markdown into blocks, with the front matter and the anchors of our own guide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.errors import CorpusError
from corpus.parsing.blocks import Block, Document, join

if TYPE_CHECKING:
    from markdown_it.token import Token

_ANCHOR = re.compile(r"\s*\{#(?P<anchor>[A-Za-z0-9][\w.:-]*)\}\s*\Z")
_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FRONT_CHARACTERS = 50_000
_LONG = 20_000
"""Longer paragraphs are no prose: their inline markup is left as it is."""
_SHORT_ITEM = 8
"""An item of an inner list with fewer words stays with the bullet above it."""


def read_markdown(text: str) -> Document:
    """Return the document's blocks.

    Raises:
        CorpusError: the front matter is not YAML.
    """
    front, skipped = front_matter(text)
    body = "\n" * skipped + text.split("\n", skipped)[skipped] if skipped else text
    blocks = tuple(_Reader().read(body))
    title = str(front.get("title") or "")
    topic = (str(front["id"]), title or str(front["id"])) if isinstance(front.get("id"), str) else None
    if not title:
        tops = [block.text for block in blocks if block.kind == "heading" and block.level == 1]
        title = tops[0] if len(tops) == 1 else ""
    return Document(title, blocks, topic=topic)


def front_matter(text: str) -> tuple[dict[str, Any], int]:
    """Return the YAML mapping between the --- lines at the start, and how many lines it takes; ({}, 0) without one.

    Raises:
        CorpusError: it is not a YAML mapping.
    """
    found = _FRONT.match(text)
    if not found or len(found[0]) > _FRONT_CHARACTERS:
        return {}, 0
    import yaml

    try:
        values = yaml.safe_load(found["yaml"] or "")
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" near line {mark.line + 2}" if mark is not None else ""
        raise CorpusError(
            "The guide's front matter cannot be read",
            f"What stands between the --- lines at its start is not valid YAML{where}.",
            "Mend it, or remove the lines from --- to ---.",
        ) from None
    if values is not None and not isinstance(values, dict):
        # A rule, a paragraph, a rule: no front matter.
        return {}, 0
    return values or {}, found[0].count("\n")


@dataclass
class _Item:
    """A bullet that is being read."""

    pieces: list[tuple[str, int]] = field(default_factory=list)
    end_line: int = 0


class _Reader:
    def __init__(self) -> None:
        from markdown_it import MarkdownIt

        self._blocks: list[Block] = []
        self._items: list[_Item] = []
        self._outer = MarkdownIt("commonmark").enable("table").disable("inline")
        self._inner = MarkdownIt("commonmark")
        self._references: dict[str, Any] = {}

    def read(self, text: str) -> list[Block]:
        row: list[str] = []
        level, line, in_row = 0, 1, False
        for token in self._outer.parse(text, self._references):
            end = line
            if token.map:
                line, end = token.map[0] + 1, max(token.map)
            match token.type:
                case "heading_open":
                    level = int(token.tag[1:])
                case "heading_close":
                    level = 0
                case "list_item_open":
                    self._items.append(_Item())
                case "list_item_close":
                    self._close_item()
                case "tr_open":
                    row, in_row = [], True
                case "tr_close":
                    in_row = False
                    self._add(" | ".join(cell for cell in row if cell), line, line)
                case "inline" if level:
                    self._heading(self._words(token.content), line, end, level)
                case "inline" if in_row:
                    row.append(self._words(token.content))
                case "inline":
                    self._add(self._words(token.content), line, end)
                case "fence" | "code_block":
                    self._code(token.content.rstrip(), line + (token.type == "fence"), end)
                case "html_block":
                    self._add(_COMMENT.sub("", token.content).strip(), line, end)
                case _:
                    pass
        return self._blocks

    def _words(self, content: str) -> str:
        if len(content) > _LONG:
            return content
        return _plain(self._inner.parseInline(content, self._references)[0].children or [])

    def _heading(self, words: str, line: int, end: int, level: int) -> None:
        words, anchor = _anchored(words)
        self._blocks.append(Block("heading", words, line, end, level, anchor))

    def _add(self, words: str, line: int, end: int) -> None:
        if not words:
            return
        if self._items:
            item = self._items[-1]
            item.pieces.extend((piece, line + at) for at, piece in enumerate(words.split("\n")))
            item.end_line = end
            return
        words, anchor = _anchored(words)
        text, starts = join([(piece, line + at) for at, piece in enumerate(words.split("\n"))])
        self._blocks.append(Block("paragraph", text, line, end, anchor=anchor, starts=starts))

    def _code(self, code: str, line: int, end: int) -> None:
        if self._items:
            self._add(code, line, end)
        elif code.strip():
            starts = tuple((found.start(), line + at) for at, found in enumerate(re.finditer("^", code, re.MULTILINE)))
            self._blocks.append(Block("paragraph", code, line, end, starts=starts))

    def _close_item(self) -> None:
        item = self._items.pop()
        if not item.pieces:
            return
        if self._items:
            outer = self._items[-1]
            if outer.pieces and sum(len(piece.split()) for piece, _ in item.pieces) < _SHORT_ITEM:
                outer.pieces.extend(item.pieces)
                outer.end_line = item.end_line
                return
            for waiting in self._items:
                self._emit(waiting)
                waiting.pieces = []
        self._emit(item)

    def _emit(self, item: _Item) -> None:
        if not item.pieces:
            return
        text, starts = join(item.pieces)
        text, anchor = _anchored(text)
        self._blocks.append(Block("bullet", text, item.pieces[0][1], item.end_line, anchor=anchor, starts=starts))


def _anchored(words: str) -> tuple[str, str]:
    found = _ANCHOR.search(words)
    return (words[: found.start()], found["anchor"]) if found else (words, "")


def _plain(children: Sequence[Token]) -> str:
    """Return what a reader sees of inline tokens: code in backticks, links as their text, line breaks as \\n."""
    out = ""
    literal: list[bool] = []
    for token in children:
        match token.type:
            case "text" | "html_inline" | "text_special":
                out += token.content
            case "code_inline":
                out += f"`{token.content}`"
            case "softbreak" | "hardbreak":
                out += "\n"
            case "image":
                out += token.content
            case "em_open":
                # An asterisk within a word or a formula, as in dx*dx, is no emphasis.
                literal.append(token.markup == "*" and out[-1:].isalnum())
                out += token.markup if literal[-1] else ""
            case "em_close":
                out += token.markup if literal.pop() else ""
            case _:
                pass
    return _COMMENT.sub("", out).strip()
