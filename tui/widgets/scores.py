"""Scorecards in words. Shown only after a round."""

from __future__ import annotations

from textual.content import Content

from agent.api.archive import disagreement
from agent.models import Attempt, CodingResult, CriterionScore, Debrief, Report, RoundReport, Scorecard
from tui.look import ELICITED, LABEL_STYLES, MUTED, bar, glyph, joined, kind, level, line, plain, safe, words

Part = str | Content | tuple[str, str]


def overall(card: Scorecard) -> Content:
    """Levels and score of a round."""
    o = card.overall
    if o.level is None:
        return joined(("Not enough to give a level.", "bold"), " Too little of the rubric could be scored.")
    interval = f"; 80 % interval {o.low} to {o.high}" if o.low is not None and o.high is not None else ""
    score = f"score {o.score:.0f} of 100  {bar(o.score / 100)}" if o.score is not None else ""
    return joined(
        (f"Level {level(o.level)}", "bold $accent"),
        f"  (unprompted: {level(o.level_unprompted)}{interval})\n{score}",
    )


def criterion(row: CriterionScore) -> Content:
    """One criterion: label, who said it first, the quotes, the reason."""
    style = LABEL_STYLES.get(row.label, "")
    elicited = f", {ELICITED.get(row.elicited, row.elicited)}" if row.elicited else ""
    parts: list[Part] = [
        (f"{glyph(row.label)} {row.label:<12}", f"bold {style}"),
        (line(row.name), "bold"),
        (f"  weight {row.weight}{elicited}", MUTED),
    ]
    for quote in row.quotes[:3]:
        parts += ["\n    ", (f"“{line(quote.text, 280)}”", "italic"), (f"  line {quote.turn}", MUTED)]
    if row.reason:
        parts += ["\n    ", Content(line(row.reason, 400))]
    return Content.assemble(*parts)


def communication(card: Scorecard) -> Content:
    """What was measured of how it was said; apart from content."""
    c = card.communication
    facts: list[str] = []
    for value, yes, no in (
        (c.asked_before_designing, "asked before designing", "designed before asking"),
        (c.announced_structure, "announced a structure", "announced no structure"),
        (c.kept_structure, "kept to it", "did not keep to it"),
        (c.closed, "closed the answer", "did not close the answer"),
    ):
        if value is not None:
            facts.append(yes if value else no)
    if c.answered_the_probe is not None:
        facts.append(f"answered {c.answered_the_probe:.0%} of the follow-ups that were put")
    pace = f", {c.words_per_minute:.0f} a minute" if c.words_per_minute is not None else ""
    facts.append(f"{c.words} words{pace}")
    return joined(("Communication  ", "bold"), "; ".join(facts), ".")


def provenance(card: Scorecard) -> Content:
    """Who graded, and how well that grader agrees with people."""
    p = card.provenance
    model = f" ({line(p.model, 60)})" if p.model else ""
    return plain(f"Graded by {line(p.grader, 60)}{model}. Agreement: {line(p.agreement, 300)}", MUTED)


def scorecard(card: Scorecard, other: Scorecard | None = None) -> list[Content]:
    """A card as blocks, a second opinion under it."""
    blocks = [overall(card), *(criterion(row) for row in card.criteria), communication(card)]
    if card.flags:
        blocks.append(joined(("Flags  ", "bold"), ", ".join(words(flag) for flag in card.flags)))
    blocks.append(provenance(card))
    if other is not None:
        blocks.append(joined(("Second opinion\n", "bold $secondary"), overall(other)))
        blocks.append(plain(disagreement(card, other)))
        blocks += [criterion(row) for row in other.criteria]
        blocks.append(provenance(other))
    return blocks


def attempts(before: Attempt, card: Scorecard) -> list[Content]:
    """The new attempt beside the old one, criterion by criterion."""
    old = {row.id: row.label for row in before.scorecard.criteria}
    levels = f"level {level(before.scorecard.overall.level)} then, {level(card.overall.level)} now"
    rows = "\n".join(f"{old.get(row.id, 'not judged'):<13}{row.label:<13}{line(row.name, 60)}" for row in card.criteria)
    title = f"Beside your attempt of {before.at.astimezone():%Y-%m-%d}: {levels}\n"
    return [joined((title, "bold $primary"), (f"{'then':<13}{'now':<13}\n", MUTED), rows)]


