import math


def weighted_sample(stream, k, rng):
    kept = []
    for number, (item, weight) in enumerate(stream):
        if weight <= 0:
            continue
        kept.append((math.log(1 - rng.random()) / weight, number, item))
        if len(kept) > k:
            kept.remove(min(kept))
    return [item for _, _, item in kept]
