def outcomes(start, target, p_up, p_down):
    if start == 0:
        return 0.0, 1.0
    if start == target:
        return 1.0, 0.0
    if p_up == 0 or p_down == 0:
        return (1.0 if p_up else 0.0), (1.0 if p_down else 0.0)
    if p_up == p_down:
        return start / target, 1 - start / target
    r, s = p_down / p_up, p_up / p_down
    return (1 - r**start) / (1 - r**target), (1 - s ** (target - start)) / (1 - s**target)
