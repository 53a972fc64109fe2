"""The cost in time that a candidate states, read from their words, beside the growth that was measured.

A small reader that would rather read nothing than something wrong: products of two sizes, exponentials and costs of
memory or of another program (rejected, conditional, compared with) are passed over.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agent.coding import CostClaim
from sandbox.growth import SMALLEST_MS, exponent

FEWEST_SIZES = 3
"""Sizes with a measurable time from which a growth is compared with what was said."""
SLACK = 0.3
"""Difference of exponents from which a statement and a measurement disagree; the judge's own slack."""
_SUPERSCRIPT = str.maketrans({"²": "^2", "³": "^3", "·": "*", "×": "*", "Θ": "O", "θ": "O", "𝑛": "n"})
_PART = re.compile(r"[;!?\n]|\.(?=\s|$)|\b(?:but|while|whereas|though|although)\b")
"""Between parts that may speak of different programs."""
_CLAUSE = re.compile(r"(?:,\s|:\s|\band\b(?=[^.;,]*\b(?:memory|space)\b))")
_BIG_O = re.compile(r"\b[oO]\s*\(((?:[^()]|\([^()]*\)){1,60})\)")
_SIZE = r"(?:n|m|v|e|k)\b"
_LOG_N = rf"(?:log|lg)[- ]?(?:\s*of\s*)?(?:\(?{_SIZE}\)?|the (?:size|number|count|length|capacity)\b)"
_WORDS: tuple[tuple[str, float, int], ...] = (
    (rf"(?:order (?:of )?)?n\s*(?:\*|times)?\s*{_LOG_N}(?:\s*time)?|linearithmic|log[- ]?linear", 1, 1),
    (r"cubic|(?:order (?:of )?)?n cubed", 3, 0),
    (r"quadratic(?:ally)?|(?:order (?:of )?)?n[- ]squared|(?:order (?:of )?)?n\^2", 2, 0),
    (r"(?<![-\w])linear(?:ly)?(?: time)?|order (?:of )?n\b(?!\s*[\^*]|\s+(?:to|times|items|elements))", 1, 0),
    (rf"logarithmic(?:ally)?|{_LOG_N}(?! (?:bits|digits|levels|layers|rounds|lines|events|entries|rows|files))", 0, 1),
    (r"constant\b(?: time)?", 0, 0),
)
_SAID = re.compile("|".join(rf"\b(?P<w{n}>{pattern})" for n, (pattern, _, _) in enumerate(_WORDS)), re.IGNORECASE)
_NOT_TIME = re.compile(r"\b(memory|space|storage)\b", re.IGNORECASE)
_TIME = re.compile(r"\b(time|steps|operations|runs? in)\b", re.IGNORECASE)
_REJECTED = re.compile(
    r"\b(naive(ly)?|brute|too slow|instead of|rather than|not|never|avoid\w*|otherwise|wrong|alternative\w*|worse than|"
    r"would have been|(?<!see )(?<!check )(?<!checks )(?<!tell )(?<!know )if|"
    r"unless|at first|i (first )?thought|initially|originally|my first|"
    r"linear (scan|search|algebra|model|layer|regression|probing|combination|interpolation|program\w*|system)|"
    r"quadratic (form\w*|equation|loss|kernel|weight\w*)|cubic (spline|interpolation)|"
    r"constant (factor|of|value|rate|memory|space|k|c|term|offset|velocity))\b|n't\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(could|might|alternatively|another (way|option|idea|approach)|one option|brute|naive(ly)?)\b|"
    r"(?<!\bi )(?<!\bwe )(?<!\bit )(?<!\bthat )(?<!\bthis )(?<!\bwhich )\bwould\b|"
    r"^\W*(so |and |or )*(if|unless|suppose|imagine|assuming|without|had|were)\b|"
    r"^\W*(so |and |or )*(with|given|for)\b.*(\bwould\b|'d be\b)|"
    r"^(?!.*\b(i|we)\b).*\binstead\b(?! of)",
    re.IGNORECASE,
)
"""A part that speaks of another program than the candidate's: a condition, a possibility."""
_FOLLOWS = re.compile(r"^\W*(so |and |or |then )*(it|that|this|which)('d| would| could)\b", re.IGNORECASE)
"""A part that goes on with what the part before spoke of."""
_ELSE = re.compile(
    r"^\W*(so |and |or )*(a|an|another|some|the (other|naive|usual|plain|simple)|"
    r"(with|for|in) (a|an|one|only|no|another))\b"
    r"(?!.*\b(i|my|me|mine|we|our)\b)",
    re.IGNORECASE,
)
"""The same after the code, where one's own program has an article or a name."""
_CORRECTED = re.compile(r"\b(no,? wait|wait|sorry|correction|actually|i mean|scratch that)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(compared (with|to)|against|versus|vs|unlike|than)\b.*|"
    r"\b(from|(reduc|turn|cut|bring|improv|lower)\w*)\b(?=.{1,60}\b(to|into)\b).*?\b(?:to|into)\b",
    re.IGNORECASE,
)
"""What the cost is held against, up to the cost itself where that comes after it."""
_CONDITION = re.compile(r"^\W*(only |at least )?(if|unless|provided|as long as)\b", re.IGNORECASE)
_PERHAPS = re.compile(r"\b(can|could|may|might) be\s*$", re.IGNORECASE)
_BEFORE_EACH = re.compile(r"\b(each|every|one)\s+\w+(\s+\w+)?\s+(is|costs?|takes?|needs?)\s*$", re.IGNORECASE)
_AFTER_EACH = re.compile(r"\s*(time\s+)?(amorti[sz]ed\s+)?(per|for each|for every|each|for one)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(overall|total|altogether|in all|all in all|for all)\b", re.IGNORECASE)
_LOG = re.compile(r"(?:log|lg|ln)(?:_?2|_?10)?\s*\(?\s*\|?[a-z]+\|?\s*\)?", re.IGNORECASE)
_FACTOR = re.compile(
    r"(?P<root>sqrt\s*\(\s*[a-z]+\s*\))|(?P<size>[a-z]+)(?:\^(?P<power>\d(?:\.\d)?))?|(?P<number>\d+)|\S"
)
_CELLS = ({"r", "c"}, {"h", "w"}, {"rows", "columns"}, {"rows", "cols"}, {"height", "width"}, {"rc"}, {"hw"})
"""Two sides whose product is the size of the input."""


