"""A streamed chat call through langchain: retries before the first token only, a deadline over all, cancellable."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from agent.endpoint import faults
from agent.errors import ModelFailure
from agent.settings import Endpoint

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel

TRIES = 3
LONGEST_WAIT = 8.0
"""Seconds between two tries, at most, whatever the server asks for."""
READ_TIMEOUT = 30.0
"""Seconds of silence."""
DEADLINE = 90.0
"""Seconds for a whole reply."""

LONGEST_REPLY = 2_000
"""Tokens of a reply: a few lines, and room for a model that thinks first. A small one that never ends is cut off."""

Message = tuple[str, str]
"""Role ("system", "user", "assistant") and text."""


@dataclass(frozen=True)
class Spoken:
    """What a model said."""

    text: str
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


def be_silent() -> None:
    """Keep langchain from reporting runs to anyone, whatever the user's shell says. Call before importing it."""
    for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING"):
        os.environ[name] = "false"


@cache
def chat_model(endpoint: Endpoint) -> BaseChatModel:
    """The client of an endpoint; built once."""
    be_silent()
    import openai
    from langchain.chat_models import init_chat_model

    model: BaseChatModel = init_chat_model(
        endpoint.model,
        model_provider="openai",
        base_url=endpoint.base_url,
        api_key=endpoint.api_key,
        max_retries=0,
        timeout=openai.Timeout(connect=3.0, read=READ_TIMEOUT, write=10.0, pool=3.0),
        use_responses_api=False,
        stream_usage=True,
        temperature=0.4,
        max_tokens=LONGEST_REPLY,
    )
    return model


async def stream_chat(
    endpoint: Endpoint, messages: Sequence[Message], on_text: Callable[[str], bool], deadline: float = DEADLINE
) -> Spoken:
    """Stream one reply; `on_text` gets each piece and may return False to break off. Raises ModelFailure."""
    heard = False

    def forward(text: str) -> bool:
        nonlocal heard
        heard = True
        return on_text(text)

    try:
        async with asyncio.timeout(deadline):
            for attempt in range(TRIES):
                try:
                    return await _once(endpoint, messages, forward)
                except faults.expected() as error:
                    if heard or attempt == TRIES - 1 or not faults.retryable(error):
                        raise
                    asked = faults.retry_after(error)
                    wait = asked if asked is not None else 0.5 * 2**attempt
                    await asyncio.sleep(min(LONGEST_WAIT, wait) * random.uniform(0.8, 1.2))
    except faults.expected() as error:
        raise faults.in_words(error, endpoint) from error
    raise AssertionError("unreachable")


async def _once(endpoint: Endpoint, messages: Sequence[Message], on_text: Callable[[str], bool]) -> Spoken:
    text, finish, usage = "", None, None
    stream = chat_model(endpoint).astream(list(messages))
    async for chunk in stream:
        piece = chunk.text if isinstance(chunk.text, str) else ""
        finish = chunk.response_metadata.get("finish_reason") or finish
        usage = getattr(chunk, "usage_metadata", None) or usage
        if piece:
            text += piece
            if not on_text(piece):
                return Spoken(text)
    if finish != "stop" or not text.strip():
        why = "sent nothing" if not text.strip() else f"broke off ({finish or 'no end of the reply'})"
        raise ModelFailure("The model did not answer", f"{endpoint.host} {why}.", faults.CHECK)
    if usage is None:
        return Spoken(text)
    return Spoken(text, usage.get("input_tokens"), usage.get("output_tokens"))
