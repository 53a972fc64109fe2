"""Words, stems and numbers of short English texts: just enough for the checks of this room."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_STOP = """
    a about above after again against all almost also although always am among an and another any anybody anyone
    anything are aren around as at away back be became because become been before being below between both but by
    came can cannot cant could couldn d did didn do does doesn doing don done down during each either else enough
    etc even ever every everybody everyone everything except far few for from further get gets getting give given
    gives go goes going gone got had hadn has hasn have haven having he hence her here hers herself him himself his
    how however i if in indeed instead into is isn it its itself just keep kept know knows last least less let lets
    like likely ll m made make makes making many may maybe me might mine more most mostly much must my myself near
    nearly need needs neither never next no nobody none nor not nothing now of off often oh ok on once one ones only
    onto or other others otherwise ought our ours ourselves out over own per perhaps quite rather re really s said
    same saw say says see seen several shall she should shouldn since so some somebody someone something sometimes
    still such t take taken takes tell than that the their theirs them themselves then there therefore these they
    thing things think this those though through thus to together too took toward towards two under until up upon us
    use used uses using ve very via want wanted wants was wasn way ways we well went were weren what whatever when
    where whether which while who whole whom whose why will with within without won would wouldn yes yet you your
    yours yourself
"""
_COMMON = """
    able accept access account achieve across act action add address affect age agree ahead ai aim allow alone
    amount answer anyway api app appear apply approach april area argue arrive article aspect assume assumption
    august author autumn average bad balance base baseline basic basis batch begin behave behaviour believe benefit
    best better big bit board body book boss bottom bound box break bring budget bug build business button buy call
    candidate capacity care careful case catch cause cell centre certain chain chance change chapter character check
    child choice choose chosen city claim class clean clear click client close cluster code colleague collect column
    combine come comment common company compare complete complex compute concern concrete condition confirm connect
    consider constant constraint contain content context continue control convince copy correct cost count country
    couple course cover cpu create critical current curve customer cut daily data dataset date day deal december
    decide decision deep default define definition degree delay deliver demand depend deploy depth describe design
    detail detect develop device differ difference different difficult direct direction disagree discuss distance
    distribution divide document dollar door double doubt draw drive drop due early easy edge effect effort eight
    element email employee empty end engineer enter entire entry equal error estimate eu euro evaluate event
    evidence exact examine example exceed exist exit expect expensive experience experiment explain explicit express
    extra eye face fact factor fail failure fair fall false fast fault favour feature february feed feedback feel
    field fifty figure file fill final find fine finish first fit five fix flag flow focus follow force forecast
    forget form formula forward four fraction free frequency frequent friday friend front full function future gain
    game general generate goal good gpu graph great ground group grow guard guess guide half hand handle happen hard
    harm head hear heavy held help hidden high hold home hope hour house human hundred id idea identify ignore image
    imagine impact important improve include increase independent index indicate individual inference influence
    inform information initial input inside interest internal interval interview invest involve issue item january
    job join judge july june key kind kpi label lack language large late latency launch layer lead learn leave left
    length lesson level lie life limit line list little live load local log long look lose loss lot low machine main
    maintain major man manage manager march mark market match matter maximum mean meaning means measure measurement
    mechanism media meet member memory mention message method metric middle million mind minimum minute miss mistake
    mix ml mle model moment monday money monitor month morning move movie multiple name narrow natural nature
    network new nice night nine node noise normal note notice november number object objective observe occur october
    offer office offline old online open operate opinion opposite option order os outcome output outside overall
    page pair paper parallel parameter part partner pass past path pattern pay pc people percent perform performance
    period person phase phone phrase pick picture piece place plan play please plus point policy poor popular
    population position positive possible post power practice precise predict prediction prefer prepare present
    press pressure prevent previous price principle prior private probability problem process produce product
    production programme project promise prompt proper property propose protect prove provide pull purpose push put
    qa quality quantity quarter query question quick random range rank rare rate ratio reach react read ready real
    reason receive recent record reduce refer refuse regard region relate relation release relevant rely remain
    remember remove repeat replace report represent request require research resource respond response rest result
    return reveal review right rise risk role room root round row rule run safe sample saturday save scale school
    score screen search season second section seem segment select sell send sense separate september sequence series
    serious serve server service session set seven shape share shift ship short show side sign signal significant
    similar simple simulate single site situation six size skill slow small social solution solve sort sound source
    space speak special specific speed spend split spot spread spring sql stage stakeholder stand standard start
    state statement statistic stay step stop storage store story strategy street strong structure student study
    stuff style subject success sudden suggest suitable sum summer sunday support suppose sure surface surprise
    survey switch system table talk target task team technical technique ten term test text thank third thirty
    thousand three threshold throw thursday tie time tiny title today tool top topic total touch track trade
    tradeoff traffic train training treat treatment trend trial trick trip trouble true trust truth try tuesday tune
    turn tv twelve twenty twice type typical ui uk uncertain understand unit unknown unusual update upper url usa
    user usual valid validate validation value variable variant variation vary vector version video view visible
    visit visitor volume wait walk wall warn waste watch weak wear wednesday week weigh weight width win window
    winter wish woman wonder word work worker world worry worse worst worth write wrong year yesterday young zero
"""

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:_[^\W_]+)*")
_NUMBER = re.compile(
    r"(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)(?!,\d)|(?<![\w.,])\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\d])"
)


STOP_WORDS = frozenset(_STOP.split())
"""Words of grammar; they carry nothing."""


def stem(word: str) -> str:
    """A light stem: lower case, without plural, -ed, -ing, -ly; words of up to three letters stay as they are."""
    low = word.lower()
    if len(low) <= 3:
        return low
    for ending, rest in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("ly", "")):
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            low = low[: -len(ending)] + rest
            break
    else:
        if low.endswith("s") and not low.endswith(("ss", "us", "is")):
            low = low[:-1]
    if len(low) > 3 and low[-1] == low[-2] and low[-1] not in "lsz":
        low = low[:-1]
    return low.removesuffix("e") if len(low) > 3 else low


COMMON_STEMS = frozenset(stem(word) for word in _COMMON.split())
"""Stems that anybody uses in talk about machine learning and work: alone they give nothing away."""


@dataclass(frozen=True)
class Word:
    """One content word where it stands."""

    text: str
    stem: str
    start: int
    end: int


def content_words(text: str) -> list[Word]:
    """The words of `text` that are no stop words, in order; hyphenated words count as several."""
    return [
        Word(match[0], stem(match[0]), match.start(), match.end())
        for match in _WORD.finditer(text)
        if match[0].lower() not in STOP_WORDS
    ]


def stems(texts: Iterable[str]) -> frozenset[str]:
    """The stems of all content words of all texts."""
    return frozenset(word.stem for text in texts for word in content_words(text))


def numbers(text: str) -> list[tuple[float, int, int]]:
    """The numbers written in digits: (value, start, end). A percent sign is not taken into account."""
    return [(float(match[0].replace(",", "")), match.start(), match.end()) for match in _NUMBER.finditer(text)]


def likeness(left: str, right: str) -> float:
    """Jaccard index of the content stems of two texts, 0 to 1; two texts without any count as unlike."""
    a, b = stems([left]), stems([right])
    return len(a & b) / len(a | b) if a or b else 0.0
