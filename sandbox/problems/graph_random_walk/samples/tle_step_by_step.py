def walk_distribution(n, edges, start, steps):
    ways = [[] for _ in range(n)]
    for u, v in edges:
        ways[u].append(v)
        if u != v:
            ways[v].append(u)
    at = [0.0] * n
    at[start] = 1.0
    for _ in range(steps):
        new = [0.0] * n
        for u in range(n):
            if at[u]:
                for v in ways[u] or [u]:
                    new[v] += at[u] / len(ways[u] or [u])
        at = new
    return at
