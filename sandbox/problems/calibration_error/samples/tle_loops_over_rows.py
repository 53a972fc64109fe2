def calibration_error(probs, labels, bins):
    n = len(probs)
    if n == 0 or bins < 1:
        raise ValueError
    sums = [[0, 0.0, 0] for _ in range(bins)]
    for i in range(n):
        row = [float(value) for value in probs[i]]
        p = max(row)
        hit = row.index(p) == labels[i]
        k = 0
        while k < bins - 1 and p >= (k + 1) / bins:
            k += 1
        sums[k][0] += 1
        sums[k][1] += p
        sums[k][2] += hit
    gaps = [(count, abs(p - hits)) for count, p, hits in sums if count]
    return sum(gap for _, gap in gaps) / n, max(gap / count for count, gap in gaps)
