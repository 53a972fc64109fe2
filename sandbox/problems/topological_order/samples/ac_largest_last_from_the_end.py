import heapq


def build_order(n, needs):
    """Peels tasks that can run; what is left is walked with positions. The heap holds one bit set of ready numbers."""
    pairs = set(needs)
    count = [0] * n
    out = {}
    for task, needed in sorted(pairs):
        count[task] += 1
        out.setdefault(needed, []).append(task)
    bits = 0
    low = [task for task, one in enumerate(count) if one == 0]
    order = []
    while low:
        task = heapq.heappop(low)
        order.append(task)
        bits += 1
        for user in out.get(task, ()):
            count[user] -= 1
            if count[user] == 0:
                heapq.heappush(low, user)
    if bits == n:
        return [order, None]
    left = [task for task in range(n) if count[task]]
    follow = dict.fromkeys(left)
    for task, needed in pairs:
        if needed in follow and task in follow:
            follow[task] = needed
    # As many steps as there are tasks end on a cycle for certain.
    task = left[0]
    for _ in range(n):
        task = follow[task]
    cycle = [task]
    while follow[cycle[-1]] != task:
        cycle.append(follow[cycle[-1]])
    return [None, cycle]
