def build_order(n, needs):
    import heapq

    need = [[] for _ in range(n)]
    for task, needed in needs:
        need[task].append(needed)
    color, path = [0] * n, []

    def visit(task):
        color[task] = 1
        path.append(task)
        for other in need[task]:
            if color[other] == 1:
                return path[path.index(other):]
            if color[other] == 0:
                cycle = visit(other)
                if cycle:
                    return cycle
        color[task] = 2
        path.pop()
        return None

    for task in range(n):
        if color[task] == 0:
            cycle = visit(task)
            if cycle:
                return None, cycle
    users, count = [[] for _ in range(n)], [len(one) for one in need]
    for task, needed in needs:
        users[needed].append(task)
    ready = [task for task in range(n) if not count[task]]
    order = []
    while ready:
        task = heapq.heappop(ready)
        order.append(task)
        for user in users[task]:
            count[user] -= 1
            if not count[user]:
                heapq.heappush(ready, user)
    return order, None
