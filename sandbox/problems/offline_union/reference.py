"""Backwards in time a cut is a union. A link comes back at its first cut; union by size, path halving."""


def connected_after(n, edges, operations):
    parent = list(range(n))
    size = [1] * n

    def find(a):
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    def union(a, b):
        a, b = find(a), find(b)
        if a != b:
            if size[a] < size[b]:
                a, b = b, a
            parent[b] = a
            size[a] += size[b]

    up = [True] * len(edges)
    counts = [False] * len(operations)
    for time, operation in enumerate(operations):
        if operation[0] == "cut" and up[operation[1]]:
            up[operation[1]] = False
            counts[time] = True
    for number, (a, b) in enumerate(edges):
        if up[number]:
            union(a, b)
    answers = []
    for time in range(len(operations) - 1, -1, -1):
        operation = operations[time]
        if operation[0] == "ask":
            answers.append(find(operation[1]) == find(operation[2]))
        elif counts[time]:
            union(*edges[operation[1]])
    return answers[::-1]
