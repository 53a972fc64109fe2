from collections import deque


class WindowPercentile:
    def __init__(self, percent, window):
        if not 0 <= percent <= 100 or window < 1:
            raise ValueError
        self.percent, self.values = percent, deque(maxlen=window)

    def add(self, value):
        self.values.append(value)

    def get(self):
        if not self.values:
            return None
        return sorted(self.values)[max(1, -(-self.percent * len(self.values) // 100)) - 1]
