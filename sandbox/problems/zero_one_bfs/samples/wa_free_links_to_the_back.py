from collections import deque


def paid_links(n, links, source):
    near = [[] for _ in range(n)]
    for a, b, price in links:
        near[a].append((b, price))
    best = [-1] * n
    queue = deque([(0, source)])
    while queue:
        paid, here = queue.popleft()
        if best[here] != -1:
            continue
        best[here] = paid
        for other, price in near[here]:
            if best[other] == -1:
                if price == 0:
                    queue.append((paid, other))
                else:
                    queue.append((paid + 1, other))
    return best
