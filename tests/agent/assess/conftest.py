from __future__ import annotations

import pytest

from agent.assess import Assessor
from agent.assess.tuned import load_tuned
from corpus.encoder import MiniLM
from rubrics.schema import Question

ROLLOUT = {
    "id": "rollout",
    "topic": "serving_feature_stores_monitoring",
    "kind": "system_design",
    "prompt": "A new spam filter scored better offline. How do you bring it to production, and how do you keep it healthy?",
    "criteria": [
        {
            "id": "canary",
            "name": "Gradual release",
            "weight": 3,
            "expectation": "Releases gradually: shadow traffic first, then a small share of users, with a quick way back.",
            "evidence": [
                "It first scores live mail in the shadow without acting on it.",
                "One percent of the mailboxes get it, then ten, then all.",
                "A flag switches back to the old filter within a minute.",
            ],
            "misconceptions": ["If the offline score is better, it can be switched on for everybody at once."],
        },
        {
            "id": "drift",
            "name": "Watching for drift",
            "weight": 2,
            "expectation": "Watches the distributions of inputs and scores for drift and says what triggers an alarm.",
            "evidence": [
                "I compare the histogram of scores with last week's.",
                "An alarm rings when the population stability index is above 0.2 for two days.",
                "Spammers change their wording, so the features move.",
            ],
            "misconceptions": ["A model that was good once stays good, so monitoring is not needed."],
        },
        {
            "id": "labels",
            "name": "Where labels come from",
            "weight": 2,
            "expectation": "Explains where fresh labels come from and how late or biased they are.",
            "evidence": [
                "Users press the spam button, but only on what reached the inbox.",
                "We let a random half percent through to see what would have been blocked.",
                "Reports come in days later.",
            ],
            "misconceptions": [],
        },
        {
            "id": "latency",
            "name": "Latency at serving time",
            "weight": 1,
            "expectation": "Gives a latency budget at a percentile and how it is kept.",
            "evidence": [
                "99 percent of mails must be scored within 50 milliseconds.",
                "Mails are scored in small batches on the CPU.",
                "If the model is late, the old rules decide.",
            ],
            "misconceptions": ["The mean latency is all one needs to look at."],
        },
    ],
    "second_angle": {
        "prompt": "And what if mails are in forty languages?",
        "criteria": [
            {
                "id": "languages",
                "name": "Languages",
                "weight": 2,
                "expectation": "Measures quality language by language and shares one multilingual encoder.",
                "evidence": [
                    "I report precision for each language.",
                    "One multilingual encoder serves all of them.",
                    "Small languages borrow from the large ones.",
                ],
            },
            {
                "id": "translation",
                "name": "Translating first",
                "weight": 1,
                "expectation": "Weighs translating every mail first against its cost.",
                "evidence": [
                    "Translating every mail costs more than filtering it.",
                    "Translation would lose the odd spellings that give spam away.",
                    "Only doubtful mails would be translated.",
                ],
            },
        ],
    },
}

DICE = {
    "id": "dice",
    "topic": "probability_sampling_random_walks",
    "kind": "statistics",
    "prompt": "You roll two fair dice. What is the probability that the sum is 7?",
    "criteria": [
        {
            "id": "value",
            "name": "The probability",
            "weight": 3,
            "expectation": "The probability of a sum of seven is one sixth.",
            "evidence": [
                "Six of the 36 outcomes have the sum seven.",
                "Whatever the first die shows, one face of the second completes seven.",
                "The chance of seven is 6/36.",
            ],
            "misconceptions": ["There are eleven sums, so each has one eleventh."],
            "numeric": [{"name": "probability of seven", "value": 0.16667, "tolerance": 0.001, "forms": ["one sixth"]}],
        },
        {
            "id": "check",
            "name": "A check",
            "weight": 1,
            "expectation": "Checks the result by simulation or by adding all probabilities to one.",
            "evidence": [
                "All eleven probabilities add up to one.",
                "I would simulate a million rolls.",
                "By symmetry about seven it is the most likely sum.",
            ],
        },
    ],
}

STRONG = (
    "I let the new filter score live mail in the shadow for a week without acting on it, then give it to one percent of the "
    "mailboxes, then ten, and a flag takes us back to the old filter within a minute. Every day I compare the histograms "
    "of features and scores with last month's, and an alarm rings when the stability index stays above 0.2 for two days. "
    "Fresh labels come from the spam button, days late and only for what reached the inbox, so half a percent of mail "
    "passes at random. 99 percent of mails have to be scored within 50 milliseconds, otherwise the old rules decide."
)


@pytest.fixture(scope="session")
def encoder() -> MiniLM:
    return load_tuned()


@pytest.fixture(scope="session")
def rollout() -> Question:
    return Question.model_validate(ROLLOUT)


@pytest.fixture(scope="session")
def dice() -> Question:
    return Question.model_validate(DICE)


@pytest.fixture(scope="session")
def assessor(rollout: Question, encoder: MiniLM) -> Assessor:
    return Assessor(rollout, encoder=encoder)


@pytest.fixture(scope="session")
def strong() -> str:
    return STRONG
