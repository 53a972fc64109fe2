import numpy as np


def off_policy_values(actions, rewards, logged, target, model, cap):
    n = len(actions)
    if n == 0 or np.any(logged <= 0) or np.any(logged > 1) or (cap is not None and cap <= 0):
        raise ValueError("logs or cap")
    rows = np.arange(n)
    w = target[rows, actions] / logged
    if cap is not None:
        w = np.where(w > cap, 0.0, w)

    def error(terms):
        return float(terms.std(ddof=1) / np.sqrt(n)) if n > 1 else float("nan")

    ips = w * rewards
    dr = (target * model).sum(axis=1) + w * (rewards - model[rows, actions])
    snips, snips_se, ess = float("nan"), float("nan"), 0.0
    if w.any():
        snips = float(ips.sum() / w.sum())
        snips_se = error(w * (rewards - snips) / w.mean())
        ess = float(w.sum() ** 2 / (w * w).sum())
    return {
        "ips": float(ips.mean()),
        "snips": snips,
        "dr": float(dr.mean()),
        "ips_se": error(ips),
        "snips_se": snips_se,
        "dr_se": error(dr),
        "ess": ess,
    }
