import numpy as np


def rotate(x, positions, width, layout, base=10000.0, inverse=False):
    """A pair is a complex number, a turn is a product."""
    n, h, d = x.shape
    if layout not in {"adjacent", "halves"}:
        raise ValueError("unknown layout")
    if width < 0 or width > d or width % 2 == 1:
        raise ValueError("bad width")
    if width == 0:
        return x.copy()
    head = x[..., :width].astype(np.float64)
    shape = (n, h, width // 2, 2) if layout == "adjacent" else (n, h, 2, width // 2)
    pairs = head.reshape(shape)
    points = pairs[..., 0] + 1j * pairs[..., 1] if layout == "adjacent" else pairs[:, :, 0] + 1j * pairs[:, :, 1]
    exponents = np.log(base) * np.arange(width // 2) * 2 / width
    turn = np.exp(1j * (-1 if inverse else 1) * np.outer(positions, np.exp(-exponents)))
    points = points * turn[:, None, :]
    axis = -1 if layout == "adjacent" else -2
    turned = np.stack([points.real, points.imag], axis=axis).reshape(n, h, width)
    return np.concatenate([turned, x[..., width:]], axis=-1).astype(x.dtype)
