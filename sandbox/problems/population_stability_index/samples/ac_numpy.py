import numpy as np


def stability_index(reference, current, bins, smoothing):
    """Arrays with NaN for missing; searchsorted and bincount."""
    if len(reference) == 0 or len(current) == 0 or bins <= 0 or not smoothing > 0:
        raise ValueError
    exact = sorted(value for value in reference if value is not None and value == value)
    places = (np.arange(1, bins) * len(exact) + bins - 1) // bins - 1
    edges = []
    for place in places.tolist() if exact else []:
        if not edges or exact[place] != edges[-1]:
            edges.append(exact[place])
    shares = []
    for sample in (current, reference):
        kept = np.array([value for value in sample if value is not None and value == value], dtype=object)
        where = np.searchsorted(np.array(edges, dtype=object), kept, side="left").astype(np.int64)
        counts = np.bincount(where, minlength=len(edges) + 1).astype(float)
        counts = np.append(counts, len(sample) - len(kept)) + smoothing
        shares.append(counts / counts.sum())
    return float(np.sum((shares[0] - shares[1]) * (np.log(shares[0]) - np.log(shares[1]))))
