import math


def stability_index(reference, current, bins, smoothing):
    """Both samples sorted, one walk up the edges with a pointer each."""
    if min(len(reference), len(current), bins) < 1 or smoothing <= 0:
        raise ValueError("input")
    sides = [sorted(v for v in sample if v is not None and not v != v) for sample in (reference, current)]
    m, edges = len(sides[0]), []
    for j in range(1, bins):
        if m:
            edge = sides[0][(j * m + bins - 1) // bins - 1]
            if edges[-1:] != [edge]:
                edges.append(edge)
    size = len(edges) + 2
    index, at = [], [0, 0]
    for edge in [*edges, None]:
        pair = []
        for side, values in enumerate(sides):
            start = at[side]
            while at[side] < len(values) and (edge is None or values[at[side]] <= edge):
                at[side] += 1
            pair.append(at[side] - start)
        index.append(pair)
    index.append([len(reference) - len(sides[0]), len(current) - len(sides[1])])
    total = 0.0
    for old, new in index:
        q = (old + smoothing) / (len(reference) + size * smoothing)
        p = (new + smoothing) / (len(current) + size * smoothing)
        total += (p - q) * math.log(p / q)
    return total
