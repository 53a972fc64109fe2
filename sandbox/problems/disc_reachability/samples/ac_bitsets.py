def reached(stations, origin):
    """Rows of the adjacency matrix as integers; the front is a set of bits."""
    rows = []
    for x, y, reach in stations:
        square, row = reach**2, 0
        for other, (u, v, _) in enumerate(stations):
            if (u - x) ** 2 + (v - y) ** 2 <= square:
                row |= 1 << other
        rows.append(row)
    seen = front = 1 << origin
    while front:
        bit = front & -front
        new = rows[bit.bit_length() - 1] & ~seen
        seen |= new
        front = (front ^ bit) | new
    return [number for number in range(len(stations)) if seen >> number & 1]
