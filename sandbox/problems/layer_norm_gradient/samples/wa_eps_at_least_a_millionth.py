"""Does not take the caller's eps where it is small."""

import numpy as np


def layer_norm_backward(x, scale, gradient, eps):
    d = x.shape[-1]
    eps = max(eps, 1e-6)
    middle = x - x.mean(axis=-1, keepdims=True)
    root = np.sqrt((middle * middle).mean(axis=-1, keepdims=True) + eps)
    u = middle / root
    g = gradient * scale
    along = (g * u).mean(axis=-1, keepdims=True)
    dx = (g - g.mean(axis=-1, keepdims=True) - u * along) / root
    return dx, (gradient * u).reshape(-1, d).sum(axis=0), gradient.reshape(-1, d).sum(axis=0)
