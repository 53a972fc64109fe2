from collections import Counter


def trending(items, window, k):
    counts = Counter()
    answers = []
    for place, item in enumerate(items):
        counts[item] += 1
        if place >= window:
            gone = items[place - window]
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
        answers.append([item for item, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:k]])
    return answers
