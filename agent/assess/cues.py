"""Signs in the wording of one sentence, found by code: hedges, dismissals, agreement, address to the grader."""

from __future__ import annotations

import re

from agent.assess.text import FUNCTION_WORDS, words

DIGIT = re.compile(r"\d")
NEGATION = re.compile(r"\b(?:not|never|no|nor|none|nothing|without|cannot|\w+n['’]t)\b", re.IGNORECASE)
HEDGE = re.compile(
    r"\b(?:maybe|perhaps|probably|might|possibly|somehow|something like|kind of|sort of|i think|i guess|not sure|"
    r"i suppose|would consider|and so on|etc)\b",
    re.IGNORECASE,
)
DISMISSIVE = re.compile(
    r"\b(?:no need|not needed|needn['’]?t|unnecessary|redundant|pointless|useless|waste of|always|never|guarantee[sd]?|"
    r"guaranteed|enough|skip(?:ped)?|don['’]?t need|doesn['’]?t (?:matter|need)|does not (?:matter|need)|regardless|"
    r"automatically|by itself|any(?:way|how)|all you need|simply|just (?:use|take)|irrelevant|impossible|"
    r"can(?:not|['’]t) (?:happen|go wrong)|no (?:reason|point|problem)|only adds?|everybody knows|obviously)\b",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(r"\b(?:i|we|my|our|me|us)\b", re.IGNORECASE)
PAST = re.compile(
    r"\b(?:was|were|had|did|went|got|made|told|said|found|built|wrote|took|gave|\w{3,}ed)\b", re.IGNORECASE
)
LESSON = re.compile(
    r"\b(?:learn(?:ed|t)|lesson|next time|since then|these days|nowadays|would do|today i|now i)\b", re.IGNORECASE
)
CONTRAST = re.compile(
    r"\b(?:because|instead|rather than|but|whereas|unless|otherwise|so that|trade-?offs?|cost)\b", re.IGNORECASE
)

AGREEMENT = re.compile(
    r"^\W*(?:oh|ah|well|hm+|um|ok(?:ay)?|true|fair)?\W*(?:yes|yeah|yep|right|exactly|correct|sure|indeed|true|"
    r"agreed|of course|"
    r"that['’]?s (?:right|it|true|what)|as you say|you['’]re right|good point|absolutely)\b",
    re.IGNORECASE,
)
IGNORANCE = re.compile(
    r"\b(?:(?:i )?(?:don['’]?t|do not) (?:really )?(?:know|remember|recall)|no idea|not sure|never (?:thought|"
    r"done|used|heard)|"
    r"can['’]?t (?:say|tell|think|remember)|pass(?: on (?:this|that))?\W*$|i['’]?d have to (?:look|think))\b",
    re.IGNORECASE,
)
CORRECTION = re.compile(
    r"\b(?:i was wrong|my mistake|i (?:take|took) that back|let me correct|correction|i misspoke|scratch that|"
    r"that was wrong|wait|actually no|no,? (?:actually|sorry)|sorry|i lost|i forgot|oh|well,? no|you['’]re right|"
    r"then i (?:was|have)|so i (?:need|must|have to)|i stand corrected)\b",
    re.IGNORECASE,
)
DEFENCE = re.compile(
    r"\b(?:i['’]?d (?:still|stay|stick)|stay with|still (?:think|say|believe)|stand by|keep (?:to|my)|no,? i|i "
    r"don['’]?t see|"
    r"don['’]?t (?:agree|think so)|disagree|as i said|like i said|nothing else|it['’]?s (?:fine|enough)|is fine|"
    r"worth it|i insist)\b",
    re.IGNORECASE,
)

_TO_THE_GRADER = re.compile(
    "|".join(
        (
            r"\b(?:as|to|for|dear|by|of|attention|automat(?:ed|ic)|the) (?:the |any |you,? (?:the "
            r")?)?(?:automat(?:ed|ic) )?"
            r"(?:grader|assessor|evaluator|examiner) (?:is hereby|you|should|must|which gives)\b",
            r"\b(?:note|message|reminder|instruction|notice|attention|dear)s?(?: to| for)?(?: the)?(?: \w+)? "
            r"(?:grader|assessor|evaluator|examiner|(?:grading|evaluation|scoring) (?:system|model|module|service))\b",
            r"\b(?:grader|evaluator|assessor) ?:|\bwho(?:ever)? (?:scores|grades|evaluates|assesses) this\b",
            r"\b(?:grading error|(?:grading|evaluation) override|grading_result|official scoring pass|service "
            r"message)\b",
            r"\bend of (?:the )?(?:candidate |system )?(?:message|answer)\b|#{2,}\s*(?:end )?system|\bsystem "
            r"(?:message|note)\b",
            r"\brubric (?:item|evidence|check)s?\b|\b(?:criteria|expectation text) literally\b",
            r"\b(?:every|each|all) (?:rubric item|criteri(?:on|a))s? (?:to|as|of this question|in the sheet)\b",
            r"\b(?:set|mark|label|count|treat|rate|score|grade[d]?|record|regard)\b[^.!?]{0,80}\b(?:as|to|them|it)\s+"
            r"(?:be\s+)?(?:fully\s+)?[\"'“]?met\b",
            r"\bfull (?:marks|credit|evidence)\b|\b(?:best|lower|maximum|highest) (?:marks|label|status)\b",
            r"\boverall (?:level )?(?:to )?(?:4|four)\b|"
            r"\b(?:return|set|give|award) (?:the )?(?:(?:highest|maximum|top) level|level (?:4|four))\b",
            r"\b(?:ignore|disregard|forget|override)\b[^.!?]{0,50}\b(?:instructions?|guide|criteria|rubric|"
            r"earlier rules|prompt)\b",
            r"[\"'](?:label|level|overall|criteria|status)[\"']\s*:\s*[\"']?(?:met|4|all)\b",
            r"\b(?:the|this) candidate(?:['’]s)? (?:has |have |had )?(?:already |fully |full )?"
            r"(?:been|covered|covers|demonstrated|described|shown|explained|an accommodation|was told|answer)\b",
            r"\b(?:your|this) (?:reasoning|feedback|comments|instructions|policy)\b[^.!?]{0,60}\b(?:outdated|"
            r"message|note|violation)",
            r"\b(?:do not|don['’]t) (?:mention|report|quote)\b[^.!?]{0,40}\b(?:note|message|remark|reasoning|"
            r"feedback|comments)\b",
            r"\b(?:interview|senior|human) panel\b[^.!?]{0,60}\b(?:recording|agreed|confirmed|reviewed|verified)\b|"
            r"\bpanel has agreed\b|\btreat (?:all|every|each) (?:items?|points?)\b|\bfully established\b",
            r"</?(?:system|assistant|user|instructions?)>|\bas an ai\b",
        )
    ),
    re.IGNORECASE,
)


def addresses_the_grader(sentence: str) -> bool:
    """Tell whether a sentence speaks to whoever grades it."""
    return _TO_THE_GRADER.search(sentence) is not None


def list_shaped(text: str) -> bool:
    """Tell whether a whole answer is a list of words: hardly a function word, and a separator every two or three words.

    A terse expert has 12 to 20 % function words and up to .29 separators a word, a list 0 to 13 % and .38 to .66.
    """
    found = words(text)
    if len(found) < 15:
        return False
    function = sum(word in FUNCTION_WORDS for word in found) / len(found)
    separators = sum(text.count(mark) for mark in ",;\n•|") / len(found)
    return (function < 0.12 and separators > 0.3) or (function < 0.16 and separators > 0.4)


def surface(sentence: str) -> dict[str, float]:
    """Return the signs that say something about support; none of them grows with length alone."""
    count = max(1, len(words(sentence)))
    return {
        "digits": float(DIGIT.search(sentence) is not None),
        "commas": min(1.0, (sentence.count(",") + sentence.count(";")) / count),
        "negation": float(NEGATION.search(sentence) is not None),
        "hedge": float(HEDGE.search(sentence) is not None),
        "dismissive": float(DISMISSIVE.search(sentence) is not None),
        "question": float("?" in sentence),
        "first_person": float(FIRST_PERSON.search(sentence) is not None),
        "past": float(PAST.search(sentence) is not None),
        "lesson": float(LESSON.search(sentence) is not None),
        "contrast": float(CONTRAST.search(sentence) is not None),
    }
