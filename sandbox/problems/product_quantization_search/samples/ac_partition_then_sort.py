import numpy as np


def pq_search(codebooks, codes, query, top):
    """Blocks of codes with one fancy lookup each; the k-th distance first, then only candidates up to it are sorted."""
    if top < 0:
        raise ValueError(top)
    m, c, s = codebooks.shape
    parts = np.split(query, m)
    table = np.array(
        [np.einsum("cs,cs->c", book - part, book - part) for book, part in zip(codebooks, parts, strict=True)]
    )
    flat, offsets = table.ravel(), np.arange(m) * c
    found = [flat[codes[start : start + 10_000] + offsets].sum(axis=1) for start in range(0, len(codes), 10_000)]
    distances = np.concatenate([np.zeros(0), *found])
    top = min(top, len(distances))
    if top == 0:
        return [], np.zeros(0)
    bound = np.partition(distances, top - 1)[top - 1]
    candidates = np.flatnonzero(distances <= bound)
    chosen = sorted(candidates.tolist(), key=lambda index: (distances[index], index))[:top]
    return chosen, distances[chosen]
