import numpy as np


def layer_norm_backward(x, scale, gradient, eps):
    """Backward through one operation at a time: product, quotient, root, variance, deviation, mean."""
    d = x.shape[-1]
    axes = tuple(range(x.ndim - 1))
    deviation = x - np.sum(x, axis=-1, keepdims=True) / d
    variance = np.sum(deviation**2, axis=-1, keepdims=True) / d
    inverse = (variance + eps) ** -0.5
    to_normed = gradient * scale
    to_inverse = np.sum(to_normed * deviation, axis=-1, keepdims=True)
    to_variance = to_inverse * -0.5 * inverse**3
    to_deviation = to_normed * inverse + to_variance * 2 * deviation / d
    to_x = to_deviation - np.sum(to_deviation, axis=-1, keepdims=True) / d
    return to_x, np.sum(gradient * deviation * inverse, axis=axes), np.sum(gradient, axis=axes)
