import numpy as np


def multi_head_attention(x, wq, wk, wv, wo, heads, kv_heads, lengths, causal):
    """Every sequence is cut to its real positions, so that nothing needs a padding mask."""
    answer = np.zeros_like(x)
    w = wq.shape[1] // heads
    for i, length in enumerate(lengths):
        if length == 0:
            continue
        part = x[i, :length].astype(np.float64)
        total = np.zeros(part.shape)
        for head in range(heads):
            key_head = head * kv_heads // heads
            q = part @ wq[:, head * w : (head + 1) * w]
            k = part @ wk[:, key_head * w : (key_head + 1) * w]
            v = part @ wv[:, key_head * w : (key_head + 1) * w]
            scores = q @ k.T / w**0.5
            if causal:
                scores[np.triu_indices(length, 1)] = -np.inf
            weights = np.exp(scores - scores.max(axis=1)[:, None])
            weights /= weights.sum(axis=1)[:, None]
            total += weights @ v @ wo[head * w : (head + 1) * w]
        answer[i, :length] = total
    return answer
