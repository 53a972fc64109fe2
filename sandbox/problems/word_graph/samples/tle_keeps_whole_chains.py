def word_chain(start, goal, words):
    """All shortest chains, then the smallest."""
    known = set(words)
    if start == goal:
        return [start]
    if goal not in known:
        return None
    known.discard(start)
    chains = [[start]]
    while chains:
        found = [chain for chain in chains if chain[-1] == goal]
        if found:
            return min(found)
        longer = []
        for chain in chains:
            word = chain[-1]
            for place in range(len(word)):
                for letter in "abcdefghijklmnopqrstuvwxyz":
                    near = word[:place] + letter + word[place + 1 :]
                    if near in known:
                        longer.append([*chain, near])
        known -= {chain[-1] for chain in longer}
        chains = longer
    return None
