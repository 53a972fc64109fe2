from collections import deque


class RateLimiter:
    def __init__(self, budget, window, clock):
        if budget < 1 or window <= 0:
            raise ValueError
        self.b = budget
        self.w = window
        self.clock = clock
        self.q = {}

    def allow(self, client, cost=1):
        if cost < 1:
            raise ValueError
        now = self.clock()
        q = self.q.setdefault(client, deque())
        while q and q[0] <= now - self.w:
            q.popleft()
        if len(q) + cost > self.b:
            return False
        q.extend([now] * cost)
        return True

    def wait(self, client, cost=1):
        if cost < 1:
            raise ValueError
        if cost > self.b:
            return None
        now = self.clock()
        q = self.q.setdefault(client, deque())
        while q and q[0] <= now - self.w:
            q.popleft()
        if len(q) + cost <= self.b:
            return 0.0
        return q[len(q) + cost - self.b - 1] + self.w - now
