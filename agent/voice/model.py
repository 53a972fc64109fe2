"""The model voice: a language model phrases the move that code decided; streamed, and checked before it counts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from agent.endpoint import background
from agent.endpoint.chat import Message, stream_chat
from agent.endpoint.usage import Tally
from agent.errors import ModelFailure
from agent.events import Citation
from agent.prompts import prompt
from agent.prompts.transcript import fenced
from agent.settings import Endpoint
from agent.voice.brief import Brief, Emit, Phrased
from agent.voice.checks import model_faults, unmendable
from agent.voice.instructions import aim, what_to_do

ATTEMPTS = 2
"""Texts that may fail the checks before the embedded voice speaks."""

Retrieve = Callable[[str], Sequence[Citation]]
"""A query to passages of the guide."""


class ModelVoice:
    """Speaks through an endpoint. Raises ModelFailure where it fails or where its texts fail the checks twice."""

    def __init__(self, endpoint: Endpoint, retrieve: Retrieve, tally: Tally | None = None) -> None:
        self._endpoint = endpoint
        self._tally = tally or Tally()
        self._retrieve = retrieve

    def phrase(self, brief: Brief, emit: Emit, cancel: threading.Event) -> Phrased:
        """Stream one reply."""
        passages = tuple(self._retrieve(_query(brief))) if brief.criterion else ()
        complaint = ""
        for _ in range(ATTEMPTS):
            messages = self._messages(brief, passages, complaint)
            spoken = background.run(stream_chat(self._endpoint, messages, _while_fit(emit, brief)), cancel)
            self._tally.add(messages, spoken.text, spoken.prompt_tokens, spoken.completion_tokens)
            text = " ".join(spoken.text.split())
            # A stream that was broken off is told what broke it, not what it did not come to.
            found = unmendable(text, brief) or model_faults(text, brief)
            if not found:
                return Phrased(text, "llm", passages)
            complaint = "; ".join(found)
        raise ModelFailure(
            "The model's text was not used",
            f"{self._endpoint.model} broke the interviewer's rules twice: {complaint}.",
            "The embedded voice asks instead; nothing is lost.",
        )

    def _messages(self, brief: Brief, passages: Sequence[Citation], complaint: str) -> list[Message]:
        text = prompt("voice").fill(
            question=brief.question.prompt,
            move=what_to_do(brief),
            aim=aim(brief),
            background="\n".join(f"- {passage.text}" for passage in passages) or "(none)",
            transcript=fenced(brief.turns),
        )
        task = (
            "Speak now."
            if not complaint
            else f"Your last text was refused: {complaint}. Speak again, within the rules."
        )
        return [("system", text), ("user", task)]


def _query(brief: Brief) -> str:
    """What the guide is searched for: the point in its own words and in those of its first probe."""
    aim = brief.criterion
    assert aim is not None
    return f"{brief.question.topic.replace('_', ' ')}: {aim.name}. {next(iter(aim.probes), '')}".rstrip()


def _while_fit(emit: Emit, brief: Brief) -> Callable[[str], bool]:
    """Pass pieces on, and break off before the piece that breaks a rule or outgrows the limit is shown."""
    heard: list[str] = []

    def take(piece: str) -> bool:
        heard.append(piece)
        if unmendable(" ".join("".join(heard).split()), brief):
            return False
        emit(piece)
        return True

    return take
