import math


def weighted_sample(stream, k, rng):
    keyed = [(math.log(1 - rng.random()) / weight, number, item) for number, (item, weight) in enumerate(stream) if weight > 0]
    keyed.sort(reverse=True)
    return [item for _, _, item in keyed[:k]]
