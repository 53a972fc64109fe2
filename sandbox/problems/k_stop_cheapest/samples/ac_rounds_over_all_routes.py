def cheapest(n, routes, source, target, stops):
    far = float("inf")
    best = [far] * n
    best[source] = 0
    for _ in range(min(stops + 1, n - 1)):
        new = best.copy()
        for a, b, price in routes:
            if best[a] + price < new[b]:
                new[b] = best[a] + price
        if new == best:
            break
        best = new
    return -1 if best[target] == far else best[target]
