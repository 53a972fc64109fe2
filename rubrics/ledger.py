"""What a rule of the check found, held against what is known to fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rubrics.check import Finding
from rubrics.tables import Excepted, Exceptions, Unreached

MOST_EXCEPTED = 1 / 20
"""Share of a rule's checks that may be excepted."""


@dataclass(frozen=True)
class Failure:
    """One thing that does not do what the rule asks."""

    name: str
    """What fails: `question`, `question.criterion`, `question.strong`, `question < other` and the like."""
    what: str
    todo: str


@dataclass(frozen=True)
class Ruling:
    """One rule's outcome over the bank."""

    rule: str
    checked: int
    """How many things the rule looked at."""
    failures: tuple[Failure, ...]


def settle(rulings: Sequence[Ruling], known: Exceptions) -> Iterator[Finding]:
    """Findings: what fails and is not known to, what is known to fail and does not, and too many exceptions.

    A rule that is not reached yet gives one warning with its figures, as long as no more fails than was known.
    """
    for rule in sorted({*known.excepted, *known.unreached} - {ruling.rule for ruling in rulings}):
        yield Finding("error", f"exceptions {rule}", "there is no such rule.", "Mend its name.")
    for ruling in rulings:
        unreached = known.unreached.get(ruling.rule)
        yield from _unreached(ruling, unreached) if unreached else _named(ruling, known.excepted.get(ruling.rule, ()))


def _unreached(ruling: Ruling, known: Unreached) -> Iterator[Finding]:
    failing, where = len(ruling.failures), f"exceptions {ruling.rule}"
    figures = f"{failing} of {ruling.checked} fail"
    if failing > known.failures:
        names = ", ".join(failure.name for failure in ruling.failures[:10])
        yield Finding("error", where, f"{figures}, {known.failures} did: {names} ...", "See what got worse.")
    elif failing <= MOST_EXCEPTED * ruling.checked:
        yield Finding("error", where, f"only {figures}.", "Name them under `excepted` instead.")
    else:
        yield Finding("warning", where, f"{figures}. {known.reason}", "A better grader is needed.")


def _named(ruling: Ruling, rows: Sequence[Excepted]) -> Iterator[Finding]:
    names = [row.name for row in rows]
    failing = {failure.name for failure in ruling.failures}
    for failure in ruling.failures:
        if failure.name not in names:
            yield Finding("error", f"{ruling.rule} {failure.name}", failure.what, failure.todo)
    for name in dict.fromkeys(names):
        where = f"exceptions {ruling.rule}[{name}]"
        if names.count(name) > 1:
            yield Finding("error", where, "it is listed twice.", "Keep one of the two.")
        if name not in failing:
            yield Finding("error", where, "it does not fail any more.", "Take the exception away.")
    if len(set(names)) > MOST_EXCEPTED * ruling.checked:
        yield Finding(
            "error",
            f"exceptions {ruling.rule}",
            f"{len(set(names))} of {ruling.checked} are excepted; one in twenty may be.",
            "Mend some of them.",
        )
