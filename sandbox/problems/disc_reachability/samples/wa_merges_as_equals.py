def reached(stations, origin):
    parent = list(range(len(stations)))

    def find(a):
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    for a, (x, y, reach) in enumerate(stations):
        for b, (u, v, _) in enumerate(stations):
            if (u - x) ** 2 + (v - y) ** 2 <= reach * reach:
                parent[find(a)] = find(b)
    return [number for number in range(len(stations)) if find(number) == find(origin)]
