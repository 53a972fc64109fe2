class WeightedPicker:
    """A float in [0, total) and a hand-written search; 53 bits are enough for totals up to 10^17."""

    def __init__(self, weights, rng):
        if len(weights) == 0 or any(weight < 0 for weight in weights) or not any(weights):
            raise ValueError
        self.rng = rng
        # Zero weights are left out, so that no search can end on one.
        self.index, self.ends = [], []
        total = 0
        for i, weight in enumerate(weights):
            if weight:
                total += weight
                self.index.append(i)
                self.ends.append(total)
        self.total = total

    def pick(self):
        point = int(self.rng.random() * self.total)
        low, high = 0, len(self.ends) - 1
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= point:
                low = middle + 1
            else:
                high = middle
        return self.index[low]
