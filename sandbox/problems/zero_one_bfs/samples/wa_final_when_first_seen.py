from collections import deque


def paid_links(n, links, source):
    near = [[] for _ in range(n)]
    for a, b, price in links:
        near[a].append((b, price))
    best = [-1] * n
    best[source] = 0
    queue = deque([(0, source)])
    while queue:
        paid, here = queue.popleft()
        for other, price in near[here]:
            if best[other] == -1:
                best[other] = paid + price
                if price == 0:
                    queue.appendleft((paid, other))
                else:
                    queue.append((paid + 1, other))
    return best
