def reached(stations, origin):
    has = {origin}
    changed = True
    while changed:
        changed = False
        for here, (x, y, reach) in enumerate(stations):
            if here in has:
                for other, (u, v, _) in enumerate(stations):
                    if other not in has and (u - x) ** 2 + (v - y) ** 2 <= reach * reach:
                        has.add(other)
                        changed = True
    return sorted(has)
