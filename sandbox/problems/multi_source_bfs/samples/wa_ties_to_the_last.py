def nearest_station(grid, stations):
    """Round by round; a later arrival in the same round overwrites an earlier one."""
    free = {(y, x) for y, row in enumerate(grid) for x, cell in enumerate(row) if cell == "."}
    owner = {}
    front = {}
    for number, place in enumerate(stations):
        if place in free:
            front.setdefault(place, number)
    while front:
        owner.update(front)
        arrived = {}
        for (y, x), number in front.items():
            for near in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
                if near in free and near not in owner:
                    arrived[near] = number
        front = arrived
    return [[owner.get((y, x), -1) for x in range(len(row))] for y, row in enumerate(grid)]
