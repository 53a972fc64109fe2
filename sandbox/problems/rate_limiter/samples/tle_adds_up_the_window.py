class RateLimiter:
    def __init__(self, budget, window, clock):
        if budget < 1 or window <= 0:
            raise ValueError
        self.budget, self.window, self.clock = budget, window, clock
        self.logs = {}

    def allow(self, client, cost=1):
        if cost < 1:
            raise ValueError
        now = self.clock()
        log = self.logs[client] = [entry for entry in self.logs.get(client, []) if entry[0] > now - self.window]
        if sum(entry[1] for entry in log) + cost > self.budget:
            return False
        log.append((now, cost))
        return True

    def wait(self, client, cost=1):
        if cost < 1:
            raise ValueError
        if cost > self.budget:
            return None
        now = self.clock()
        log = [entry for entry in self.logs.get(client, []) if entry[0] > now - self.window]
        spent = sum(entry[1] for entry in log)
        answer = 0.0
        for time, old in log:
            if spent + cost <= self.budget:
                break
            spent -= old
            answer = time + self.window - now
        return answer
