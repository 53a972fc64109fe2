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
from agent.voice.checks import MAX_WORDS, faults

ATTEMPTS = 2
"""Texts that may fail the checks before the embedded voice speaks."""

MOVES: dict[str, str] = {
    "clarify": "Answer the candidate's clarifying question. Pass on exactly these facts and nothing else; where a "
    "question is not covered, say that it is the candidate's call and ask for an assumption.",
    "probe": "Ask a follow-up about the point below, without giving it away.",
    "challenge": "Ask the candidate to defend or test what they said on the point below, without calling it wrong.",
    "quantify": "Ask for numbers on the point below.",
    "tradeoff": "Ask for the trade-off on the point below: what is given up, and why that way.",
    "redirect": "Bring the candidate back to the question, calmly: $why.",
    "close": "Say that about two minutes are left and ask what they would do with more time.",
}

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
        criterion = brief.criterion
        passages = tuple(
            self._retrieve(f"{brief.question.topic} {criterion.name if criterion else brief.question.prompt}")
        )
        complaint = ""
        for _ in range(ATTEMPTS):
            messages = self._messages(brief, passages, complaint)
            spoken = background.run(stream_chat(self._endpoint, messages, _until_too_long(emit)), cancel)
            self._tally.add(messages, spoken.text, spoken.prompt_tokens, spoken.completion_tokens)
            text = " ".join(spoken.text.split())
            found = faults(text, brief)
            if not found:
                return Phrased(text, "llm", passages)
            complaint = "; ".join(found)
        raise ModelFailure(
            "The model's text was not used",
            f"{self._endpoint.model} broke the interviewer's rules twice: {complaint}.",
            "The embedded voice asks instead; nothing is lost.",
        )

    def _messages(self, brief: Brief, passages: Sequence[Citation], complaint: str) -> list[Message]:
        criterion = brief.criterion
        facts = [brief.facts[i].fact for i in brief.decided.facts if i is not None]
        aim = [f"The point: {criterion.name}." if criterion else "", *(f"Fact to pass on: {fact}" for fact in facts)]
        if brief.outcome:
            aim.append(f"What happened: {brief.outcome}")
        text = prompt("voice").fill(
            question=brief.question.prompt,
            move=MOVES[brief.decided.move].replace("$why", brief.decided.why),
            aim="\n".join(filter(None, aim)),
            background="\n".join(f"- {passage.text}" for passage in passages) or "(none)",
            transcript=fenced(brief.turns),
        )
        task = (
            "Speak now."
            if not complaint
            else f"Your last text was refused: {complaint}. Speak again, within the rules."
        )
        return [("system", text), ("user", task)]


def _until_too_long(emit: Emit) -> Callable[[str], bool]:
    """Pass pieces on, and break off a text that has clearly outgrown the limit."""
    heard: list[str] = []

    def take(piece: str) -> bool:
        heard.append(piece)
        emit(piece)
        return len("".join(heard).split()) <= 2 * MAX_WORDS

    return take
