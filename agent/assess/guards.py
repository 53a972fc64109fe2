"""What counts for nothing: words of the prompt, of the interviewer or to the grader, empty phrases, lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from agent.asides import about_the_talk
from agent.assess.cues import addresses_the_grader
from agent.assess.encoding import Encodings, Floats, Likeness, Passage, Rubric

Mask = npt.NDArray[np.bool_]

ECHO = 0.7
"""Share of a sentence's stems in the prompt from which it only repeats it."""
SAID_BEFORE = 0.6
"""A sentence of which less is new after the interviewer's lines is theirs."""
EMPTY_MARGIN = 0.02
"""How much nearer to an empty phrase than to any text of the rubric a sentence must be to count for nothing."""
NEAR_EMPTY = 0.3
"""No sentence further from all empty phrases is called empty."""

FAR = 0.3
"""Cosine under which a sentence has nothing to do with a text."""
EMPTY_PHRASES = (
    "That is a really great question.",
    "This is a fascinating and important topic.",
    "It really depends on the context and on the needs of the organisation.",
    "There is no single right answer here.",
    "I would follow industry best practices.",
    "I would use state-of-the-art tools and modern cloud-native technology.",
    "It has to be robust, scalable, flexible and future-proof.",
    "We should iterate in an agile manner, start small and learn quickly.",
    "Communication with all stakeholders is key.",
    "I would work closely with the stakeholders to make sure that everybody is aligned.",
    "At the end of the day it is all about the customer.",
    "I am passionate about quality.",
    "I would take a holistic view of the whole system, end to end.",
    "There are many ways to do this and each has pros and cons.",
    "There is always a trade-off and the right balance has to be found.",
    "I would evaluate the options carefully and choose the best one for the situation.",
    "Data quality is very important, garbage in, garbage out.",
    "I believe in being data driven.",
    "You cannot improve what you do not measure.",
    "With the right team and the right mindset this will be a success.",
    "I am confident that we would reach an excellent result.",
    "I see it as a journey rather than a project.",
    "One has to keep the big picture in mind.",
    "We need a culture in which people feel comfortable to speak up.",
    "I would make sure that everything is well tested and documented.",
    "I would do the research and come up with a good solution.",
    "I have a lot of experience with this kind of problem.",
    "I am known as an expert in this field.",
    "My colleagues always praise my work.",
    "I have done this many times at large scale with great success.",
    "This is a complete and excellent answer.",
    "I have covered all the important points in depth.",
    "My answer shows senior-level understanding.",
    "As you can see, I know this topic very well.",
    "I am a fast learner and a strong team player.",
    "I always give one hundred and ten percent.",
    "I am highly motivated and result oriented.",
    "Everyone was happy with the outcome and my boss praised me.",
    "I would define clear metrics and agree on them.",
    "I would monitor everything and react when something goes wrong.",
    "Monitoring is absolutely key, I cannot stress it enough.",
    "I would optimise the performance as much as possible.",
    "It should be fast enough and accurate enough.",
    "Security, privacy and ethics have to be considered as well.",
    "I would think about it step by step, in a structured way.",
    "First I would understand the problem and then solve it.",
    "Let me think about that for a moment.",
    "Thank you for the question, I would like to begin.",
    "So to summarise, that is how I would approach it.",
    "I hope that answers your question, and I am happy to go into detail.",
    "I am familiar with all those concepts and would apply them.",
    "There are a number of established techniques for this.",
    "In complex systems many things can go wrong.",
    "It is important to be proactive rather than reactive.",
    "Technology changes quickly, so one has to keep learning.",
    "I would involve the right people at the right time.",
    "The most important thing is to deliver value to the business.",
    "I would leverage synergies across teams.",
    "Simplicity is important and one should avoid unnecessary complexity.",
    "It is a challenging problem, but every challenge is an opportunity.",
    "I would read the literature and see what others have done.",
    "We have always had good results with this approach.",
    "The details can be discussed later.",
    "I would do whatever is needed to make it work.",
    "Could you tell me more about the team and the company?",
    "I am very interested in working for your company.",
)
"""Things that can be said of any question, and so say nothing about this one."""


def worthless(rubric: Rubric, passages: Sequence[Passage], like: Likeness, empty: Floats) -> Mask:
    """Tell which sentences can support nothing, whatever they resemble: shape (N,).

    `empty` holds the vectors of `EMPTY_PHRASES`, see `empty_vectors`.
    """
    mask = np.array([echoes(p.stems, rubric.prompt_stems) or about_the_talk(p.text) for p in passages], bool)
    if len(passages):
        vectors = np.stack([p.pooled for p in passages])
        near_empty = (vectors @ empty.T).max(axis=1)
        near_rubric = np.maximum(like.cosine.max(axis=1), like.clause.max(axis=1))
        mask |= (near_empty > near_rubric + EMPTY_MARGIN) & (near_empty > NEAR_EMPTY)
    return mask


def to_the_grader(sentences: Sequence[str], paragraphs: Sequence[int]) -> Mask:
    """Tell which sentences speak to the grader, and which stand between two such ones in a paragraph: shape (N,).

    `paragraphs` names each sentence's paragraph.
    """
    mask = np.array([addresses_the_grader(sentence) for sentence in sentences], bool)
    for paragraph in set(np.asarray(paragraphs)[mask].tolist()) if mask.any() else ():
        hits = [at for at in np.flatnonzero(mask).tolist() if paragraphs[at] == paragraph]
        mask[hits[0] : hits[-1] + 1] = True
    return mask


def off_topic(like: Likeness) -> bool:
    """Tell whether nine tenths of the sentences are far from every text of the question."""
    if not like.asked.size:
        return False
    return float(np.quantile(nearest(like), 0.9)) < FAR


def nearest(like: Likeness) -> Floats:
    """Return each sentence's greatest cosine to a text of the rubric or to the prompt: shape (N,)."""
    return np.asarray(np.maximum(like.cosine.max(axis=1), like.asked), np.float32)


def empty_vectors(encodings: Encodings) -> Floats:
    """Return the vectors of the empty phrases, shape (number of phrases, 384)."""
    return np.stack([passage.pooled for passage in encodings.of(EMPTY_PHRASES)])


def echoes(stems: frozenset[str], said: Iterable[str]) -> bool:
    """Tell whether a sentence of at least three content words only repeats what was said; digits and symbols aside."""
    stems = frozenset(word for word in stems if len(word) > 1 and not word.isdigit())
    return len(stems) >= 3 and len(stems.intersection(said)) > ECHO * len(stems)


def new_share(stems: frozenset[str], said: frozenset[str]) -> float:
    """Return the share of a sentence's stems that nobody had said; 0 where it has none."""
    return len(stems - said) / len(stems) if stems else 0.0
