"""Numbers that code checks: which ones an answer states, and whether the wanted one is among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from agent.assess.text import stems
from rubrics.schema import Numeric

_NUMBER = re.compile(
    r"(?<![\w.])(?P<sign>[-−+]?)(?P<whole>\d{1,3}(?:,\d{3})+|"
    r"\d+)?(?P<fraction>\.\d+)?(?:[eE](?P<exponent>[-−+]?\d{1,3}))?"
    r"(?:\s*/\s*(?P<below>\d+(?:\.\d+)?))?(?P<unit>\s?%|\s?percent\b|\s?per cent\b|\s?(?:k|thousand|million|"
    r"billion)\b)?",
    re.IGNORECASE,
)
_SCALE = {"k": 1e3, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_RESULT = re.compile(
    r"(?:(?<!\b\w)(?<!\b\w )[=≈→⇒]|\b(?:equals?|gives?|makes|comes? (?:out )?(?:to|at))|"
    r"\b(?:answer|result|probability|chance|odds|expectation|expected|mean|variance|total|share)\b[^.!?;\d]{0,40}"
    r"\b(?:is|are|was|be|at|about|around|roughly))\s*(?:about|around|roughly|only|just)?\W{0,3}$",
    re.IGNORECASE,
)
"""What stands before a number that is given as a result; `p = ` with a single letter sets a variable."""
_WORDED = {
    "one half": 0.5, "a half": 0.5, "fifty-fifty": 0.5, "one third": 1 / 3, "a third": 1 / 3, "two thirds": 2 / 3,
    "one quarter": 0.25, "a quarter": 0.25, "three quarters": 0.75, "one fifth": 0.2, "a fifth": 0.2, "one tenth": 0.1,
    "a tenth": 0.1, "three tenths": 0.3,
}  # fmt: skip

Finding = Literal["right", "wrong", "unsaid"]


def stated(text: str) -> list[tuple[int, tuple[float, ...]]]:
    """Return (offset, readings) of each number: "33 %" reads as 33 and .33, "1/3" as a third, "2k" as 2000."""
    found: list[tuple[int, tuple[float, ...]]] = []
    for match in _NUMBER.finditer(text):
        if not (match["whole"] or match["fraction"]):
            continue
        exponent = f"e{match['exponent']}".replace("−", "-") if match["exponent"] else ""
        value = float((match["whole"] or "0").replace(",", "") + (match["fraction"] or "") + exponent)
        if match["below"]:
            below = float(match["below"])
            if below == 0:
                continue
            value /= below
        if match["sign"] in {"-", "−"} and not text[: match.start()].rstrip()[-1:].isalnum():
            value = -value
        unit = (match["unit"] or "").strip().lower()
        value *= _SCALE.get(unit, 1.0)
        found.append((match.start(), (value, value / 100.0) if unit in {"%", "percent", "per cent"} else (value,)))
    lowered = text.lower()
    for phrase, value in _WORDED.items():
        found.extend((match.start(), (value,)) for match in re.finditer(rf"\b{phrase}\b", lowered))
    return sorted(found)


def check(numeric: Numeric, sentences: Sequence[str], about: Sequence[bool], given: Sequence[float]) -> Finding:
    """Tell whether the wanted number is stated anywhere, else whether another one is stated in its place.

    Wrong is only a number given as a result, in a sentence that is about the criterion (`about`, one a sentence) and
    names what the wanted number is (or speaks of the answer or the result), and that neither the question nor another
    number of the criterion gives (`given`). A slip that is corrected costs nothing, since the right number is there.
    """
    named = frozenset(stems(f"{numeric.name} answer result"))
    forms = [form.lower() for form in numeric.forms]
    wrong = False
    for text, near in zip(sentences, about, strict=True):
        numbers = stated(text)
        lowered = text.lower()
        if any(_right(numeric, readings) for _, readings in numbers) or any(
            _stands_in(form, lowered) for form in forms
        ):
            return "right"
        wrong |= (
            near
            and not named.isdisjoint(stems(text))
            and any(
                _RESULT.search(text[max(0, at - 80) : at]) is not None and not set(readings) & set(given)
                for at, readings in numbers
            )
        )
    return "wrong" if wrong else "unsaid"


def _right(numeric: Numeric, readings: Sequence[float]) -> bool:
    slack = 1e-9 * max(1.0, abs(numeric.value))
    return any(abs(reading - numeric.value) <= numeric.tolerance + slack for reading in readings)


def _stands_in(form: str, text: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(form)}(?![\w]|\.\d)", text) is not None
