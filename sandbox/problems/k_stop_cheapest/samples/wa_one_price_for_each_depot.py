import heapq


def cheapest(n, routes, source, target, stops):
    """Dijkstra's algorithm that closes a depot at its lowest price, whatever number of routes that took."""
    near = [[] for _ in range(n)]
    for a, b, price in routes:
        near[a].append((b, price))
    closed = set()
    heap = [(0, 0, source)]
    while heap:
        paid, used, here = heapq.heappop(heap)
        if here == target:
            return paid
        if here in closed or used > stops:
            continue
        closed.add(here)
        for there, price in near[here]:
            heapq.heappush(heap, (paid + price, used + 1, there))
    return -1
