"""The first end loses its group."""

def connected_after(n, edges, operations):
    parent = list(range(n))

    def find(a):
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    cut_at = {}
    for time, operation in enumerate(operations):
        if operation[0] == "cut":
            cut_at.setdefault(operation[1], time)
    for number, (a, b) in enumerate(edges):
        if number not in cut_at:
            parent[find(a)] = find(b)
    answers = []
    for time in range(len(operations) - 1, -1, -1):
        operation = operations[time]
        if operation[0] == "ask":
            answers.append(find(operation[1]) == find(operation[2]))
        elif cut_at[operation[1]] == time:
            a, b = edges[operation[1]]
            if find(a) != find(b):
                parent[a] = find(b)
    answers.reverse()
    return answers
