"""Wording of drafts: names, ids, and statements that a guide's sentence gives. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.drafting.outline import Piece, outside_brackets
from rubrics.words import likeness

ALIKE = 0.55
"""Two evidence statements with more of their content words in common count as one."""
NAME_WORDS = 7

_CLAUSE = re.compile(r"[;—–]|\.\s|,\s+(?:and|but|or|so|which|because)\s")
_BRACKET = re.compile(r"\(([^()]+)\)")
_IMPERATIVE = re.compile(
    r"^(?:start by|propose|emphasi[sz]e|discuss|consider|flag|describe|choose|pick|implement|use|add|run|define)\s+"
    r"(?:the |a |an )?(?=\S+ \S)",
    re.IGNORECASE,
)
_TURNS = frozenset("with by for to that which so because instead based when if rather on in into via using".split())
_SMALL = _TURNS | frozenset("and or the a an of is are be vs many some how what".split())


def evidence(piece: Piece, others: Sequence[Piece]) -> tuple[tuple[str, ...], list[str]]:
    """Three to five statements of the guide that would establish a point, and the lines that they stand on."""
    cited, chosen = [_lines(piece)], [capital(piece.text)[:1990]]
    parts = [(part, piece) for part in _parts(piece)]
    for text, at in [*((other.text, other) for other in others), *parts]:
        if len(chosen) == 5 or any(likeness(text, known) >= ALIKE for known in chosen):
            continue
        chosen.append(capital(text)[:1990])
        if _lines(at) not in cited:
            cited.append(_lines(at))
    for form in ("The answer treats this: {}.", "It comes down to this: {}."):
        if len(chosen) < 3:
            chosen.append(form.format(whole(piece).rstrip("."))[:1990])
    return tuple(chosen), cited


def _parts(piece: Piece) -> Iterator[str]:
    """Clauses of a point that stand for themselves."""
    inner = piece.text.removeprefix(piece.head).strip(" :—–-,")
    for least, parts in ((4, outside_brackets(inner, _CLAUSE)), (3, _BRACKET.findall(piece.text))):
        for part in parts:
            clause = part.strip(" ,.")
            if len(clause.split()) >= least:
                yield clause


def whole(piece: Piece) -> str:
    """A point in full, with its name where the text lacks it."""
    text = piece.text if not piece.head or piece.head in piece.text else f"{piece.head}: {piece.text}"
    return capital(text)[:1990]


def _lines(piece: Piece) -> str:
    return str(piece.line) if piece.line == piece.end_line else f"{piece.line}-{piece.end_line}"


def short(text: str) -> str:
    """A name of a few words that does not tell it all: up to the first clause, without a trailing small word."""
    bare = _IMPERATIVE.sub("", re.split(r"[:;,(—.]|\s–\s", text)[0].strip())
    words = bare.split()[:NAME_WORDS]
    for at, word in enumerate(words):
        if at >= 2 and word.lower() in _TURNS:
            words = words[:at]
            break
    while len(words) > 1 and words[-1].lower() in _SMALL:
        words.pop()
    return " ".join(words) or "A point"


def identifier(text: str) -> str:
    """A YAML id: letters, digits and underscores."""
    made = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:79]
    return made if made[:1].isalpha() else f"q_{made}"[:79] if made else ""


def capital(text: str) -> str:
    """With a capital letter first."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """With a small letter first, but for an acronym."""
    return text[:1].lower() + text[1:] if not text[1:2].isupper() else text
