"""The mask is a number that scores can be below of."""

import numpy as np


def multi_head_attention(x, wq, wk, wv, wo, heads, kv_heads, lengths, causal):
    b, n, d = x.shape
    w = wq.shape[1] // heads
    real = np.arange(n) < lengths[:, None]
    clean = np.where(real[:, :, None], x, 0.0).astype(np.float64)
    q = (clean @ wq).reshape(b, n, heads, w).transpose(0, 2, 1, 3)
    k = (clean @ wk).reshape(b, n, kv_heads, w).transpose(0, 2, 1, 3)
    v = (clean @ wv).reshape(b, n, kv_heads, w).transpose(0, 2, 1, 3)
    k = np.repeat(k, heads // kv_heads, axis=1)
    v = np.repeat(v, heads // kv_heads, axis=1)
    scores = q @ k.transpose(0, 1, 3, 2) / np.sqrt(w)
    allowed = real[:, None, None, :]
    if causal:
        allowed = allowed & np.tri(n, dtype=bool)
    scores = np.where(allowed, scores, -1e4)
    top = scores.max(axis=3, keepdims=True)
    weights = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    weights /= np.maximum(weights.sum(axis=3, keepdims=True), 1e-300)
    out = (weights @ v).transpose(0, 2, 1, 3).reshape(b, n, heads * w) @ wo
    return np.where(real[:, :, None], out, 0.0).astype(x.dtype)
