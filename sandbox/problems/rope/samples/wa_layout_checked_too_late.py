import numpy as np


def rotate(x, positions, width, layout, base=10000.0, inverse=False):
    n, h, d = x.shape
    if width % 2 or width < 0 or width > d:
        raise ValueError
    out = x.copy()
    if width == 0:
        return out
    if layout not in ("adjacent", "halves"):
        raise ValueError
    i = np.arange(width // 2)
    t = positions.astype(np.float64)[:, None] * base ** (-2.0 * i / width)
    if inverse:
        t = -t
    c = np.cos(t)[:, None, :]
    s = np.sin(t)[:, None, :]
    if layout == "adjacent":
        a = x[..., 0:width:2]
        b = x[..., 1:width:2]
    else:
        a = x[..., : width // 2]
        b = x[..., width // 2 : width]
    na = a * c - b * s
    nb = a * s + b * c
    if layout == "adjacent":
        out[..., 0:width:2] = na
        out[..., 1:width:2] = nb
    else:
        out[..., : width // 2] = na
        out[..., width // 2 : width] = nb
    return out
