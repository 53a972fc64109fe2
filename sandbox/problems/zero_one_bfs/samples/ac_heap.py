import heapq


def paid_links(n, links, source):
    """Dijkstra's algorithm with a heap."""
    out = {}
    for a, b, price in links:
        out.setdefault(a, []).append((b, price))
    best = {source: 0}
    heap = [(0, source)]
    while heap:
        paid, here = heapq.heappop(heap)
        if paid > best[here]:
            continue
        for other, price in out.get(here, ()):
            if other not in best or paid + price < best[other]:
                best[other] = paid + price
                heapq.heappush(heap, (paid + price, other))
    return [best.get(machine, -1) for machine in range(n)]
