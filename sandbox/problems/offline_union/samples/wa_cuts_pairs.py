def connected_after(n, edges, operations):
    """A set of pairs: links between the same machines are taken for one."""
    pairs = {frozenset(pair) for pair in edges}
    log = [("cut", frozenset(edges[o[1]])) if o[0] == "cut" else o for o in operations]
    parent = list(range(n))

    def find(a):
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    def union(pair):
        pair = list(pair)
        parent[find(pair[0])] = find(pair[-1])

    first = {}
    for time, operation in enumerate(log):
        if operation[0] == "cut":
            first.setdefault(operation[1], time)
    for pair in pairs:
        if pair not in first:
            union(pair)
    answers = []
    for time in range(len(log) - 1, -1, -1):
        if log[time][0] == "ask":
            answers.append(find(log[time][1]) == find(log[time][2]))
        elif first[log[time][1]] == time:
            union(log[time][1])
    return answers[::-1]
