"""Squares of twice the largest radius in a map; each pair of squares side by side is compared once; union-find."""


def touching_groups(discs):
    parent = list(range(len(discs)))

    def find(a):
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    side = max(1, 2 * max((disc[2] for disc in discs), default=0))
    squares = {}
    for number, (x, y, r) in enumerate(discs):
        squares.setdefault((x // side, y // side), []).append((number, x, y, r))
    for (column, row), members in squares.items():
        near = []
        for place in ((column + 1, row), (column - 1, row + 1), (column, row + 1), (column + 1, row + 1)):
            near.extend(squares.get(place, ()))
        for place, (number, x, y, r) in enumerate(members):
            for other, u, v, s in (*members[place + 1 :], *near):
                if (x - u) * (x - u) + (y - v) * (y - v) <= (r + s) * (r + s):
                    a, b = find(number), find(other)
                    # The smaller number stays the root, so roots are the answer.
                    if a < b:
                        parent[b] = a
                    else:
                        parent[a] = b
    return [find(number) for number in range(len(discs))]
