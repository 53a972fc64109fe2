import numpy as np


def rotate(x, positions, width, layout, base=10000.0, inverse=False):
    """x cos + partner(x) sin: the partner of a feature is the other member of its pair, with a sign."""
    d = x.shape[2]
    if not (0 <= width <= d and width % 2 == 0):
        raise ValueError
    places = np.arange(width)
    if layout == "adjacent":
        pair, partner, sign = places // 2, places ^ 1, np.where(places % 2 == 0, -1.0, 1.0)
    elif layout == "halves":
        half = width // 2
        pair = places % max(half, 1)
        partner, sign = (places + half) % max(width, 1), np.where(places < half, -1.0, 1.0)
    else:
        raise ValueError
    angles = np.outer(positions, 1.0 / np.power(base, 2.0 * pair / max(width, 1)))[:, None, :]
    if inverse:
        sign = -sign
    turned = x[:, :, :width] * np.cos(angles) + x[:, :, partner] * sign * np.sin(angles)
    out = np.array(x)
    out[:, :, :width] = turned
    return out
