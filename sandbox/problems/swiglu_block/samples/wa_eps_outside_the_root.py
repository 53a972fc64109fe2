import numpy as np


def _norm(u, weights, number, norm, eps):
    if norm == "layer":
        u = u - u.mean(axis=1, keepdims=True)
    u = u / (np.sqrt((u * u).mean(axis=1, keepdims=True)) + eps) * weights[f"scale{number}"]
    return u + weights[f"shift{number}"] if norm == "layer" else u


def _attention(u, weights, heads):
    n, d = u.shape
    w = d // heads
    q, k, v = ((u @ weights[name]).reshape(n, heads, w).transpose(1, 0, 2) for name in ("wq", "wk", "wv"))
    scores = q @ k.transpose(0, 2, 1) / np.sqrt(w)
    scores = np.where(np.tri(n, dtype=bool), scores, -np.inf)
    mix = np.exp(scores - scores.max(axis=2, keepdims=True))
    mix /= mix.sum(axis=2, keepdims=True)
    return (mix @ v).transpose(1, 0, 2).reshape(n, d) @ weights["wo"]


def _silu(z):
    small = np.exp(-np.abs(z))
    return z * np.where(z >= 0, 1.0, small) / (1.0 + small)


def decoder_block(x, weights, heads, norm, eps):
    if norm not in ("rms", "layer"):
        raise ValueError(norm)
    h = x + _attention(_norm(x, weights, 1, norm, eps), weights, heads)
    u = _norm(h, weights, 2, norm, eps)
    return h + (_silu(u @ weights["w_gate"]) * (u @ weights["w_up"])) @ weights["w_down"]
