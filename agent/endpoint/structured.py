"""Structured answers through the openai client: the raw text is kept, and parsing is ours."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from agent.endpoint import faults
from agent.endpoint.chat import DEADLINE, LONGEST_WAIT, READ_TIMEOUT, TRIES, Message
from agent.endpoint.usage import Tally
from agent.errors import ModelFailure
from agent.settings import Endpoint

if TYPE_CHECKING:
    import openai

M = TypeVar("M", bound=BaseModel)

_FENCE = re.compile(r"^\s*```(?:json)?\s*(.*?)\s*```\s*$", re.DOTALL)
_THINK = re.compile(r"<think>.*?</think>", re.DOTALL)


LONGEST = 4_000
"""Tokens of an answer: a few lines, and room for a model that thinks within the same budget."""


@dataclass(frozen=True)
class _Call:
    """What does not change between tries."""

    temperature: float
    tally: Tally | None


_enforced: dict[tuple[str, str], int] = {}
"""Which form of structured output an endpoint took last: index into the ladder of `_formats`."""


@cache
def client(endpoint: Endpoint) -> openai.AsyncOpenAI:
    """The client of an endpoint; built once."""
    import openai

    return openai.AsyncOpenAI(
        base_url=endpoint.base_url,
        api_key=endpoint.api_key,
        max_retries=0,
        timeout=openai.Timeout(connect=3.0, read=READ_TIMEOUT, write=10.0, pool=3.0),
    )


def _formats(schema: type[BaseModel]) -> list[dict[str, Any] | None]:
    """From strict to loose: a JSON schema, a JSON object, the prompt alone."""
    named = {"name": schema.__name__, "schema": schema.model_json_schema(), "strict": True}
    return [{"type": "json_schema", "json_schema": named}, {"type": "json_object"}, None]


async def ask(
    endpoint: Endpoint,
    messages: Sequence[Message],
    schema: type[M],
    deadline: float = DEADLINE,
    *,
    temperature: float = 0.0,
    tally: Tally | None = None,
) -> M:
    """One structured answer. Raises ModelFailure where the endpoint fails or keeps sending something else."""
    try:
        async with asyncio.timeout(deadline):
            text = await _raw(endpoint, messages, schema, _Call(temperature, tally))
    except faults.expected() as error:
        raise faults.in_words(error, endpoint) from error
    try:
        return schema.model_validate_json(_unwrapped(text))
    except ValidationError as error:
        raise ModelFailure(
            "The model's answer cannot be read",
            f"{endpoint.host} sent something else than was asked for ({error.error_count()} errors).",
            "Try again, or choose a model that follows JSON schemas.",
        ) from error


async def _raw(endpoint: Endpoint, messages: Sequence[Message], schema: type[BaseModel], call: _Call) -> str:
    import openai

    formats = _formats(schema)
    known = (endpoint.base_url, endpoint.model)
    for number in range(_enforced.get(known, 0), len(formats)):
        try:
            text = await _with_retries(endpoint, messages, formats[number], call)
        except (openai.BadRequestError, openai.UnprocessableEntityError):
            if number == len(formats) - 1:
                raise
            continue
        _enforced[known] = number
        return text
    raise AssertionError("unreachable")


async def _with_retries(
    endpoint: Endpoint, messages: Sequence[Message], form: dict[str, Any] | None, call: _Call
) -> str:
    for attempt in range(TRIES):
        try:
            return await _once(endpoint, messages, form, call)
        except faults.expected() as error:
            if attempt == TRIES - 1 or not faults.retryable(error):
                raise
            await asyncio.sleep(min(LONGEST_WAIT, faults.retry_after(error) or 0.5 * 2**attempt))
    raise AssertionError("unreachable")


async def _once(endpoint: Endpoint, messages: Sequence[Message], form: dict[str, Any] | None, call: _Call) -> str:
    extra: dict[str, Any] = {} if form is None else {"response_format": form}
    sent: Any = [{"role": role, "content": text} for role, text in messages]
    answer = await client(endpoint).chat.completions.create(
        model=endpoint.model, messages=sent, temperature=call.temperature, max_tokens=LONGEST, **extra
    )
    choice = answer.choices[0] if answer.choices else None
    if call.tally is not None:
        used, text = answer.usage, (choice.message.content or "") if choice else ""
        known = (used.prompt_tokens, used.completion_tokens) if used else (None, None)
        call.tally.add(messages, text, *known)
    if choice is None or choice.finish_reason != "stop" or not choice.message.content:
        refusal = choice.message.refusal if choice else None
        why = "refused" if refusal else f"sent nothing usable ({choice.finish_reason if choice else 'no choice'})"
        raise ModelFailure("The model did not answer", f"{endpoint.host} {why}.", faults.CHECK)
    return str(choice.message.content)


def _unwrapped(text: str) -> str:
    """The JSON inside fences and thoughts."""
    bare = _THINK.sub("", text).strip()
    fenced = _FENCE.match(bare)
    return fenced.group(1) if fenced else bare


async def models(endpoint: Endpoint, deadline: float = 15.0) -> list[str]:
    """The model ids that an endpoint offers. Raises ModelFailure."""
    try:
        async with asyncio.timeout(deadline):
            return [model.id async for model in client(endpoint).models.list()]
    except faults.expected() as error:
        raise faults.in_words(error, endpoint) from error
