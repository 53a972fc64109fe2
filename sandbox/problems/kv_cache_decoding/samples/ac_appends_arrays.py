import numpy as np


class CachedAttention:
    """Keys and values joined anew at every call, one head at a time; old keys and new keys are scored apart."""

    def __init__(self, wq, wk, wv, wo, heads, capacity):
        w = wq.shape[0] // heads
        cuts = [slice(h * w, (h + 1) * w) for h in range(heads)]
        self.maps = [(wq[:, cut] / w**0.5, wk[:, cut].copy(), wv[:, cut].copy(), wo[cut].copy()) for cut in cuts]
        self.capacity = capacity
        self.caches = [(np.zeros((0, w)), np.zeros((0, w))) for _ in range(heads)]

    def extend(self, x):
        if self.length() + len(x) > self.capacity:
            raise ValueError
        answer = np.zeros(x.shape)
        future = np.triu_indices(len(x), 1)
        for head, (wq, wk, wv, wo) in enumerate(self.maps):
            keys, values = self.caches[head]
            q, new_keys, new_values = x @ wq, x @ wk, x @ wv
            fresh = q @ new_keys.T
            fresh[future] = -np.inf
            scores = np.hstack([q @ keys.T, fresh])
            keys, values = np.vstack([keys, new_keys]), np.vstack([values, new_values])
            if len(x):
                scores = np.exp(scores - scores.max(axis=1)[:, None])
                answer += scores @ values / scores.sum(axis=1)[:, None] @ wo
            self.caches[head] = (keys, values)
        return answer

    def rollback(self, length):
        if length not in range(self.length() + 1):
            raise ValueError
        self.caches = [(keys[:length], values[:length]) for keys, values in self.caches]

    def length(self):
        return len(self.caches[0][0])
