"""A way that costs as much as the sentinel is taken for none."""


def cheapest(n, routes, source, target, stops):
    out = [[] for _ in range(n)]
    for a, b, price in routes:
        out[a].append((b, price))
    best = {source: 0}
    front = {source: 0}
    for _ in range(min(stops + 1, n - 1)):
        reached = {}
        for here, paid in front.items():
            for there, price in out[here]:
                total = paid + price
                if (there not in best or total < best[there]) and (there not in reached or total < reached[there]):
                    reached[there] = total
        if not reached:
            break
        best.update(reached)
        front = reached
    return best[target] if best.get(target, 10**17) < 10**17 else -1
