class RateLimiter:
    """Budget flows back bit by bit, which is another rule than an exact window."""

    def __init__(self, budget, window, clock):
        if budget < 1 or window <= 0:
            raise ValueError
        self.budget, self.window, self.clock = budget, window, clock
        self.state = {}

    def _tokens(self, client):
        now = self.clock()
        tokens, then = self.state.get(client, (self.budget, now))
        tokens = min(self.budget, tokens + (now - then) * self.budget / self.window)
        self.state[client] = tokens, now
        return tokens

    def allow(self, client, cost=1):
        if cost < 1:
            raise ValueError
        tokens = self._tokens(client)
        if cost > tokens:
            return False
        self.state[client] = tokens - cost, self.state[client][1]
        return True

    def wait(self, client, cost=1):
        if cost < 1:
            raise ValueError
        if cost > self.budget:
            return None
        return max(0.0, (cost - self._tokens(client)) * self.window / self.budget)
