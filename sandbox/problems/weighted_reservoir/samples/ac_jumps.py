import bisect
import math


def weighted_sample(stream, k, rng):
    """Sorted list of times; the weight to pass until the next winner is drawn instead of a key for each (A-ExpJ)."""
    kept = []
    if k <= 0:
        return []
    passed = jump = 0.0
    for number, (item, weight) in enumerate(stream):
        if not weight > 0:
            continue
        if len(kept) < k:
            bisect.insort(kept, (rng.expovariate(1.0) / weight, number, item))
            if len(kept) == k:
                passed, jump = 0.0, rng.expovariate(1.0) / kept[-1][0]
            continue
        passed += weight
        if passed < jump:
            continue
        # Given that it is below the limit, the time is exponential with its tail cut off.
        limit = kept[-1][0]
        u = rng.random()
        time = -math.log1p(u * math.expm1(-weight * limit)) / weight
        kept.pop()
        bisect.insort(kept, (time, number, item))
        passed, jump = 0.0, rng.expovariate(1.0) / kept[-1][0]
    return [item for _, _, item in kept]
