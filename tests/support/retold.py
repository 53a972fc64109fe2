"""Stories of the bank's exemplars told once more, in other words and for another question. Some figures differ."""

from __future__ import annotations

RETOLD: dict[str, str] = {
    "beh_convince_sceptic": (
        "I think of leadership without a title here. We had a forecast for fruit and vegetables at a wholesaler, and the "
        "people who order simply typed over it, four times out of five. I took a week of mornings at their desks. One of "
        "them, Günter, explained that holidays threw the model off and that nobody protected a buyer who followed it. I "
        "changed the features for holidays, gave them a box to enter that a road is closed, and showed a range. After "
        "that both sides wrote down a number every evening for a month. The head of purchasing wanted to force it and I "
        "said no. In the end waste went from 6.1 to 4.9 percent and overrides were down to 27 percent."
    ),
    "beh_measured_impact": (
        "A conflict: I didn't want the full route optimiser that our head of operations liked. For a courier I had built "
        "a model of when people are at home. In a ride-along week I saw that drivers ignore the order anyway. Karin, our "
        "dispatcher, rewrote the screen with me. We drew half of the tours of each depot at random, and first-attempt "
        "delivery went from 82 to 87 percent, while control tours rose, too, because a retailer had moved to evening "
        "slots. I also refused to buy address data. He accepted it after the six-week test."
    ),
    "beh_disagreed_with_decision": (
        "I had to influence my lead Ana, at a travel site. She was for hourly retraining of ranking before the season, "
        "which would have been 108,000 euros a month. I replayed logs with models of different age and there was no "
        "difference in NDCG. It was stale availability that made us show sold-out hotels, so I suggested to refresh "
        "these features every five minutes. We settled on four-hourly pipelines and a review in August, and complaints "
        "fell from 340 to 60 a month."
    ),
    "beh_missed_commitment": (
        "My failure was a date. I named the fifteenth of April for a fraud classifier in nine countries without asking "
        "how long the label vendor takes. The campaign team planned their spring with it. I noticed in March and waited "
        "for six days before I told Lena. We went live in five countries that have most of the volume and the others "
        "came 37 days late; the campaign earned 94,000 euros and not 130,000. I give ranges today, and I look at a "
        "thousand rows of merchant codes first."
    ),
    "beh_own_failure": (
        "Let me tell you how I handle changing circumstances. After the pandemic I cut the history that our bakery "
        "forecast is trained on to half a year. It was ahead in backtesting. Easter wasn't in there, and the shops "
        "ordered a third too much bread for nine days until a manager of a shop called. I switched back within the "
        "hour, phoned purchasing, and the food bank took the pallets. Waste was 75,000 euros instead of 12,000. Now "
        "there is a gate that replays the worst weeks, and it stopped a candidate before Christmas."
    ),
}
"""By the question whose strong exemplar tells the story."""
