import sys


def touching_groups(discs):
    """Groups by a recursive search over squares, with the recursion limit as it is."""
    side = max(1, 2 * max((r for _, _, r in discs), default=1))
    squares = {}
    for number, (x, y, _) in enumerate(discs):
        squares.setdefault((x // side, y // side), []).append(number)
    group = [-1] * len(discs)

    def spread(number, first):
        group[number] = first
        x, y, r = discs[number]
        for right in (-1, 0, 1):
            for up in (-1, 0, 1):
                for other in squares.get((x // side + right, y // side + up), ()):
                    u, v, s = discs[other]
                    if group[other] < 0 and (x - u) ** 2 + (y - v) ** 2 <= (r + s) ** 2:
                        spread(other, first)

    for number in range(len(discs)):
        if group[number] < 0:
            spread(number, number)
    return group
