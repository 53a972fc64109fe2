from collections import deque
from fractions import Fraction


class AliasSampler:
    """Queues; integer heights where that is cheap, floats otherwise. One uniform number, split into column and rest."""

    def __init__(self, weights):
        if len(weights) == 0 or any(weight < 0 for weight in weights) or sum(weights) == 0:
            raise ValueError
        n = len(weights)
        number = Fraction if n <= 200 else float
        total = sum(map(number, weights))
        height = [number(weight) * n / total for weight in weights]
        keep, other = [1.0] * n, [0] * n
        poor = deque(i for i in range(n) if height[i] < 1)
        rich = deque(i for i in range(n) if height[i] >= 1)
        while poor and rich:
            i, j = poor.popleft(), rich.popleft()
            keep[i], other[i] = float(height[i]), j
            height[j] = height[j] + height[i] - 1
            (rich if height[j] >= 1 else poor).append(j)
        self._keep, self._other, self._n = keep, other, n

    def table(self):
        return list(self._keep), list(self._other)

    def draw(self, rng):
        point = rng.random() * self._n
        column = int(point)
        return column if point - column < self._keep[column] else self._other[column]
