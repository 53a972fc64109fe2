"""The study plan: how many minutes of reading each category gets in each stage, and how closely to read each topic.

The rule, in full in docs/planning.md: a section weighs the sum of its topics' weights (chosen ones more), times the
category's need, times a factor of the target level; the minutes of the sheet are apportioned over all sections.
"""

from __future__ import annotations

import difflib
from fractions import Fraction

from agent.errors import BadInput
from agent.models import PlannedSection, PlannedStage, PlannedTopic, Profile, StudyPlan
from agent.planning.apportion import apportion
from agent.planning.need import Measured, category_need, topic_label
from agent.planning.priors import SectionPrior, StagePrior, priors


def study_plan(profile: Profile, measured: Measured | None = None) -> StudyPlan:
    """The plan of a profile; `measured` holds the levels of earlier sessions by topic.

    The minutes add up to `profile.cheatsheet_minutes`. With everything else fixed, a lower rating or fewer solved never
    takes minutes from a section of that category and never makes a label of it lighter.

    Raises:
        BadInput: a chosen subtopic that is no topic of the plan.
    """
    refuse_unknown_subtopics(profile.focus_subtopics, "focus_subtopics:")
    stages = priors().stages
    sections = [(stage, section) for stage in stages for section in stage.sections]
    minutes = _minutes(profile, [section for _, section in sections], measured)
    rated = _minutes(profile, [section for _, section in sections], None)
    planned = [
        (stage.stage, _section(profile, stage, section, given, before, measured))
        for (stage, section), given, before in zip(sections, minutes, rated, strict=True)
    ]
    return StudyPlan(
        total_minutes=profile.cheatsheet_minutes,
        stages=tuple(
            PlannedStage(
                stage=stage.stage,
                minutes=sum(section.minutes for name, section in planned if name == stage.stage),
                sections=tuple(section for name, section in planned if name == stage.stage),
            )
            for stage in stages
        ),
    )


def refuse_unknown_subtopics(chosen: tuple[str, ...], where: str) -> None:
    """Raise BadInput for the first name that is no topic of the plan; `where` says where it stands."""
    known = tuple(priors().topics)
    for name in chosen:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
            raise BadInput(
                "This profile cannot be used",
                f"{where} {name[:80]!r} is no topic of the plan.",
                (f"Did you mean {near[0]}? " if near else "") + f"The topics are {', '.join(known)}.",
            )


def _minutes(profile: Profile, sections: list[SectionPrior], measured: Measured | None) -> list[int]:
    return apportion(profile.cheatsheet_minutes, [_section_weight(profile, one, measured) for one in sections])


def _section_weight(profile: Profile, section: SectionPrior, measured: Measured | None) -> Fraction:
    table = priors()
    weight = sum(
        (
            weight * (table.chosen_factor if topic in profile.focus_subtopics else 1)
            for topic, weight in section.topics.items()
        ),
        Fraction(0),
    )
    need = category_need(profile, section.category, measured).value
    return weight * need * table.need_by_target[profile.target_level][section.category]


def _section(
    profile: Profile, stage: StagePrior, section: SectionPrior, minutes: int, before: int, measured: Measured | None
) -> PlannedSection:
    """A section with `minutes`; `before` are those that it would have by the ratings alone."""
    moved = [category_need(profile, section.category, measured).reason]
    chosen = [topic for topic in section.topics if topic in profile.focus_subtopics]
    if chosen:
        moved.append(f"more for {', '.join(map(_plain, chosen))}, which you chose")
    by_target = priors().need_by_target[profile.target_level][section.category]
    if by_target != 1:
        moved.append(f"{'more' if by_target > 1 else 'less'} at target level {profile.target_level}")
    rated = f", {before} before anything was measured" if before != minutes else ""
    return PlannedSection(
        category=section.category,
        minutes=minutes,
        topics=tuple(_topic(profile, stage, topic, measured) for topic in section.topics),
        reason=f"{minutes} of {profile.cheatsheet_minutes} minutes{rated}: {section.reason}; {'; '.join(moved)}.",
    )


def _topic(profile: Profile, stage: StagePrior, topic: str, measured: Measured | None) -> PlannedTopic:
    label, why = topic_label(profile, topic, measured)
    covered_in = _treated_in(topic)
    return PlannedTopic(
        topic=topic,
        label=label,
        covered_in=None if covered_in == stage.stage else covered_in,
        reason=f"{label}: {why}.",
    )


def _treated_in(topic: str) -> str:
    """The last stage that holds the topic treats it; earlier ones only name it."""
    return [stage.stage for stage in priors().stages for section in stage.sections if topic in section.topics][-1]


def _plain(name: str) -> str:
    return name.replace("_", " ")
