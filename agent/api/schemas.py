"""JSON schemas of what goes in and out: the contract that scripts rely on."""

from __future__ import annotations

from typing import Any

from agent.errors import BadInput

NAMES = ("event", "input", "scorecard", "report", "plan", "question", "problem", "verdict")


def schema(name: str) -> dict[str, Any]:
    """The JSON schema of one of `NAMES`. Raises BadInput."""
    from pydantic import TypeAdapter

    made = TypeAdapter(_type(name)).json_schema(mode="validation" if name in ("input", "question") else "serialization")
    return _as_printed(made) if name == "event" else made


def _as_printed(made: dict[str, Any]) -> dict[str, Any]:
    """Without the fields that stay in the log."""
    from agent.events import PUBLIC_MODELS

    for model in PUBLIC_MODELS:
        definition = made["$defs"][model.__name__]
        for name in model.hidden:
            definition["properties"].pop(name)
        definition["required"] = [name for name in definition["required"] if name not in model.hidden]
    return made


def _type(name: str) -> Any:
    match name:
        case "event":
            from agent.events import DiscriminatedPublic

            return DiscriminatedPublic
        case "input":
            from agent.api.inputs import Input

            return Input
        case "scorecard" | "report" | "plan":
            from agent import models

            return {"scorecard": models.Scorecard, "report": models.Report, "plan": models.StudyPlan}[name]
        case "question":
            from rubrics.schema import Question

            return Question
        case "problem":
            from sandbox.problem import ProblemFile

            return ProblemFile
        case "verdict":
            from sandbox.verdict import Verdict

            return Verdict
        case _:
            raise BadInput("Unknown schema", f"There is no schema {name!r}.", f"Known are: {', '.join(NAMES)}.")
