from bisect import bisect_left, insort


def build_order(n, needs):
    """A depth-first search with colors looks for a cycle first; then a sorted list of what is ready gives the order."""
    need = [set() for _ in range(n)]
    users = [set() for _ in range(n)]
    for task, needed in needs:
        need[task].add(needed)
        users[needed].add(task)
    color = [0] * n
    for root in range(n):
        if color[root]:
            continue
        path, work = [root], [iter(need[root])]
        color[root] = 1
        while path:
            for other in work[-1]:
                if color[other] == 1:
                    return (None, path[path.index(other):])
                if color[other] == 0:
                    color[other] = 1
                    path.append(other)
                    work.append(iter(need[other]))
                    break
            else:
                color[path.pop()] = 2
                work.pop()
    count = [len(one) for one in need]
    # Largest first, so that the smallest is taken from the end.
    ready = [-task for task in range(n - 1, -1, -1) if not count[task]]
    order = []
    while ready:
        task = -ready.pop()
        order.append(task)
        for user in users[task]:
            count[user] -= 1
            if not count[user]:
                insort(ready, -user)
    return (order, None)
