import numpy as np


def layer_norm_backward(x, scale, gradient, eps):
    """The Jacobian of a row is symmetric: (1 - 1/d - u u'/d) / root. All rows at once, widths up to 64 as matrices."""
    shape, d = x.shape, x.shape[-1]
    rows, gradients = x.reshape(-1, d), gradient.reshape(-1, d)
    center = np.eye(d) - np.full((d, d), 1.0 / d)
    shifted = rows - rows[:, :1]
    deviation = shifted - shifted.mean(axis=1)[:, None]
    root = np.sqrt(np.einsum("nd,nd->n", deviation, deviation) / d + eps)[:, None]
    u = deviation / root
    g = gradients * scale
    dx = (g @ center - np.einsum("nd,n->nd", u, np.einsum("nd,nd->n", u, g) / d)) / root
    return dx.reshape(shape), np.einsum("nd,nd->d", gradients, u), np.einsum("nd->d", gradients)
