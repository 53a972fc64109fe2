from bisect import bisect_left, bisect_right, insort
from collections import deque


class WindowPercentile:
    def __init__(self, percent, window):
        if not 0 <= percent <= 100 or window < 1:
            raise ValueError("percent must be 0 to 100, window at least 1")
        self.percent, self.window = percent, window
        self.queue, self.ordered = deque(), []

    def add(self, value):
        self.queue.append(value)
        insort(self.ordered, value)
        if len(self.queue) > self.window:
            old = self.queue.popleft()
            del self.ordered[bisect_left(self.ordered, old) : bisect_right(self.ordered, old)]
            self.ordered = self.ordered or [value]

    def get(self):
        if not self.ordered:
            return None
        rank = max(1, -(-self.percent * len(self.ordered) // 100))
        return self.ordered[rank - 1]
