"""What is said about the talk and not about the matter: not knowing, anger, asking what was meant. Pure patterns.

The interviewer answers such words; the assessor takes none of them for evidence.
"""

from __future__ import annotations

import re

NOT_KNOWING = re.compile(
    r"\b(i (really |honestly |just )?(do not|don['’]?t|dunno) (really )?(know|remember)|no idea|"
    r"i(['’]?m| am) (really )?(not sure|lost|stuck)|idk|no clue|can['’]?t (recall|remember)|i give up|"
    r"i(['’]ve| have) never (really )?(used|done|heard))\b",
    re.IGNORECASE,
)
ANGER = re.compile(
    r"\b(this (whole thing |interview |question )?is (just |really |such )?(a |an )?(complete |total )?"
    r"(stupid|ridiculous|bullshit|waste of|dumb|nonsense|absurd|joke)|(stupid|ridiculous|dumb) (question|interviewer|"
    r"bot|interview)|(interview|question) is (so |just |really )?(stupid|ridiculous|dumb)|fuck\w*|screw (you|this)|"
    r"wasting my time|are you (kidding|serious)|you (do not|don['’]?t) even listen|"
    r"you(['’]| a)re (useless|an idiot|not (even )?listening))\b",
    re.IGNORECASE,
)
ASKS_MEANING = re.compile(
    r"\b(what|how) do you mean\b|\b(could|can) you (please )?(rephrase|repeat|explain|clarify|say)\b|"
    r"\b(say|put) (that|it) (again|differently|more precisely)\b|\bof what\s*\?|\bin (what|which) sense\b|"
    r"\b(don['’]?t|do not|didn['’]?t|did not) (quite |really )?(understand|get|follow) (the|your|that|what)\b|"
    r"\bwhat exactly (are you asking|do you want|is the question)\b|\bwhich \w+ do you mean\b|"
    r"\byou (have not|haven['’]?t|never|still) [^.!?]*\b(answer\w*|listen\w*)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[\d\"“”]|\b(i would|i['’]d|we would|we['’]d|probably|maybe|i guess|people do)\b", re.IGNORECASE)
LONGEST = 10
"""Words; a longer sentence with such words says something beside them."""


def about_the_talk(sentence: str) -> bool:
    """Whether a sentence says only that one does not know or is upset, or speaks to the interviewer."""
    if len(sentence.split()) > LONGEST or _GOES_ON.search(sentence):
        return False
    return any(pattern.search(sentence) for pattern in (NOT_KNOWING, ANGER, ASKS_MEANING))
