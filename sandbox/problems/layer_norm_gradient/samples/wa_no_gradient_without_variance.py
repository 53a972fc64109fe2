import numpy as np


def layer_norm_backward(x, scale, gradient, eps):
    """A row without variance gets no gradient, as a guard against a division by zero that eps prevents already."""
    d = x.shape[-1]
    rows = x.reshape(-1, d)
    up = gradient.reshape(-1, d)
    if d <= 64 and np.abs(rows).max(initial=0.0) < 10:
        c = rows @ (np.eye(d) - 1.0 / d)
    else:
        c = rows - rows.mean(axis=1, keepdims=True)
    var = np.einsum("ij,ij->i", c, c) / d
    inv = np.where(var > 0, 1.0 / np.sqrt(var + eps), 0.0)
    u = c * inv[:, None]
    g = up * scale
    along = np.einsum("ij,ij->i", g, u) / d
    dx = inv[:, None] * (g - g.mean(axis=1)[:, None] - along[:, None] * u)
    return dx.reshape(x.shape), np.einsum("ij,ij->j", up, u), up.sum(axis=0)
