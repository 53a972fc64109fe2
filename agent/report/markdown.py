"""A report as Markdown. What people and models wrote is quoted and escaped: it can never become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.grading.disagreement import in_words
from agent.models import Attempt, Debrief, Report, RoundReport, Scorecard
from rubrics.labels import LEVEL_NAMES

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$-])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def escaped(text: str) -> str:
    """One line of text of others."""
    shown = _CONTROL.sub(lambda found: f"\\x{ord(found.group(0)):02x}", text)
    return _SPECIAL.sub(r"\\\1", " ".join(shown.split()))


def quoted(text: str) -> str:
    """Several lines of text of others, as a block quote."""
    return "\n".join(f"> {escaped(line)}" for line in text.splitlines() or [""])


def level(value: int | None) -> str:
    """A level in words."""
    return "not assessed" if value is None else f"{value} ({LEVEL_NAMES[value]})"


def as_markdown(report: Report) -> str:
    """The whole report."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# Hotseat {report.kind}, {report.started:%Y-%m-%d %H:%M} UTC"
    yield f"\nSession `{report.session}`, engine {report.engine}.\n"
    yield f"**{escaped(report.packet.recommendation)}**\n"
    yield "The mapping from rounds to this packet is ours; it is no company's form.\n"
    yield "| dimension | level | for | against |\n|---|---|---|---|"
    for row in report.packet.dimensions:
        name = row.dimension.replace("_", " ")
        yield f"| {name} | {level(row.level)} | {len(row.for_)} | {len(row.against)} |"
    for each in report.rounds:
        yield from _round(each)
    if report.next:
        yield "\n## Next\n"
        yield from (
            f"- {s.minutes} min, {escaped(s.topic)}: {escaped(s.what)}. Why: {escaped(s.why)}." for s in report.next
        )


def _round(each: RoundReport) -> Iterator[str]:
    yield f"\n## Round {each.round}: {each.kind.replace('_', ' ')}, {escaped(each.topic)}\n"
    yield f"Question `{each.question}`, {each.seconds / 60:.0f} of {each.minutes} minutes used.\n"
    if each.scorecard is None:
        yield f"Not scored: {escaped(each.unscored or '')}\n"
    else:
        yield from _card(each.scorecard, "Score")
    if each.second_opinion is not None:
        name = escaped(each.second_opinion.provenance.model or each.second_opinion.provenance.grader)
        yield from _card(each.second_opinion, f"Second opinion of {name}")
        if each.scorecard is not None:
            yield f"\n{escaped(in_words(each.scorecard, each.second_opinion))}\n"
    if each.opening is not None:
        yield from (f"- {name}: {escaped(told)}" for name, told in each.opening.in_words())
    if each.pivot is not None:
        topic = escaped(each.pivot.topic.replace("_", " "))
        yield f"\nBeside the score, on {topic}: {escaped(each.pivot.name)} {each.pivot.label}.\n"
    if each.stories:
        yield "\n### About the story\n"
        yield from (f"- {escaped(found.what)}" for found in each.stories)
    if each.attempt_before is not None and each.scorecard is not None:
        yield from _attempts(each.attempt_before, each.scorecard)
    if each.debrief is not None:
        yield from _debrief(each.debrief)
    if each.earlier:
        told = ", ".join(f"{level(card.overall.level)} by {escaped(card.provenance.grader)}" for card in each.earlier)
        yield f"\nScored before, and kept: {told}.\n"
    if each.contests:
        yield "\n### Contested by the candidate\n"
        yield from (
            f"- **{escaped(c.criterion)}** ({c.label}, {c.at:%Y-%m-%d}): {escaped(c.note)}" for c in each.contests
        )
        yield ""
    if each.coding is not None:
        coding = each.coding
        verdict = coding.verdict or "nothing was submitted"
        yield f"\n### Code: {verdict}\n\nIsolation: {escaped(coding.isolation or 'none')}. "
        yield "\n"
        yield from (f"- {name}: {escaped(told)}" for name, told in coding.facts())
        yield ""
        yield "".join(f"    {line}\n" for line in _CONTROL.sub("?", coding.code).splitlines())
    yield "\n### Transcript\n"
    for number, turn in enumerate(each.transcript, 1):
        move = f" ({turn.move})" if turn.move else ""
        yield f"**{number}. {turn.speaker.capitalize()}{move}**\n\n{quoted(turn.text)}\n"


def _attempts(before: Attempt, card: Scorecard) -> Iterator[str]:
    """The new attempt beside the old one, criterion by criterion."""
    old = {row.id: row for row in before.scorecard.criteria}
    yield f"\n### Beside the attempt of {before.at:%Y-%m-%d}\n"
    yield "| criterion | then | now |\n|---|---|---|"
    for row in card.criteria:
        was = old.get(row.id)
        then = f"{was.label}{f', {was.elicited}' if was.elicited else ''}" if was else "not judged"
        yield f"| {escaped(row.name)} | {then} | {row.label}{f', {row.elicited}' if row.elicited else ''} |"
    yield f"| level | {before.scorecard.overall.level} | {card.overall.level} |\n"


def _debrief(told: Debrief) -> Iterator[str]:
    if told.gaps:
        yield "\n### What was missing\n"
    for gap in told.gaps:
        yield f"- **{escaped(gap.name)}** ({gap.label}): {escaped(gap.expectation)}"
        if gap.passage:
            yield f"  - the guide, `{gap.source}`: {escaped(gap.passage)}"
    if told.strong:
        yield f"\n### A strong answer\n\n{quoted(told.strong)}\n"


def _card(card: Scorecard, title: str) -> Iterator[str]:
    total = card.overall
    yield f"\n### {title}: level {level(total.level)}\n"
    yield f"Unprompted: {level(total.level_unprompted)}. 80 % interval: {total.low} to {total.high}.\n"
    yield f"Score {total.score} of 100.\n"
    if card.flags:
        yield f"Flags: {', '.join(flag.replace('_', ' ') for flag in card.flags)}.\n"
    for row in card.criteria:
        how = f", {row.elicited}" if row.elicited else ""
        yield f"- **{escaped(row.name)}** (weight {row.weight}): {row.label}{how}. {escaped(row.reason)}"
        yield from (f'  - line {quote.turn}: "{escaped(quote.text)}"' for quote in row.quotes)
    said = card.communication
    facts = {
        "asked before designing": said.asked_before_designing,
        "announced a structure": said.announced_structure,
        "kept to it": said.kept_structure,
        "share of probes answered": said.answered_the_probe,
        "closed": said.closed,
        "words": said.words,
        "words a minute": said.words_per_minute,
    }
    told = [f"{name}: {_plain(value)}" for name, value in facts.items() if value is not None]
    yield f"\nCommunication (apart from the score): {'; '.join(told)}."
    made = card.provenance
    model = f", model {escaped(made.model)}, prompt {made.prompt}" if made.model else ""
    yield f"\nGrader {escaped(made.grader)}{model}; rubric `{made.rubric[:12]}`; agreement: {escaped(made.agreement)}\n"


def _plain(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
