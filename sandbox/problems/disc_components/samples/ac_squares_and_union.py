def touching_groups(discs):
    n = len(discs)
    parent = list(range(n))

    def find(a):
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    side = max(1, 2 * max((r for _, _, r in discs), default=1))
    cells = {}
    for number, (x, y, r) in enumerate(discs):
        cell = (x // side, y // side)
        for right in (-1, 0, 1):
            for up in (-1, 0, 1):
                for other in cells.get((cell[0] + right, cell[1] + up), ()):
                    u, v, s = discs[other]
                    if (x - u) ** 2 + (y - v) ** 2 <= (r + s) ** 2:
                        a, b = find(number), find(other)
                        if a != b:
                            parent[max(a, b)] = min(a, b)
        cells.setdefault(cell, []).append(number)
    return [find(number) for number in range(n)]
