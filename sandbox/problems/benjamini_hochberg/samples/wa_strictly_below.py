import math


def adjust(p_values, level):
    order = sorted((i for i, p in enumerate(p_values) if not math.isnan(p)), key=p_values.__getitem__)
    m = len(order)
    adjusted = [math.nan] * len(p_values)
    least = 1.0
    for rank in range(m, 0, -1):
        position = order[rank - 1]
        least = min(least, p_values[position] * m / rank)
        adjusted[position] = least
    return adjusted, [i for i, value in enumerate(adjusted) if value < level]
