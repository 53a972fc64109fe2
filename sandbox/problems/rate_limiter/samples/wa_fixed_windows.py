class RateLimiter:
    """Counts in windows that start at multiples of their length."""

    def __init__(self, budget, window, clock):
        if budget < 1 or window <= 0:
            raise ValueError
        self.budget, self.window, self.clock = budget, window, clock
        self.spent = {}

    def allow(self, client, cost=1):
        if cost < 1:
            raise ValueError
        place = (client, self.clock() // self.window)
        if self.spent.get(place, 0) + cost > self.budget:
            return False
        self.spent[place] = self.spent.get(place, 0) + cost
        return True

    def wait(self, client, cost=1):
        if cost < 1:
            raise ValueError
        if cost > self.budget:
            return None
        now = self.clock()
        number = now // self.window
        if self.spent.get((client, number), 0) + cost <= self.budget:
            return 0.0
        return (number + 1) * self.window - now
