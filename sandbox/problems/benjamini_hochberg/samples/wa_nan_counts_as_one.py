import math


def adjust(p_values, level):
    order = sorted(range(len(p_values)), key=lambda i: 1.0 if math.isnan(p_values[i]) else p_values[i])
    m = len(order)
    adjusted = [math.nan] * len(p_values)
    least = 1.0
    for rank in range(m, 0, -1):
        position = order[rank - 1]
        least = min(least, (1.0 if math.isnan(p_values[position]) else p_values[position]) * m / rank)
        adjusted[position] = least
    return adjusted, [i for i, value in enumerate(adjusted) if value <= level]
