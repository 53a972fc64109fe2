"""HTML into blocks; scripts, styles and comments are dropped, nothing is fetched or run."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from typing import Any, Literal

from corpus.errors import CorpusError
from corpus.parsing.blocks import Block, Document
from corpus.reading import MAX_TAGS

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on
_ITEMS = frozenset({"li", "dd", "dt"})
_ANCHOR = re.compile(r"[A-Za-z][\w.:-]{0,79}")
_DROPPED = ("script", "style", "template", "noscript", "svg", "iframe", "object", "head", "nav", "button", "select")


def read_page(text: str) -> Document:
    """Return the page's blocks.

    Raises:
        CorpusError: the page has more than 200,000 tags.
    """
    if text.count("<") > MAX_TAGS:
        raise CorpusError(
            "The page has too much markup",
            f"It has {text.count('<'):,} tags; {MAX_TAGS:,} are read.",
            "Save the guide's own text as Markdown or plain text.",
        )
    from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
    from bs4.element import NavigableString

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(_without_comments(text), "html.parser")
    title = _spaced(soup.title.get_text()) if soup.title else ""
    for tag in soup.find_all(_DROPPED):
        tag.decompose()

    # The block around every tag: that of the parent is known before its children are met.
    around: dict[int, Tag] = {id(soup): soup}
    runs: list[_Run] = []
    line, fresh = 1, True
    for node in soup.descendants:
        parent = around[id(node.parent)]
        if isinstance(node, Tag):
            line = node.sourceline or line
            around[id(node)] = _block_around(node, parent)
            fresh = fresh or around[id(node)] is not parent
            if node.name in {"br", "td", "th"} and not fresh:
                runs[-1].pieces.append(" " if node.name == "br" else " | ")
        elif type(node) is NavigableString:
            if node.strip():
                start = line + node[: len(node) - len(node.lstrip())].count("\n")
                if fresh or runs[-1].block is not parent:
                    runs.append(_Run(parent, start))
                    fresh = False
                runs[-1].pieces.append(str(node))
                runs[-1].end_line = line + node.rstrip().count("\n")
            elif not fresh:
                runs[-1].pieces.append(" ")
            line += node.count("\n")
        else:
            line += str(node).count("\n")
    blocks = [block for run in runs if (block := _block(run)).text]
    return Document(title or next((block.text for block in blocks if block.kind == "heading"), ""), tuple(blocks))


def _without_comments(text: str) -> str:
    """Return the page without comments, declarations and processing instructions, with all its lines.

    The parser's time grows with the square of the number of those that do not end.
    """
    parts: list[str] = []
    at = 0
    while True:
        start = min((found for found in (text.find("<!", at), text.find("<?", at)) if found >= 0), default=-1)
        if start < 0:
            return "".join([*parts, text[at:]])
        closing = "-->" if text.startswith("<!--", start) else "]]>" if text.startswith("<![CDATA[", start) else ">"
        end = text.find(closing, start + 2)
        end = len(text) if end < 0 else end + len(closing)
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end


@dataclass
class _Run:
    """Strings that stand in the same block, one after another."""

    block: Any
    line: int
    end_line: int = 0
    pieces: list[str] = field(default_factory=list)


def _block_around(tag: Any, parent: Any) -> Any:
    """Return the block that a tag's own text belongs to."""
    if tag.name not in _BLOCKS or tag.name in {"td", "th"}:
        return parent
    return parent if parent.name in _ITEMS and tag.name in {"p", "div"} else tag


def _block(run: _Run) -> Block:
    text = "".join(run.pieces)
    text = text.strip("\n").rstrip() if run.block.name == "pre" else _spaced(text).strip("| ")
    level = _HEADINGS.get(run.block.name, 0)
    kind: Literal["heading", "bullet", "paragraph"] = "paragraph"
    if level:
        kind = "heading"
    elif run.block.name in _ITEMS:
        kind = "bullet"
    anchor = run.block.get("id") or ""
    return Block(kind, text, run.line, max(run.line, run.end_line), level, anchor if _ANCHOR.fullmatch(anchor) else "")


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
