import numpy as np


def expected_steps(p, goals):
    """Sum of the survival probabilities by doubling: S_2k = S_k + Q^k S_k; lost states by closure of the graph."""
    n = p.shape[0]
    inner = [i for i in range(n) if i not in set(goals)]
    answer = np.zeros(n)
    if not inner:
        return answer
    q = p[np.ix_(inner, inner)].copy()
    out = p[np.ix_(inner, sorted(set(goals)))].sum(axis=1)
    reach = (q > 0) | np.eye(len(inner), dtype=bool)
    for _ in range(max(1, int(np.ceil(np.log2(len(inner) + 1))))):
        reach = reach.astype(np.float32) @ reach.astype(np.float32) > 0
    hopeless = ~(reach[:, out > 0].any(axis=1))
    lost = reach[:, hopeless].any(axis=1)
    fine = np.flatnonzero(~lost)
    answer[np.array(inner)[lost]] = np.inf
    if len(fine):
        power = q[np.ix_(fine, fine)]
        total = np.ones(len(fine))
        for _ in range(64):
            more = power @ total
            total += more
            if more.max() <= 1e-13 * total.max() and power.sum(axis=1).max() < 1e-13:
                break
            power = power @ power
        answer[np.array(inner)[fine]] = total
    return answer
