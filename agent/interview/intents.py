"""What the candidate's last words want: pure pattern matching, no model. Used to choose a move, never to score."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.asides import ANGER, ASKS_MEANING, NOT_KNOWING
from agent.language import not_english

ANSWER_WORDS = 8
"""Words beside an instruction from which there is an answer, too."""

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_ASKS_ANSWER = re.compile(
    r"\b(just )?(tell|give|show) me (the |what the |your )?(right |correct |full |model )?(answer|solution)\b|"
    r"\bwhat('?s| is| would be) (the )?(right|correct|expected|model|best possible) (answer|solution)\b|"
    r"\byou tell me\b|\bwhat (are|do) you (looking for|want to hear)\b|\bwhat you('re| are) looking for\b",
    re.IGNORECASE,
)
_INSTRUCTS = re.compile(
    r"\b(ignore|disregard|forget|override) (all |any |the |your |my )*(previous |prior |above |earlier )?"
    r"(instructions?|rules?|rubrics?|prompts?|criteria)\b|"
    r"\b(mark|grade|score|rate|label) (this|me|my answer|everything|all( the)? criteria|it)( answer)? "
    r"(as |at |with |a )?"
    r"(met|4|four|full|perfect|the highest|maximum|strong hire)\b|"
    r"\b(dear|note to|attention) (the )?(grader|evaluator|assessor|interviewer bot|ai|model|llm)\b|"
    r"\bsystem (prompt|message|override)\b|\byou are now\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^\W*(so |and |ok(ay)?,? |well,? |first,? |also,? |quick question[,:]? |before i start,? |to clarify,? )*"
    r"(what|which|who|where|when|why|how|is|are|am|do|does|did|can|could|should|would|may|shall|will|have|has|"
    r"any|am i|i assume|do i)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"(?:[,;]\s*(?:and |or )?|\s(?:and|or)\s)"
    r"(?=(?:what|which|who|where|when|why|how|is|are|do|does|can|could|should|will|would|may|have|has)\b)",
    re.IGNORECASE,
)


_TO_THE_INTERVIEWER = re.compile(
    r"\b(we|our|us|you|your|there|the (team|company|business|product|users?|customers?|current|existing))\b",
    re.IGNORECASE,
)
_OWN_THINKING = re.compile(r"\bi\b", re.IGNORECASE)
FEWEST_ASKED = 4
"""Words from which a question inside an answer is taken for one to the interviewer."""


@dataclass(frozen=True)
class Intent:
    """What an answer does besides answering."""

    questions: tuple[str, ...] = ()
    """The questions it asks back."""
    aside: tuple[str, ...] = ()
    """Of these, inside an answer, those that seem put to the interviewer."""
    asks_meaning: bool = False
    """Whether it asks what the interviewer meant."""
    mostly_questions: bool = False
    """Whether it asks rather than answers."""
    dont_know: bool = False
    asks_for_answer: bool = False
    instructs: bool = False
    """Whether it does little but give instructions; beside an answer they are only passed over."""
    hostile: bool = False
    other_language: bool = False


def _parts(sentence: str) -> list[str]:
    """The single questions of a sentence that asks for several things."""
    parts = [part.strip() for part in _JOINT.split(sentence) if part.strip()]
    asking = [part for part in parts if _ASKING.match(part)]
    return asking or [sentence]


def _words_beside(sentences: list[str]) -> int:
    """Words of the sentences that give no instruction."""
    from agent.assess.cues import addresses_the_grader  # the room needs numpy: not before the first answer

    given = [_INSTRUCTS.search(sentence) or addresses_the_grader(sentence) for sentence in sentences]
    return sum(len(sentence.split()) for sentence, instructs in zip(sentences, given, strict=True) if not instructs)


def _to_the_interviewer(question: str) -> bool:
    """Whether a question inside an answer is more than thinking aloud."""
    asked = _TO_THE_INTERVIEWER.search(question) and not _OWN_THINKING.search(question)
    return bool(asked) and len(question.split()) >= FEWEST_ASKED


def read_intent(text: str) -> Intent:
    """Read the intent of one answer."""
    head = text[:20_000]
    sentences = [s.strip() for s in _SENTENCE.findall(head) if re.search(r"\w", s)]
    asking = [s for s in sentences if s.endswith("?")]
    questions = tuple(part for sentence in asking for part in _parts(sentence))
    words = len(head.split())
    asked_words = sum(len(s.split()) for s in asking)
    return Intent(
        questions=questions,
        aside=tuple(q for q in questions if _to_the_interviewer(q)),
        asks_meaning=words <= 60 and bool(ASKS_MEANING.search(head)),
        mostly_questions=bool(questions) and asked_words >= 0.5 * words,
        dont_know=words <= 25 and bool(NOT_KNOWING.search(head)),
        asks_for_answer=words <= 60 and bool(_ASKS_ANSWER.search(head)),
        instructs=bool(_INSTRUCTS.search(head)) and _words_beside(sentences) < ANSWER_WORDS,
        other_language=not_english(head),
        hostile=words <= 60 and bool(ANGER.search(head)),
    )
