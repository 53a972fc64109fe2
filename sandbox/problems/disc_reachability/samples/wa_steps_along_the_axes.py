def reached(stations, origin):
    n = len(stations)
    seen = [False] * n
    seen[origin] = True
    stack = [origin]
    while stack:
        here = stack.pop()
        x, y, reach = stations[here]
        square = reach * reach
        for other in range(n):
            dx, dy = stations[other][0] - x, stations[other][1] - y
            if not seen[other] and abs(dx) + abs(dy) <= reach:
                seen[other] = True
                stack.append(other)
    return [number for number in range(n) if seen[number]]
