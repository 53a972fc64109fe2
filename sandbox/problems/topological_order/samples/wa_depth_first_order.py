def build_order(n, needs):
    """A right order, but not the smallest one."""
    need = [[] for _ in range(n)]
    for task, needed in sorted(needs):
        need[task].append(needed)
    color, order = [0] * n, []
    for root in range(n):
        if color[root]:
            continue
        color[root] = 1
        path, work = [root], [iter(need[root])]
        while path:
            for other in work[-1]:
                if color[other] == 1:
                    return None, path[path.index(other):]
                if color[other] == 0:
                    color[other] = 1
                    path.append(other)
                    work.append(iter(need[other]))
                    break
            else:
                color[path[-1]] = 2
                order.append(path.pop())
                work.pop()
    return order, None