@dataclass(frozen=True)
class Cost:
    """`n**power * log(n)**logs`, in the candidate's words."""

    power: float
    logs: int
    words: str

    def exponent(self, sizes: Sequence[float]) -> float:
        """The slope of log cost over log n that this cost shows over `sizes`."""
        return exponent([(n, n**self.power * math.log2(n + 1) ** self.logs) for n in sizes])


def stated_cost(turns: Sequence[str], *, each: bool = False, approach: int | None = None) -> Cost | None:
    """The cost in time that was said last of one's own program; None where nothing can be read as one.

    Args:
        turns: what the candidate said, in order.
        each: costs are understood for one call (a class), so n calls cost n times as much.
        approach: how many of the turns came before the code; None: all. After it other programs are spoken of, too, so
            a cost with an indefinite subject is passed over.
    """
    for number, text in reversed(list(enumerate(turns))):
        later = approach is not None and number >= approach
        found = _costs(text[:20_000].translate(_SUPERSCRIPT), each, later)
        if found:
            totals = [cost for total, cost in found if total]
            return totals[-1] if totals else max((cost for _, cost in found), key=lambda cost: (cost.power, cost.logs))
    return None


def _costs(text: str, each: bool, later: bool) -> list[tuple[bool, Cost]]:
    """Every readable cost of a text, and whether it was said to be the total."""
    found: list[tuple[bool, Cost]] = []
    other = False
    for part in _PART.split(text):
        if not part.strip():
            continue
        other = (
            (other and bool(_FOLLOWS.search(part))) or bool(_OTHER.search(part)) or (later and bool(_ELSE.search(part)))
        )
        clauses = [] if other else _CLAUSE.split(part)
        new = [
            one
            for clause, after in itertools.pairwise([*clauses, ""])
            if not _CONDITION.search(after)
            for one in _of_clause(_COMPARED.sub(" ", clause), each)
        ]
        if new and _CORRECTED.search(part):
            found.clear()
        found += new
    return found


