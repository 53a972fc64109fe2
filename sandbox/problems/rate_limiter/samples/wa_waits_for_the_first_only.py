from collections import deque


class RateLimiter:
    def __init__(self, budget, window, clock):
        if budget < 1 or window <= 0:
            raise ValueError("budget and window must be positive")
        self.budget = budget
        self.window = window
        self.clock = clock
        self.logs = {}
        self.spent = {}

    def _forget(self, client):
        now = self.clock()
        log = self.logs.get(client)
        while log and log[0][0] <= now - self.window:
            self.spent[client] -= log.popleft()[1]
        return now

    def allow(self, client, cost=1):
        if cost < 1:
            raise ValueError("the cost must be positive")
        now = self._forget(client)
        if self.spent.get(client, 0) + cost > self.budget:
            return False
        self.logs.setdefault(client, deque()).append((now, cost))
        self.spent[client] = self.spent.get(client, 0) + cost
        return True

    def wait(self, client, cost=1):
        if cost < 1:
            raise ValueError("the cost must be positive")
        if cost > self.budget:
            return None
        now = self._forget(client)
        over = self.spent.get(client, 0) + cost - self.budget
        if over <= 0:
            return 0.0
        return self.logs[client][0][0] + self.window - now
