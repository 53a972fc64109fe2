def cheapest(n, routes, source, target, stops):
    """From the target back: the least price to get there with r routes or fewer, a table of two rows."""
    into = {}
    for a, b, price in routes:
        if a != b:
            into.setdefault((a, b), []).append(price)
    best = {target: 0}
    arcs = sorted((b, a, min(prices)) for (a, b), prices in into.items())
    for _ in range(min(stops, n) + 1):
        more = dict(best)
        for b, a, price in arcs:
            if b in best and best[b] + price < more.get(a, best[b] + price + 1):
                more[a] = best[b] + price
        if more == best:
            break
        best = more
    return best[source] if source in best else -1
