def outcomes(start, target, p_up, p_down):
    if start == 0:
        return 0.0, 1.0
    if start == target:
        return 1.0, 0.0
    if p_up == 0 or p_down == 0:
        return (1.0 if p_up else 0.0), (1.0 if p_down else 0.0)

    def reach(i, ratio):
        total = part = 0.0
        step = 1.0
        for k in range(target):
            if k == i:
                part = total
            total += step
            step *= ratio
        return part / total

    return reach(start, p_down / p_up), reach(target - start, p_up / p_down)
