import numpy as np


def decoder_block(x, weights, heads, norm, eps):
    if norm not in ("rms", "layer"):
        raise ValueError
    n, d = x.shape
    w = d // heads

    def nm(u, i):
        if norm == "rms":
            return u / np.sqrt((u**2).mean(-1, keepdims=True) + eps) * weights[f"scale{i}"]
        c = u - u.mean(-1, keepdims=True)
        c = c - c.mean(-1, keepdims=True)
        return c / np.sqrt((c**2).mean(-1, keepdims=True) + eps) * weights[f"scale{i}"] + weights[f"shift{i}"]

    u = nm(x, 1)
    q = u @ weights["wq"]
    k = u @ weights["wk"]
    v = u @ weights["wv"]
    outs = []
    for h in range(heads):
        s = slice(h * w, (h + 1) * w)
        sc = q[:, s] @ k[:, s].T / np.sqrt(w)
        sc = np.where(np.tril(np.ones((n, n), bool)), sc, -1e4)
        sc = sc - sc.max(-1, keepdims=True)
        e = np.exp(sc)
        outs.append(e / e.sum(-1, keepdims=True) @ v[:, s])
    hh = x + np.concatenate(outs, axis=1) @ weights["wo"]
    u = nm(hh, 2)
    g = u @ weights["w_gate"]
    sig = np.where(g >= 0, 1 / (1 + np.exp(-np.abs(g))), np.exp(-np.abs(g)) / (1 + np.exp(-np.abs(g))))
    return hh + (g * sig * (u @ weights["w_up"])) @ weights["w_down"]
