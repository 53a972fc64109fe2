def drive(candidate, weights, rng, count):
    """The table and `count` draws."""
    sampler = candidate(weights)
    if count < 0:
        return [sampler.draw(rng) for _ in range(-count)]
    return [sampler.table(), [sampler.draw(rng) for _ in range(count)]]
