import numpy as np


def reached(stations, origin):
    table = np.array(stations, dtype=np.int64)
    x, y, square = table[:, 0], table[:, 1], table[:, 2] ** 2
    seen = np.zeros(len(stations), dtype=bool)
    seen[origin] = True
    stack = [origin]
    while stack:
        here = stack.pop()
        near = (x - x[here]) ** 2 + (y - y[here]) ** 2 <= square[here]
        new = np.flatnonzero(near & ~seen)
        seen[new] = True
        stack.extend(new.tolist())
    return np.flatnonzero(seen).tolist()
