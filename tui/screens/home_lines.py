"""What stands on the home screen, line by line."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.widgets.option_list import Option

from agent.models import PlannedSection, PlannedTopic, StudyPlan
from tui.look import CATEGORIES, MUTED, day, glyph, joined, line, words


def weakest_lines(rows: list[dict[str, Any]]) -> Content:
    """The newest unprompted level of each topic, lowest three."""
    levels: dict[str, int] = {}
    for row in rows:
        for played in row["rounds"]:
            if played["level_unprompted"] is not None:
                levels.setdefault(played["topic"], played["level_unprompted"])
    if not levels:
        return joined(("No level yet. A drill takes 20 minutes and gives the first.", MUTED))
    lowest = sorted(levels.items(), key=lambda item: item[1])[:3]
    told = [joined((f"{level} of 4  ", "bold $accent"), words(topic)) for topic, level in lowest]
    return Content("\n").join(told)


def recent_lines(rows: list[dict[str, Any]]) -> Content:
    """The newest sessions, a line each."""
    if not rows:
        return joined(("Nothing yet.", MUTED))
    lines = []
    for row in rows[:12]:
        levels = " ".join(str(r["level"] or glyph("dash")) for r in row["rounds"]) or glyph("dash")
        what = line(row["kind"], 8) if len(row["rounds"]) != 1 else words(row["rounds"][0]["topic"])
        how = f"level {levels}" if row["ended"] else "open"
        lines.append(
            joined((f"{day(row['started'])}  ", MUTED), f"{what}  ", (how, "bold" if row["ended"] else "$accent"))
        )
    return Content("\n").join(lines)


def plan_lines(plan: StudyPlan) -> tuple[list[Option], dict[str, str]]:
    """The plan's sections with their topics, and the reason of each topic by the option's id."""
    options: list[Option] = []
    reasons: dict[str, str] = {}
    for stage in plan.stages:
        for section in stage.sections:
            options.append(_section(stage.stage, section))
            for topic in section.topics:
                key = f"{stage.stage}-{section.category}:{topic.topic}"
                options.append(Option(_topic(topic), id=key))
                reasons[key] = line(f"{topic.reason} {section.reason}", 420)
    return options, reasons


def day_lines(today: dict[str, Any]) -> tuple[list[Option], dict[str, str]]:
    """A day of the calendar, and the reason of each line by the option's id."""
    head = joined((f"{today['minutes']:>3} min  ", "bold $accent"), ("Today", "bold"))
    options, reasons = [Option(head, disabled=True)], {}
    for number, row in enumerate(today["lines"]):
        key = f"today-{number}:{row['topic'] or ''}"
        what = words(row["topic"]) if row["topic"] else line(row["what"].split(":")[0], 60)
        minutes = f"  {row['minutes']} min" if row["minutes"] else ""
        options.append(Option(joined((f"  {row['do']:<9}", "$accent"), what, (minutes, MUTED)), id=key))
        reasons[key] = line(f"{row['what']}. {row['reason']}", 420)
    return options, reasons


def _section(stage: str, section: PlannedSection) -> Option:
    where = "screen" if stage == "technical_screen" else "onsite"
    head = joined(
        (f"{section.minutes:>3} min  ", "bold $accent"),
        (CATEGORIES.get(section.category, words(section.category)), "bold"),
        (f"  {where}", MUTED),
    )
    return Option(head, disabled=True)


def _topic(topic: PlannedTopic) -> Content:
    style = {"focus": "bold $text-warning", "light": MUTED}.get(topic.label, "")
    later = f"  (in {words(topic.covered_in).lower()})" if topic.covered_in else ""
    return joined((f"  {topic.label:<7}", style), words(topic.topic), (later, MUTED))
