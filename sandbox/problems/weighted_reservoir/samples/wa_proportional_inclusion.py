def weighted_sample(stream, k, rng):
    """Enters with probability k w / W and pushes out a random one (Chao 1982): another distribution."""
    kept, total = [], 0.0
    for item, weight in stream:
        if weight <= 0 or k == 0:
            continue
        total += weight
        if len(kept) < k:
            kept.append(item)
        elif rng.random() < k * weight / total:
            kept[rng.randrange(k)] = item
    return kept
