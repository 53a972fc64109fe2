def connected_after(n, edges, operations):
    """Backwards; groups as lists of members, the smaller one is renamed."""
    group = list(range(n))
    members = [[a] for a in range(n)]

    def join(a, b):
        a, b = group[a], group[b]
        if a == b:
            return
        if len(members[a]) < len(members[b]):
            a, b = b, a
        for one in members[b]:
            group[one] = a
        members[a].extend(members[b])
        members[b] = []

    first = {}
    for time, operation in enumerate(operations):
        if operation[0] == "cut" and operation[1] not in first:
            first[operation[1]] = time
    for number, pair in enumerate(edges):
        if number not in first:
            join(*pair)
    answers = []
    for time, operation in reversed(list(enumerate(operations))):
        if operation[0] == "ask":
            answers.append(group[operation[1]] == group[operation[2]])
        elif first[operation[1]] == time:
            join(*edges[operation[1]])
    return answers[::-1]
