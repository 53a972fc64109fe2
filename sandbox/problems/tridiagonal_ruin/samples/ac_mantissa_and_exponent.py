from math import frexp, ldexp


def success_by_level(up, down):
    """Products and sums as (mantissa, exponent of two), so that nothing over- or underflows."""
    n = len(up)
    start = 0
    for i in range(n):
        if up[i] == 0:
            start = i + 1
    mantissa, exponent = 0.5, 1
    total, scale = 0.5, 1
    sums = [(total, scale)]
    for i in range(start, n):
        mantissa, shift = frexp(mantissa * (down[i] / up[i]))
        exponent += shift
        if mantissa:
            gap = exponent - scale
            if gap > 80:
                total, scale = mantissa, exponent
            elif gap > -80:
                total, shift = frexp(total + ldexp(mantissa, gap))
                scale += shift
        sums.append((total, scale))
    answer = [0.0] * (start + 1)
    for part, size in sums:
        gap = size - scale
        answer.append(ldexp(part / total, gap) if gap > -1070 else 0.0)
    return answer
