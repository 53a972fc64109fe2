"""What an interviewer may not say.

`faults` guards both voices. `model_faults` adds what only a language model does: markup, talk about itself, another
language, answering its own question, inventing facts, asking an old question in new words. `unmendable` is the part
of them that more text cannot mend, so that a stream is broken off before the piece that breaks a rule is shown.
The patterns see words, not meaning; words of the candidate's inside quotation marks are not held against the voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from agent.language import counted, not_english
from agent.voice.brief import Brief

MAX_WORDS = 60
MAX_QUESTIONS = 1
ALIKE = 0.7
"""Jaccard index of content stems from which a question counts as asked before."""
FEWEST_STEMS = 4
"""Content stems below which two questions are alike by chance."""
FEWEST_ENGLISH = 6
"""Words from which a text without a single English function word is not English."""
SAME_WORD = 6
"""Letters that two words begin with when they count as forms of one."""
SMALL = 12.0
"""Whole numbers up to this may be said without anybody having named them."""

_START = r"(?:^|[.!?:]\s+|[\"”]\s+)"
_JUDGED = (
    r"(answer|point|job|start|question|thinking|idea|choice|approach|plan|design|work|insight|observation|catch|call|"
    r"reasoning|explanation|example|summary|overview|breakdown|structure|foundation|instinct)s?\b"
)
_PRAISE = re.compile(
    r"[a-z]{3,}!(?=\s|$)|\b(sounds (good|great|right|reasonable)|well[- ](thought|structured)|"
    r"you (clearly|obviously|really) (know|understand)|wonderful|thanks?( you)?|excellent|well (done|put|"
    r"said|explained|reasoned)|impressive|impressed|"
    r"awesome|fantastic|brilliant|exactly right|spot on|(on|down) the right track|strong answer|"
    r"good (answer|point|job|question|thinking)|that'?s (right|correct|good|great|fair|true|reasonable|"
    r"sensible|helpful)|"
    r"you('| a)re (absolutely |quite )?(right|correct)|i (really )?(like|love|agree|appreciate))\b|"
    rf"{_START}((exactly|correct|right|perfect|nice|absolutely|agreed|indeed|yes|good|true)\s*[.,!;:–—]|"
    rf"(nice|great)\b|(really|very|so) great\b|"
    r"((that|this|it|which|what you say) )?makes (\w+ )?sense\b|"
    r"((that|this|it)('s| is| sounds like| was) )?((a|an) )?((very|really|quite|pretty) )?"
    rf"(great|good|solid|strong|nice|clever|smart|sound|thoughtful|clear|helpful|interesting|reasonable|valid|"
    rf"fair) {_JUDGED})",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(that'?s|that is|(?<!if )(?<!when )(?<!that )(?<!know )you('| a)re|this is|your (answer|claim|"
    r"approach|formula|reasoning) is) ?"
    r"(not )?(quite |simply |just |also )?(wrong|incorrect|mistaken|missing|weak|incomplete|false|right|"
    r"correct|true|flawed|problematic)\b|\bnot quite( right)?\b|\byou (missed|forgot|overlooked|left out|failed to)\b|"
    r"\b(scor|grad|rat|mark)(e|ed|ing) (you|this answer|your answer)\b|\byour grade\b|\bfull (marks|"
    r"credit)\b|\brubrics?\b|"
    rf"{_START}(no|wrong|incorrect|unfortunately|actually)\s*[,.!]|\bi('m| am) afraid\b|\b(can'?t|cannot) be right\b|"
    r"\bthere('s| is) (a|an|one) (gap|problem|flaw|mistake|error|issue) (here|in your|with your)\b",
    re.IGNORECASE,
)
_OF_THE_RUBRIC = re.compile(r"\b(score|grade|criteri(on|a))\b", re.IGNORECASE)
"""Words of grading that are words of the trade as well: they may be said once somebody said them."""
_MARKUP = re.compile(
    r"\*\*|```|^\s*\d+[.)]\s|(^|\s)_\w[^_]*\w_(\s|$)|</?[a-z]\w*>|<\||\[/?INST\]|^\s*[#>*{\[]|^\s*[-•]\s|"
    r"[\"']\w+[\"']\s*:\s*[\"'{\[\d]|\[\d+\]|"
    r"(^|\s)#{2,}\s|"
    r"\s[1-3][.)]\s.*\s[2-4][.)]\s|\]\(https?:|https?://",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"(?:^|\s)(interviewer|candidate|assistant|user|system|follow-up|follow-up question|question|reply|"
    r"move|phase|point)\s*:|^\W*candidate here\b",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"\bas an? (\w+ )?(ai|language model|assistant|chatbot|interviewer)\b|\bi('m| am) (just |only )?an? (\w+ )?"
    r"(ai|language model|assistant|chatbot)\b|\bmy (instructions|prompt|guidelines|programming|training)\b|"
    r"\bsystem prompt\b|\b(the|this) (transcript|study guide)\b|\bi('m| am) not (allowed|supposed|permitted) to\b|"
    rf"{_START}(sure|certainly|of course|okay|alright)\s*[,!]|\bhere('s| is) (a|an|the|my|one) (\w+ )?"
    r"(follow-?up|question|reply|response|turn)\b|\b(i hope this helps|let me know if|feel free to|happy to help)\b|"
    r"\b(can'?t|cannot) (give away|reveal|disclose)\b|\bi('ve| have| was| am) (been )?(told|instructed) to\b|"
    r"\bhidden (point|aim|criterion)\b|\[(name|candidate|topic|point)\]|\bthe candidate\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    rf"{_START}(typically|usually|normally|ideally|generally)\b,? (one|you|we|people|teams)\b|{_START}my (system|model|"
    r"approach|design|pipeline|solution) (is|uses|has|would)\b|\bit would be (better|best) to\b|\ba (good|"
    r"strong|better) "
    r"(system|answer|design|solution|candidate) (would|should|will)\b|, (right|correct|isn'?t it|doesn'?t it|no)\?|"
    rf"{_START}(well, |so, |then )?(i|we|one)('d| would|'ll| will| could) (\w+ly )?(use|build|train|design|"
    r"implement|compute|pick|solve|set up|store|start (by|with)|choose|add|split|measure|run)\b|"
    r"\b(the (right|correct|expected|standard|usual|best) (answer|solution|approach|way)|the answer|the "
    r"(trick|key)) is\b|"
    rf"{_START}you (should|need to|might want to)\b|\byou could (also )?(use|try|add)\b|"
    r"\b(try using|consider (using|adding)|hint:|for example, you (can|could)|have you considered|did you "
    r"consider|remember that)\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"\W*(you|your|that|this|it|i|we|the|a|an|they|there|so|then|okay|well|by|in|with|because|since|as|here)\b",
    re.IGNORECASE,
)
"""How a sentence begins that asks for nothing: not with a verb."""
_UNIT = re.compile(r"\s?(%|percent|thousand|million|billion|[kKMG]\b|[kMG]B\b|ms\b|hours?\b|GPUs?\b)")
"""What makes a small number a claim."""


def faults(text: str, brief: Brief) -> list[str]:
    """Everything that is wrong with a reply of either voice; empty: it may be said."""
    return [*_length(text), *_manners(text, brief), *_said_before(text, brief), *_given_away(text, brief)]


def model_faults(text: str, brief: Brief) -> list[str]:
    """Everything that is wrong with a model's reply, in words that tell it what to mend; empty: it may be said."""
    return [*faults(text, brief), *_of_models(text, brief), *_unmet(text, brief)]


