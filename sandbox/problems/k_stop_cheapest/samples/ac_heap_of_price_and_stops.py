import heapq


def cheapest(n, routes, source, target, stops):
    """Dijkstra's algorithm over (depot, routes used); a depot is taken up again only with fewer routes than ever."""
    near = [[] for _ in range(n)]
    for a, b, price in routes:
        near[a].append((b, price))
    fewest = [n + 1] * n
    heap = [(0, 0, source)]
    while heap:
        paid, used, here = heapq.heappop(heap)
        if here == target:
            return paid
        if used >= fewest[here]:
            continue
        fewest[here] = used
        if used <= stops and used < n:
            for there, price in near[here]:
                if used + 1 < fewest[there]:
                    heapq.heappush(heap, (paid + price, used + 1, there))
    return -1
