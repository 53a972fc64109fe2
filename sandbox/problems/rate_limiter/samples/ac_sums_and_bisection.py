from bisect import bisect_left, bisect_right


class RateLimiter:
    """Times and running totals of all that was granted; nothing is removed, both answers are bisections."""

    def __init__(self, budget, window, clock):
        if budget < 1:
            raise ValueError(budget)
        if window <= 0:
            raise ValueError(window)
        self.budget, self.window, self.clock = budget, window, clock
        self.history = {}

    def _spent(self, client):
        now = self.clock()
        times, totals = self.history.get(client, ([], [0]))
        past = bisect_right(times, now - self.window)
        return now, times, totals, totals[-1] - totals[past]

    def allow(self, client, cost=1):
        if cost < 1:
            raise ValueError(cost)
        now, times, totals, spent = self._spent(client)
        if spent + cost > self.budget:
            return False
        times.append(now)
        totals.append(totals[-1] + cost)
        self.history[client] = times, totals
        return True

    def wait(self, client, cost=1):
        if cost < 1:
            raise ValueError(cost)
        now, times, totals, spent = self._spent(client)
        if cost > self.budget:
            return None
        if spent + cost <= self.budget:
            return 0.0
        last = bisect_left(totals, totals[-1] + cost - self.budget) - 1
        return times[last] + self.window - now
