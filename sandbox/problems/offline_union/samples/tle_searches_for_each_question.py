def connected_after(n, edges, operations):
    near = [set() for _ in range(n)]
    for number, (a, b) in enumerate(edges):
        near[a].add((b, number))
        near[b].add((a, number))
    answers = []
    for operation in operations:
        if operation[0] == "cut":
            a, b = edges[operation[1]]
            near[a].discard((b, operation[1]))
            near[b].discard((a, operation[1]))
            continue
        seen, stack = {operation[1]}, [operation[1]]
        while stack and operation[2] not in seen:
            for other, _ in near[stack.pop()]:
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        answers.append(operation[2] in seen)
    return answers
