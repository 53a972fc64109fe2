import numpy as np


def rotate(x, positions, width, layout, base=10000.0, inverse=False):
    if width % 2 or not 0 <= width <= x.shape[2] or layout not in ("adjacent", "halves"):
        raise ValueError("width or layout")
    half = width // 2
    rates = base ** (-1.0 * np.arange(half) / max(width, 1))
    angles = positions.astype(np.float64)[:, None, None] * rates
    if inverse:
        angles = -angles
    first, second = (
        (slice(0, width, 2), slice(1, width, 2)) if layout == "adjacent" else (slice(0, half), slice(half, width))
    )
    a, b = x[:, :, first], x[:, :, second]
    out = x.copy()
    out[:, :, first] = a * np.cos(angles) - b * np.sin(angles)
    out[:, :, second] = a * np.sin(angles) + b * np.cos(angles)
    return out
