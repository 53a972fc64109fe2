"""Pearson's statistic; the chi-square tail by its finite sum of positive terms, each computed as an exponential."""

import math


def _tail(k, x):
    """P(chi-square with k degrees of freedom >= x)."""
    if x == 0:
        return 1.0
    half = x / 2
    terms = [math.erfc(math.sqrt(half))] if k % 2 else []
    for twice in range(k % 2, k, 2):
        terms.append(math.exp(twice / 2 * math.log(half) - half - math.lgamma(twice / 2 + 1)))
    return math.fsum(terms)


def srm_check(counts, weights, alpha=0.001):
    if not counts or len(counts) != len(weights) or min(counts) < 0 or min(weights) < 0 or sum(weights) == 0:
        raise ValueError("counts and weights must be non-negative, of equal length and not all zero")
    on = [(count, weight) for count, weight in zip(counts, weights) if weight > 0]
    users = sum(count for count, _ in on)
    if users != sum(counts):
        return math.inf, 0.0, True
    if users == 0 or len(on) == 1:
        return 0.0, 1.0, False
    total = math.fsum(weight for _, weight in on)
    shares = [(count, users * weight / total) for count, weight in on]
    statistic = math.fsum((count - share) ** 2 / share for count, share in shares)
    p = _tail(len(on) - 1, statistic)
    return statistic, p, p < alpha
