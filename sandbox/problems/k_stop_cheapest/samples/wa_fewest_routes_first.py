from collections import deque


def cheapest(n, routes, source, target, stops):
    """Breadth-first search that enters each depot once."""
    near = [[] for _ in range(n)]
    for a, b, price in routes:
        near[a].append((b, price))
    seen, best = {source}, -1
    queue = deque([(source, 0, 0)])
    while queue:
        here, paid, used = queue.popleft()
        if here == target and (best < 0 or paid < best):
            best = paid
        if used <= stops:
            for there, price in near[here]:
                if there not in seen or there == target:
                    seen.add(there)
                    queue.append((there, paid + price, used + 1))
    return 0 if source == target else best
