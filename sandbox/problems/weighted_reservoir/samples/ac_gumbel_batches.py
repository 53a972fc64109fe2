import math


def weighted_sample(stream, k, rng):
    """Gumbel keys log(weight) + g; kept in batches that are cut back to the k best by sorting."""
    batch = []
    number = 0
    for item, weight in stream:
        if weight == 0 or k == 0:
            continue
        number += 1
        time = rng.expovariate(1.0)
        while time == 0.0:
            time = rng.expovariate(1.0)
        batch.append((math.log(time) - math.log(weight), number, item))
        if len(batch) >= 4 * k + 100:
            batch.sort()
            del batch[k:]
    batch.sort()
    return [item for _, _, item in batch[:k]]
