import numpy as np


def adjust(p_values, level):
    p = np.array(p_values, dtype=float)
    out = np.full(p.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    if tested.size:
        order = tested[np.argsort(-p[tested], kind="stable")]
        ranks = np.arange(tested.size, 0, -1)
        out[order] = np.minimum(np.minimum.accumulate(p[order] * (tested.size / ranks)), 1.0)
    return out.tolist(), np.flatnonzero(out <= level).tolist()
