class AliasSampler:
    def __init__(self, weights):
        if not weights or min(weights) < 0 or max(weights) == 0:
            raise ValueError
        n = len(weights)
        total = sum(weights)
        height = {i: weight * n / total for i, weight in enumerate(weights)}
        self.keep, self.other = [1.0] * n, list(range(n))
        while len(height) > 1:
            low, high = min(height, key=height.get), max(height, key=height.get)
            if low == high:
                break
            self.keep[low], self.other[low] = min(1.0, height[low]), high
            height[high] -= 1 - height.pop(low)

    def table(self):
        return self.keep, self.other

    def draw(self, rng):
        column = rng.randrange(len(self.keep))
        return column if rng.random() < self.keep[column] else self.other[column]
