def touching_groups(discs):
    """Sorted by x; whatever is near in x is compared."""
    parent = list(range(len(discs)))

    def find(a):
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    order = sorted(range(len(discs)), key=lambda number: discs[number][0])
    reach = 2 * max((r for _, _, r in discs), default=0)
    first = 0
    for place, number in enumerate(order):
        x, y, r = discs[number]
        while discs[order[first]][0] < x - reach:
            first += 1
        for other in order[first:place]:
            u, v, s = discs[other]
            if (x - u) ** 2 + (y - v) ** 2 <= (r + s) ** 2:
                a, b = find(number), find(other)
                parent[max(a, b)] = min(a, b)
    return [find(number) for number in range(len(discs))]
