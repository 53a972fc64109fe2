def paid_links(n, links, source):
    """Contracts the strongly connected groups of free links (iterative Tarjan), then goes price by price over groups."""
    free = [[] for _ in range(n)]
    for a, b, price in links:
        if price == 0:
            free[a].append(b)
    group, low, number = [-1] * n, [0] * n, [0] * n
    count, groups, stack = 0, 0, []
    for root in range(n):
        if number[root]:
            continue
        work = [(root, iter(free[root]))]
        count += 1
        number[root] = low[root] = count
        stack.append(root)
        while work:
            here, rest = work[-1]
            for other in rest:
                if not number[other]:
                    count += 1
                    number[other] = low[other] = count
                    stack.append(other)
                    work.append((other, iter(free[other])))
                    break
                if group[other] < 0:
                    low[here] = min(low[here], number[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == number[here]:
                    while group[here] < 0:
                        group[stack.pop()] = groups
                    groups += 1
    out = [([], []) for _ in range(groups)]
    for a, b, price in links:
        if group[a] != group[b]:
            out[group[a]][price].append(group[b])
    best = [-1] * groups
    front, price = [group[source]], 0
    while front:
        reached = []
        for one in front:
            if best[one] < 0:
                best[one] = price
                reached.append(one)
                front.extend(out[one][0])
        front = [other for one in reached for other in out[one][1]]
        price += 1
    return [best[group[machine]] for machine in range(n)]
