def drive(candidate, k, rng, stream, asks=(), digits=0):
    """Samples after the counts `asks` of items and at the end, twice each. `stream`: items, or a number n for 0 to n - 1.

    `digits`: with a number n, the items are strings of so many digits instead of ints.
    """
    reservoir = candidate(k, rng)
    samples = []

    def ask():
        first = reservoir.sample()
        samples.append(list(first) if type(first) is list else first)
        if type(first) is list:
            first.reverse()
            first.append("changed by the caller")
        samples.append(reservoir.sample())

    if 0 in asks:
        ask()
    items = range(stream) if type(stream) is int else stream
    if digits:
        items = (f"{number:0{digits}}" for number in items)
    for count, item in enumerate(items, 1):
        if reservoir.add(item) is not None:
            return "add must return None"
        if count in asks:
            ask()
    ask()
    return samples
