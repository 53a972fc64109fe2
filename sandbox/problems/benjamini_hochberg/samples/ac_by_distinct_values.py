from collections import Counter


def adjust(p_values, level):
    """Groups equal p-values: a group's rank is the number of p-values up to and including it."""
    groups = Counter(p for p in p_values if p == p)
    m = sum(groups.values())
    below, quotients = 0, []
    for p in sorted(groups):
        below += groups[p]
        quotients.append((p, p / below * m))
    adjusted, best = {}, 1.0
    while quotients:
        p, quotient = quotients.pop()
        best = quotient if quotient < best else best
        adjusted[p] = best
    answer = [adjusted.get(p, p) if p == p else p for p in p_values]
    return answer, [i for i, q in enumerate(answer) if q <= level]
