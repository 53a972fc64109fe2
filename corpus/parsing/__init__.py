"""From a guide's text to passages: formats into blocks, blocks into topics and sections, those into passages."""

from __future__ import annotations

from corpus.parsing.blocks import Document, sniff
from corpus.parsing.structure import passages_of

PARSER_VERSION = 1
"""Counts changes after which the same text gives other passages."""

__all__ = ["PARSER_VERSION", "passages_of", "read_document"]


def read_document(text: str, suffix: str) -> Document:
    """Read a guide's text by its format, which the file's suffix (".md") or the text itself tells.

    Raises:
        CorpusError: its front matter is not YAML, or it has too much markup.
    """
    match sniff(text, suffix):
        case "markdown":
            from corpus.parsing.markdown import read_markdown

            return read_markdown(text)
        case "html":
            from corpus.parsing.page import read_page

            return read_page(text)
        case "plain":
            from corpus.parsing.plain import read_plain

            return read_plain(text)
