"""Level by level: all that is free to reach at one price is exhausted before the next price begins."""


def paid_links(n, links, source):
    free = [[] for _ in range(n)]
    paid = [[] for _ in range(n)]
    for a, b, price in links:
        (paid if price else free)[a].append(b)
    best = [-1] * n
    level, price = [source], 0
    while level:
        beyond = []
        while level:
            here = level.pop()
            if best[here] < 0:
                best[here] = price
                level.extend(free[here])
                beyond.extend(paid[here])
        level = beyond
        price += 1
    return best