def debrief(told: Debrief) -> list[Content]:
    """What was missing with the guide's words, and a strong answer."""
    blocks: list[Content] = []
    for gap in told.gaps:
        parts: list[Part] = [
            (f"{glyph(gap.label)} {line(gap.name, 80)}\n", "bold"),
            Content(safe(gap.expectation, 900)),
        ]
        if gap.passage:
            parts += ["\n", (f"guide, {line(gap.source, 80)}: ", MUTED), Content(safe(gap.passage, 900))]
        blocks.append(Content.assemble(*parts))
    if blocks:
        blocks.insert(0, joined(("What was missing", "bold $primary")))
    if told.strong:
        blocks.append(joined(("A strong answer\n", "bold $primary"), Content(safe(told.strong, 6000))))
    return blocks


def afterwards(row: RoundReport) -> list[Content]:
    """Scores before this one, and what the candidate contests."""
    blocks: list[Content] = []
    if row.opening is not None:
        blocks += [joined((f"{name}  ", "bold"), line(told, 600)) for name, told in row.opening.in_words()]
    if row.pivot is not None:
        told = f"{line(row.pivot.name, 80)}: {row.pivot.label}"
        blocks.append(joined((f"Beside the score, on {words(row.pivot.topic)}  ", "bold"), told))
    if row.stories:
        about = "\n".join(line(found.what, 400) for found in row.stories)
        blocks.append(joined(("About the story\n", "bold $primary"), about))
    if row.earlier:
        told = ", ".join(f"{level(card.overall.level)} by {line(card.provenance.grader, 40)}" for card in row.earlier)
        blocks.append(joined(("Scored before  ", "bold"), told))
    for each in row.contests:
        blocks.append(
            joined((f"You contest {line(each.criterion, 40)} ({each.label})\n", "bold"), Content(line(each.note, 600)))
        )
    return blocks


def coding(done: CodingResult) -> list[Content]:
    """What a coding round left behind, beside verdict and code."""
    rows = [joined((f"{name}: ", "bold"), safe(told, 600)) for name, told in done.facts()]
    return [Content("\n").join(rows)]


def unscored(why: str | None) -> Content:
    """A round without a score, and why."""
    return joined(("Not scored: ", "bold"), line(why or "no reason was kept", 300))


def round_title(row: RoundReport) -> Content:
    """A round's heading."""
    return joined(
        (f"Round {row.round}  {kind(row.kind)}, {words(row.topic)}", "bold $primary"),
        (f"   {row.seconds / 60:.0f} of {row.minutes} min", MUTED),
    )


def summary(report: Report) -> list[Content]:
    """Recommendation, then rounds, then dimensions."""
    blocks: list[Content] = [
        joined(("Recommendation\n", "bold $primary"), (line(report.packet.recommendation, 500), "bold"))
    ]
    for played in report.rounds:
        told = overall(played.scorecard) if played.scorecard else unscored(played.unscored)
        blocks.append(joined(round_title(played), "\n", told))
    seen = [d for d in report.packet.dimensions if d.level is not None]
    unseen = [words(d.dimension) for d in report.packet.dimensions if d.level is None]
    if seen:
        blocks.append(joined(("By dimension", "bold $primary")))
    for row in seen:
        parts: list[Part] = [(f"{words(row.dimension):<18}", "bold"), f" level {level(row.level)}"]
        for mark, evidence in [("for", e) for e in row.for_[:2]] + [("against", e) for e in row.against[:2]]:
            style = "$text-success" if mark == "for" else "$text-error"
            parts += ["\n    ", (f"{mark:<8}", style), line(evidence.text or words(evidence.criterion), 220)]
        blocks.append(Content.assemble(*parts))
    if unseen:
        blocks.append(joined(("Not assessed, which is not the same as weak: ", MUTED), (", ".join(unseen), MUTED)))
    return blocks


def next_steps(report: Report) -> list[Content]:
    """What to do next."""
    if not report.next:
        return [joined("Nothing urgent. Play another round on a topic that has no level yet.")]
    return [
        joined(
            (words(step.topic), "bold $primary"),
            (f"   {step.minutes} min\n", MUTED),
            Content(safe(step.what, 600)),
            ("\nwhy: ", MUTED),
            Content(safe(step.why, 600)),
        )
        for step in report.next
    ]