def unmendable(text: str, brief: Brief) -> list[str]:
    """What is wrong with the beginning of a model's reply that no further words can mend."""
    grown = [f"more than {MAX_WORDS} words"] if len(text.split()) > 2 * MAX_WORDS else []
    return [*grown, *_manners(text, brief), *_of_models(text, brief), *_given_away(text, brief)]


def _length(text: str) -> Iterator[str]:
    if len(text.split()) > MAX_WORDS:
        yield f"more than {MAX_WORDS} words"
    if text.count("?") > MAX_QUESTIONS:
        yield "more than one question"


def _manners(text: str, brief: Brief) -> Iterator[str]:
    own = own_words(text, brief)
    for pattern, name in ((_PRAISE, "praise"), (_VERDICT, "a verdict")):
        spoken = pattern.search(own)
        if spoken and not _within(spoken.group(0), [brief.question.prompt]):
            yield f"{name} ({spoken.group(0).strip()!r})"
    spoken = _OF_THE_RUBRIC.search(own)
    if spoken and spoken.group(0).lower() not in " ".join(_public(brief)).lower():
        yield f"a verdict ({spoken.group(0)!r})"


def _said_before(text: str, brief: Brief) -> Iterator[str]:
    if _norm(text) in {_norm(said) for said in brief.said}:
        yield "said before"


