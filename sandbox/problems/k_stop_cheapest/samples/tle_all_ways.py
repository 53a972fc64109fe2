def cheapest(n, routes, source, target, stops):
    near = [[] for _ in range(n)]
    for a, b, price in routes:
        near[a].append((b, price))
    best = -1
    stack = [(source, 0, 0)]
    while stack:
        here, paid, used = stack.pop()
        if here == target:
            if best < 0 or paid < best:
                best = paid
            continue
        if used <= min(stops, n):
            for there, price in near[here]:
                if best < 0 or paid + price < best:
                    stack.append((there, paid + price, used + 1))
    return best
