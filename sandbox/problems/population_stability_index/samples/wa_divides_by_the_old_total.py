from bisect import bisect_left
from math import fsum, isnan, log


def _present(values):
    return [value for value in values if value is not None and not isnan(value)]


def _shares(values, edges, smoothing):
    counts = [0] * (len(edges) + 2)
    present = _present(values)
    for value in present:
        counts[bisect_left(edges, value)] += 1
    counts[-1] = len(values) - len(present)
    total = len(values)
    return [(count + smoothing) / total for count in counts]


def stability_index(reference, current, bins, smoothing):
    if not reference or not current or bins < 1 or smoothing <= 0:
        raise ValueError("samples, bins or smoothing")
    s = sorted(_present(reference))
    m = len(s)
    edges = sorted({s[-(-j * m // bins) - 1] for j in range(1, bins)}) if m else []
    p, q = _shares(current, edges, smoothing), _shares(reference, edges, smoothing)
    return fsum((x - y) * log(x / y) for x, y in zip(p, q, strict=True))
