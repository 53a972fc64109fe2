"""Whether a text is in English: function words and scripts, no model. The assessor reads nothing else."""

from __future__ import annotations

import re

OTHER_SCRIPT = 0.2
"""Share of letters beyond the Latin and Greek alphabets (Greek stands for symbols) from which a text is not English."""
FEWEST_WORDS = 3

ENGLISH = frozenset(
    "the a an of to in is are was were do does did you your what how why which when where who would could should can "
    "that this it and or for with on at from by if not have has had be there then about me my i we let say said so as "
    "but because than they their its will each per no yes more most just".split()
)
OTHER = (
    frozenset(
        # German
        "der das und nicht ist wie sie ein eine einen einem mit für auf zu zum zur den dem ich mir mich wir einfach "
        "bitte auch oder aber dann wenn weil wird werden würde sind kann nur noch nach bei vom über keine gib sag "
        # Spanish, Portuguese
        "que el los las una por como qué para del le se es no lo la un su más pero yo dame dime cada entre hay está "
        "não uma um com os as mas você eu dos das em ao "
        # French
        "les des est pas vous une dans quel quelle votre comment et je du ce cette sur avec pour donne moi qui sont "
        # Italian
        "il della che di non sono gli è ho per con nel alla dimmi anche questo "
        # Dutch, Swedish, Danish
        "een het van hoe niet ik dat zijn voor maar och att det som är inte jag en på med til og af "
        # Polish, Czech
        "nie się jest na że czy jak tak bym w z dla jako by je bych a se že jsem ale pro ve také "
        # Turkish, Indonesian, Vietnamese
        "bir ve bu için ne ile çok yang dan untuk dengan ini tidak saya là và của không cho tôi các một".split()
    )
    - ENGLISH
    - {"as", "a", "no", "per", "con", "en", "et", "se", "es", "di", "w", "z", "ne", "na", "by", "des", "le", "la"}
)
"""Function words of other languages; what stands in English texts and formulas too is left out."""

_WORD = re.compile(r"[^\W\d_]+")


def counted(text: str) -> tuple[int, int, int]:
    """Words of a text, English function words among them, and those of other languages."""
    words = _WORD.findall(text.lower())
    return len(words), sum(word in ENGLISH for word in words), sum(word in OTHER for word in words)


def in_another_script(text: str) -> bool:
    """Whether many letters are neither Latin nor Greek."""
    letters = [letter for letter in text if letter.isalpha()]
    beyond = sum(ord(letter) > 0x24F and not 0x370 <= ord(letter) <= 0x3FF for letter in letters)
    return beyond > OTHER_SCRIPT * len(letters)


def not_english(text: str) -> bool:
    """Whether a text is in another language. A list of terms, code or a formula is in none, and so passes."""
    if in_another_script(text):
        return True
    words, english, other = counted(text)
    return words >= FEWEST_WORDS and other > english
