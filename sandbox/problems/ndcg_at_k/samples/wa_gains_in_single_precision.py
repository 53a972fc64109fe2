import numpy as np


def mean_ndcg(queries, k):
    if not k >= 1:
        raise ValueError
    res = []
    for q in queries:
        if len(q) == 0:
            continue
        s = np.array([a for a, b in q], dtype=float)
        g = np.exp2(np.array([b for a, b in q], dtype=np.float32)) - 1
        n = len(q)
        d = np.zeros(n)
        kk = min(n, k)
        d[:kk] = 1 / np.log2(np.arange(2, kk + 2))
        c = np.concatenate([[0], np.cumsum(d)])
        u, inv, cnt = np.unique(-s, return_inverse=True, return_counts=True)
        end = np.cumsum(cnt)
        meanD = (c[end] - c[end - cnt]) / cnt
        dcg = float((g * meanD[inv]).sum())
        ideal = float((np.sort(g)[::-1] * d).sum())
        if ideal > 0:
            res.append(dcg / ideal)
    return float(np.mean(res)) if res else None
