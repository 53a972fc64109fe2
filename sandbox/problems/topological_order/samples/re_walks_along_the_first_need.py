import heapq


def build_order(n, needs):
    out = [[] for _ in range(n)]
    deg = [0] * n
    pred = [[] for _ in range(n)]
    for t, x in needs:
        out[x].append(t)
        pred[t].append(x)
        deg[t] += 1
    h = [i for i in range(n) if deg[i] == 0]
    order = []
    while h:
        x = heapq.heappop(h)
        order.append(x)
        for t in out[x]:
            deg[t] -= 1
            if deg[t] == 0:
                heapq.heappush(h, t)
    if len(order) == n:
        return order, None
    done = [False] * n
    for x in order:
        done[x] = True
    x = next(i for i in range(n) if not done[i])
    seen = {}
    path = []
    while x not in seen:
        seen[x] = len(path)
        path.append(x)
        x = pred[x][0]
    return None, path[seen[x] :]
