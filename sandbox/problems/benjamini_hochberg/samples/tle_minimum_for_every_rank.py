import math


def adjust(p_values, level):
    order = sorted((i for i, p in enumerate(p_values) if not math.isnan(p)), key=p_values.__getitem__)
    m = len(order)
    quotients = [p_values[i] * m / rank for rank, i in enumerate(order, 1)]
    adjusted = [math.nan] * len(p_values)
    for rank, i in enumerate(order):
        adjusted[i] = min(1.0, min(quotients[rank:]))
    return adjusted, [i for i, value in enumerate(adjusted) if value <= level]
