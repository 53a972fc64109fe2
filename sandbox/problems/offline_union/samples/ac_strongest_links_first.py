def connected_after(n, edges, operations):
    """Links by the time they live, longest first, in a forest by size whose edges keep that time; no compression.

    Two machines are joined at time t if a climb along edges that live longer than t ends in the same root.
    """
    lives = [len(operations)] * len(edges)
    for time in range(len(operations) - 1, -1, -1):
        if operations[time][0] == "cut":
            lives[operations[time][1]] = time
    parent, until, size = list(range(n)), [-1] * n, [1] * n

    def climb(a, time):
        while parent[a] != a and until[a] > time:
            a = parent[a]
        return a

    for number in sorted(range(len(edges)), key=lambda number: -lives[number]):
        a, b = climb(edges[number][0], -1), climb(edges[number][1], -1)
        if a != b:
            if size[a] > size[b]:
                a, b = b, a
            parent[a], until[a] = b, lives[number]
            size[b] += size[a]
    return [
        climb(operation[1], time) == climb(operation[2], time)
        for time, operation in enumerate(operations)
        if operation[0] == "ask"
    ]