def _of_clause(clause: str, each: bool) -> Iterator[tuple[bool, Cost]]:
    if _REJECTED.search(clause) or (_NOT_TIME.search(clause) and not _TIME.search(clause)):
        return
    total = bool(_TOTAL.search(clause))
    for power, logs, said in _in_clause(clause):
        if _PERHAPS.search(clause[: said.start()]):
            continue
        one = _BEFORE_EACH.search(clause[: said.start()]) or _AFTER_EACH.match(clause[said.end() :])
        times = int(not total and (each or one is not None))
        words = " ".join(said[0].split())
        yield total, Cost(power + times, logs, f"{words} for each" if times else words)


def _in_clause(clause: str) -> Iterator[tuple[float, int, re.Match[str]]]:
    symbols = [(match, _inside(match[1])) for match in _BIG_O.finditer(clause)]
    for match, found in symbols:
        if found is not None:
            yield *found, match
    if symbols:
        return
    for said in _SAID.finditer(clause):
        _, power, logs = _WORDS[next(n for n in range(len(_WORDS)) if said[f"w{n}"])]
        yield power, logs, said


def _inside(text: str) -> tuple[float, int] | None:
    """The largest term of what stands in O(...); None where a term cannot be read."""
    terms = [_term(term) for term in re.split(r"\+|,|\band\b", text.replace("|", "").replace("**", "^"))]
    if any(term is None for term in terms):
        return None
    return max((term for term in terms if term is not None), default=None)


def _term(text: str) -> tuple[float, int] | None:
    logs = len(_LOG.findall(text))
    power = 0.0
    sizes: set[str] = set()
    for factor in _FACTOR.finditer(_LOG.sub(" ", text).lower()):
        if factor["root"]:
            power += 0.5
        elif factor["size"]:
            power += float(factor["power"] or 1)
            sizes.add(factor["size"])
        elif not factor["number"] and factor[0] not in "*()":
            return None
    if any(sizes == sides for sides in _CELLS):
        return 1.0, logs
    return None if len(sizes) > 1 else (power, logs)


def claim(
    turns: Sequence[str], growth: Mapping[str, Any] | None, *, each: bool = False, approach: int | None = None
) -> CostClaim:
    """What was said beside what was measured; `growth` is a verdict's evidence, `approach` as in `stated_cost`."""
    said = stated_cost(turns, each=each, approach=approach)
    points = growth.get("points") if growth else None
    costs = [(float(point["n"]), float(point["cpu_ms"])) for point in points or ()]
    # Times too short to be measured say nothing: a right claim must not be challenged by noise.
    timed = [(n, cost) for n, cost in costs if cost >= SMALLEST_MS]
    if len(timed) < FEWEST_SIZES:
        return CostClaim(stated=said.words if said else None)
    measured = round(exponent(timed), 2)
    expected = round(said.exponent([n for n, _ in timed]), 2) if said else None
    return CostClaim(
        stated=said.words if said else None,
        stated_exponent=expected,
        measured_exponent=measured,
        evidence=in_words(timed, measured),
        agrees=None if expected is None else abs(measured - expected) <= SLACK,
    )


def in_words(costs: Sequence[tuple[float, float]], slope: float) -> str:
    """As "at 4 times the size it took 15 times as long, about n^1.98"; `costs` are sizes with milliseconds."""
    (first, short), (last, long) = costs[0], costs[-1]
    return f"at {_times(last / first)} times the size it took {_times(long / short)} times as long, about n^{slope:.2f}"


def _times(value: float) -> str:
    return f"{value:.0f}" if value >= 10 or abs(value - round(value)) < 0.05 else f"{value:.1f}"
