class AliasSampler:
    """Takes it for granted that a giver is left as long as someone is needy; rounding says otherwise."""

    def __init__(self, weights):
        if not weights or min(weights) < 0 or max(weights) == 0:
            raise ValueError
        n, total = len(weights), sum(weights)
        height = [weight * n / total for weight in weights]
        self.keep, self.other = [1.0] * n, list(range(n))
        small = [i for i in range(n) if height[i] < 1]
        big = [i for i in range(n) if height[i] >= 1]
        while small:
            low, high = small.pop(), big.pop()
            self.keep[low], self.other[low] = height[low], high
            height[high] -= 1 - height[low]
            (small if height[high] < 1 else big).append(high)

    def table(self):
        return self.keep, self.other

    def draw(self, rng):
        column = rng.randrange(len(self.keep))
        return column if rng.random() < self.keep[column] else self.other[column]
