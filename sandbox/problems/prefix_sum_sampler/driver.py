def drive(candidate, weights, rng, count, by_turns=False):
    """The picks; the caller's list is emptied after the constructor. `by_turns`: two pickers share the generator."""
    given = list(weights)
    picker = candidate(given, rng)
    if given != weights:
        return "the constructor changed the list of weights"
    given.clear()
    if not by_turns:
        return [picker.pick() for _ in range(count)]
    other = candidate(list(reversed(weights)), rng)
    picks = []
    for _ in range(count):
        picks.append(picker.pick())
        picks.append(len(weights) - 1 - other.pick())
    return picks
