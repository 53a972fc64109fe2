import math


class AliasSampler:
    def __init__(self, weights):
        if not weights or min(weights) < 0 or max(weights) == 0:
            raise ValueError("weights must be non-negative and not all zero")
        n = len(weights)
        scale = n / math.fsum(weights)
        height = [weight * scale for weight in weights]
        self.keep, self.other = [1.0] * n, list(range(n))
        small = [i for i in range(n) if height[i] < 1.0]
        big = [i for i in range(n) if height[i] >= 1.0]
        while small and big:
            low, high = small.pop(), big[-1]
            self.keep[low], self.other[low] = height[low], high
            height[high] -= 1.0 - height[low]
            if height[high] < 1.0:
                big.pop()

    def table(self):
        return self.keep, self.other

    def draw(self, rng):
        column = rng.randrange(len(self.keep))
        return column if rng.random() < self.keep[column] else self.other[column]
