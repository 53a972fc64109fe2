import math


def _error(terms):
    n = len(terms)
    if n < 2:
        return math.nan
    mean = math.fsum(terms) / n
    return math.sqrt(math.fsum((term - mean) ** 2 for term in terms) / (n - 1) / n)


def off_policy_values(actions, rewards, logged, target, model, cap):
    """Row by row in Python floats."""
    if not len(actions) or not all(0 < p <= 1 for p in logged.tolist()):
        raise ValueError("bad log")
    if cap is not None and not cap > 0:
        raise ValueError("bad cap")
    weights, ips, dr = [], [], []
    for a, r, p, q, m in zip(
        actions.tolist(), rewards.tolist(), logged.tolist(), target.tolist(), model.tolist(), strict=True
    ):
        w = q[a] / p
        if cap is not None and w > cap:
            w = float(cap)
        weights.append(w)
        ips.append(w * r)
        dr.append(sum(x * y for x, y in zip(q, m, strict=True)) + w * (r - m[a]))
    n, total = len(weights), math.fsum(weights)
    answer = {"ips": math.fsum(ips) / n, "dr": math.fsum(dr) / n, "ips_se": _error(ips), "dr_se": _error(dr)}
    answer |= {"snips": math.nan, "snips_se": math.nan, "ess": 0.0}
    if total > 0:
        ratio = math.fsum(ips) / total
        answer["snips"] = ratio
        answer["snips_se"] = _error(
            [w * (r - ratio) * n / total for w, r in zip(weights, rewards.tolist(), strict=True)]
        )
        answer["ess"] = total**2 / math.fsum(w * w for w in weights)
    return answer
