def drive(candidate, stream, k, rng):
    """`stream`: pairs, or a number n for n made-up examples (i, 1 + i % 3)."""
    pairs = ((i, 1.0 + i % 3) for i in range(stream)) if type(stream) is int else (tuple(pair) for pair in stream)
    return candidate(pairs, k, rng)
