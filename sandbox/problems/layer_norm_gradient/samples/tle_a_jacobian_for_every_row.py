import numpy as np


def layer_norm_backward(x, scale, gradient, eps):
    d = x.shape[-1]
    dx, dscale, dshift = np.zeros((x.size // d, d)), np.zeros(d), np.zeros(d)
    for row, (values, grads) in enumerate(zip(x.reshape(-1, d), gradient.reshape(-1, d), strict=True)):
        middle = values - values.mean()
        root = np.sqrt((middle * middle).mean() + eps)
        u = middle / root
        jacobian = [
            [((i == j) - 1.0 / d - float(u[i]) * float(u[j]) / d) / float(root) for i in range(d)] for j in range(d)
        ]
        dx[row] = np.array(jacobian) @ (grads * scale)
        dscale += grads * u
        dshift += grads
    return dx.reshape(x.shape), dscale, dshift
