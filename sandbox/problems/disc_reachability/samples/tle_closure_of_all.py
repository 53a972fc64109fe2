def reached(stations, origin):
    n = len(stations)
    hears = [[(u - x) ** 2 + (v - y) ** 2 <= reach * reach for u, v, _ in stations] for x, y, reach in stations]
    for middle in range(n):
        for a in range(n):
            if hears[a][middle]:
                hears[a] = [one or other for one, other in zip(hears[a], hears[middle])]
    return [number for number in range(n) if hears[origin][number]]
