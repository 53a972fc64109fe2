"""Search from the origin; each station that is reached looks once at those that are not. Squares are exact integers."""


def reached(stations, origin):
    waiting = [number for number in range(len(stations)) if number != origin]
    queue = [origin]
    for here in queue:
        x, y, reach = stations[here]
        square = reach * reach
        silent = []
        for other in waiting:
            dx = stations[other][0] - x
            dy = stations[other][1] - y
            (queue if dx * dx + dy * dy <= square else silent).append(other)
        waiting = silent
        if not waiting:
            break
    return sorted(queue)
