def weighted_sample(stream, k, rng):
    """k separate races for one place: the same example can win several."""
    k = min(k, 40)
    kept, total, count = [None] * k, 0.0, 0
    for number, (item, weight) in enumerate(stream):
        if weight <= 0:
            continue
        count += 1
        total += weight
        for place in range(k):
            if rng.random() * total < weight:
                kept[place] = (number, item)
    return [pair[1] for pair in kept if pair is not None][:count]