def _given_away(text: str, brief: Brief) -> Iterator[str]:
    from rubrics.leaks import leaks

    heard = [*(turn.text for turn in brief.turns), *_told(brief)]
    for criterion in brief.question.all_criteria():
        for leaked in leaks(text, brief.question, criterion, heard):
            if leaked.kind == "number" or not _in_the_open(leaked.found, heard):
                yield f"gives away {criterion.id} ({leaked.found!r})"
                return


def _in_the_open(words: str, heard: list[str]) -> bool:
    """Whether these words were said already, be it in another form ("inflated", "inflation") or in another order."""
    from rubrics.words import COMMON_STEMS, stems

    said = stems(heard)
    opened = {stem[:SAME_WORD] for stem in said if len(stem) >= SAME_WORD}
    telling = [stem for stem in stems([words]) if stem not in COMMON_STEMS]
    return bool(telling) and all(stem in said or stem[:SAME_WORD] in opened for stem in telling)


def _of_models(text: str, brief: Brief) -> Iterator[str]:
    own = own_words(text, brief)
    for pattern, name in (
        (_MARKUP, "markup"),
        (_SPEAKER, "a speaker's name"),
        (_ABOUT_ITSELF, "talk about yourself or the set-up"),
        (_ANSWER, "an answer instead of a question"),
    ):
        if (spoken := pattern.search(own)) and not _within(spoken.group(0), _told(brief)):
            yield f"{name} ({spoken.group(0).strip()!r})"
    if _foreign(own):
        yield "not in English"
    if (number := _invented(own, brief)) is not None:
        yield f"a number that nobody named ({number})"


def _unmet(text: str, brief: Brief) -> Iterator[str]:
    """What can be said of a whole text only."""
    own = own_words(text, brief)
    if brief.decided.move != "clarify":
        if "?" not in own and all(_STATEMENT.match(one) for one in re.findall(r"[^.!?:;]+", own) if one.strip()):
            yield "asks nothing"
        if (before := _asked_before(own, brief)) is not None:
            yield f"asked before in other words ({before[:80]!r})"


def own_words(text: str, brief: Brief) -> str:
    """The text without quotations of what was said in the round."""
    heard = _norm(" ".join(turn.text for turn in brief.turns))

    def drop(found: re.Match[str]) -> str:
        return '""' if _norm(found.group(1)) in heard else found.group(0)

    closed = re.sub(r"[\"“]([^\"“”]+)[\"”]", drop, text)
    return re.sub(r"“([^“”]*)$", drop, closed)  # still being quoted, while the reply comes in


def _public(brief: Brief) -> list[str]:
    """What was said or may be said without giving anything away."""
    aim = brief.criterion
    spoken = [*(turn.text for turn in brief.turns), *_told(brief), brief.question.prompt]
    return [*spoken, brief.outcome, brief.decided.note, brief.decided.said, *(aim.probes if aim else ())]


def _told(brief: Brief) -> list[str]:
    return [brief.facts[index].fact for index in brief.decided.facts if index is not None]


def _foreign(text: str) -> bool:
    words, english, _ = counted(text)
    return not_english(text) or (words >= FEWEST_ENGLISH and english == 0)


def _invented(text: str, brief: Brief) -> str | None:
    """The first number that is neither small nor in what was said or may be passed on."""
    from rubrics.words import numbers

    named = {value for heard in _public(brief) for value, _, _ in numbers(heard)}
    for value, start, end in numbers(text):
        small = value.is_integer() and 0 <= value <= SMALL and not _UNIT.match(text[end:])
        if value not in named and not small:
            return text[start:end]
    return None


def _asked_before(text: str, brief: Brief) -> str | None:
    from rubrics.words import stems

    mine = stems(_questions([text]))
    if len(mine) < FEWEST_STEMS:
        return None
    for asked in _questions(own_words(said, brief) for said in brief.said):
        theirs = stems([asked])
        if len(mine & theirs) >= ALIKE * len(mine | theirs):
            return asked
    return None


def _questions(texts: Iterable[str]) -> list[str]:
    """The sentences that end in a question mark."""
    return [found.strip() for text in texts for found in re.findall(r"[^.!?]+\?", text)]


def _within(words: str, texts: Iterable[str]) -> bool:
    """Whether these words, in this order, stand in one of the texts."""
    wanted = _norm(words)
    return bool(wanted) and any(f" {wanted} " in f" {_norm(text)} " for text in texts)


def _norm(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()
