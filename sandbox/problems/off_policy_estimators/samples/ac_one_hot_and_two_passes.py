import numpy as np


def off_policy_values(actions, rewards, logged, target, model, cap):
    """The taken action as a one-hot mask; variances by sums of squared deviations; the ratio around a fixed shift."""
    n = actions.size
    if n < 1 or logged.min() <= 0 or logged.max() > 1:
        raise ValueError
    limit = np.inf if cap is None else cap
    if limit <= 0:
        raise ValueError
    taken = np.arange(target.shape[1]) == actions[:, None]
    w = np.clip((target * taken).sum(1) / logged, None, limit)
    shift = rewards.mean()
    baseline = np.einsum("na,na->n", target, model)
    terms = {"ips": w * rewards, "dr": baseline + w * (rewards - np.where(taken, model, 0.0).sum(1))}
    total = w.sum()
    if total > 0:
        ratio = shift + np.dot(w, rewards - shift) / total
        terms["snips"] = n / total * w * (rewards - ratio)
    answer = {"snips": float("nan"), "snips_se": float("nan")}
    for name, values in terms.items():
        mean = values.mean()
        answer[name] = float(mean) if name != "snips" else float(ratio)
        answer[name + "_se"] = float(np.sqrt(np.sum((values - mean) ** 2) / (n - 1) / n)) if n > 1 else float("nan")
    answer["ess"] = float(total**2 / np.dot(w, w)) if total > 0 else 0.0
    return answer
