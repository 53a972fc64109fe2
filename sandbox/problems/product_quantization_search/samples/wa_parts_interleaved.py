import numpy as np


def pq_search(codebooks, codes, query, top):
    if top < 0:
        raise ValueError("top")
    m, c, s = codebooks.shape
    table = ((codebooks - query.reshape(s, m).T[:, None, :]) ** 2).sum(axis=2)
    distances = np.zeros(len(codes))
    for part in range(m):
        distances += table[part, codes[:, part]]
    order = np.argsort(distances, kind="stable")[:top]
    return order.tolist(), distances[order]
