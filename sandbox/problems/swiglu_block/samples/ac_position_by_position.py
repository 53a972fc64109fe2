import math

import numpy as np


def _norm(row, scale, shift, eps):
    if shift is None:
        return row * scale / math.sqrt(math.fsum(row * row) / len(row) + eps)
    middle = row - math.fsum(row) / len(row)
    return middle * scale / math.sqrt(math.fsum(middle * middle) / len(row) + eps) + shift


def decoder_block(x, weights, heads, norm, eps):
    """A decoder with a cache: keys and values of the positions so far, one position at a time."""
    if norm == "rms":
        shift1 = shift2 = None
    elif norm == "layer":
        shift1, shift2 = weights["shift1"], weights["shift2"]
    else:
        raise ValueError("norm must be rms or layer")
    n, d = x.shape
    w = d // heads
    keys, values = np.zeros((n, d)), np.zeros((n, d))
    answer = np.empty((n, d))
    for t in range(n):
        u = _norm(x[t], weights["scale1"], shift1, eps)
        query = u @ weights["wq"]
        keys[t], values[t] = u @ weights["wk"], u @ weights["wv"]
        seen = np.empty(d)
        for head in range(heads):
            part = slice(head * w, (head + 1) * w)
            scores = keys[: t + 1, part] @ query[part] / math.sqrt(w)
            mix = np.exp(scores - scores.max())
            seen[part] = mix @ values[: t + 1, part] / mix.sum()
        h = x[t] + seen @ weights["wo"]
        u = _norm(h, weights["scale2"], shift2, eps)
        gate = u @ weights["w_gate"]
        gate = gate * 0.5 * (1.0 + np.tanh(0.5 * gate))
        answer[t] = h + (gate * (u @ weights["w_up"])) @ weights["w_down"]
    return answer
