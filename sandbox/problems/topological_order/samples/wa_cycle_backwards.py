import heapq


def build_order(n, needs):
    users = [[] for _ in range(n)]
    open_needs = [0] * n
    for task, needed in needs:
        users[needed].append(task)
        open_needs[task] += 1
    ready = [task for task in range(n) if open_needs[task] == 0]
    heapq.heapify(ready)
    order = []
    while ready:
        task = heapq.heappop(ready)
        order.append(task)
        for user in users[task]:
            open_needs[user] -= 1
            if open_needs[user] == 0:
                heapq.heappush(ready, user)
    if len(order) == n:
        return order, None
    stuck = {}
    for task, needed in needs:
        if open_needs[task] > 0 and open_needs[needed] > 0:
            stuck[task] = needed
    task = next(iter(stuck))
    place, way = {}, []
    while task not in place:
        place[task] = len(way)
        way.append(task)
        task = stuck[task]
    return None, way[place[task]:][::-1]
