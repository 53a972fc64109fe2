import numpy as np


def pq_search(codebooks, codes, query, top):
    if top < 0:
        raise ValueError("top")
    vectors = codebooks[np.arange(len(codebooks)), codes].reshape(len(codes), -1)
    distances = ((vectors - query) ** 2).sum(axis=1)
    order = np.argsort(distances, kind="stable")[:top]
    return order.tolist(), distances[order]
