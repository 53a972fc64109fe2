def touching_groups(discs):
    group = [-1] * len(discs)
    for first in range(len(discs)):
        if group[first] < 0:
            group[first] = first
            stack = [first]
            while stack:
                x, y, r = discs[stack.pop()]
                for other, (u, v, s) in enumerate(discs):
                    if group[other] < 0 and (x - u) ** 2 + (y - v) ** 2 <= (r + s) ** 2:
                        group[other] = first
                        stack.append(other)
    return group
