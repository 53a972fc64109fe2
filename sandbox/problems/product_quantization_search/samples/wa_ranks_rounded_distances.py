import numpy as np


def pq_search(codebooks, codes, query, top):
    if top < 0:
        raise ValueError
    m, c, s = codebooks.shape
    q = query.reshape(m, 1, s)
    lut = ((codebooks - q) ** 2).sum(axis=2)
    d = np.zeros(len(codes))
    for j in range(m):
        d += lut[j, codes[:, j]]
    o = np.argsort(d.round(6), kind="stable")[:top]
    return o.tolist(), d[o]
