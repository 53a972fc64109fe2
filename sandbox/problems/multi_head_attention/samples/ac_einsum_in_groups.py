import numpy as np


def multi_head_attention(x, wq, wk, wv, wo, heads, kv_heads, lengths, causal):
    """The key heads are never repeated: the query heads have two axes, group and member. All in the dtype of x."""
    b, n, d = x.shape
    w = wq.shape[1] // heads
    members = heads // kv_heads
    real = np.arange(n)[None, :] < lengths[:, None]
    x = np.where(real[..., None], x, x.dtype.type(0))
    q = (x @ wq).reshape(b, n, kv_heads, members, w)
    k = (x @ wk).reshape(b, n, kv_heads, w)
    v = (x @ wv).reshape(b, n, kv_heads, w)
    scores = np.einsum("bigmw,bjgw->bgmij", q, k, optimize=True) / x.dtype.type(np.sqrt(w))
    blocked = np.broadcast_to(~real[:, None, None, None, :], scores.shape)
    if causal:
        blocked = blocked | np.triu(np.ones((n, n), dtype=bool), 1)
    scores[blocked] = -1e30
    scores -= scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores)
    weights /= weights.sum(axis=-1, keepdims=True)
    out = np.einsum("bgmij,bjgw->bigmw", weights, v, optimize=True).reshape(b, n, heads * w) @ wo
    out[~real] = 0
    return out
