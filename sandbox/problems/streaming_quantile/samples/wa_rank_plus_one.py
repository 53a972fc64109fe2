from bisect import bisect_left, insort
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
            del self.ordered[bisect_left(self.ordered, self.queue.popleft())]

    def get(self):
        if not self.ordered:
            return None
        rank = min(len(self.ordered), self.percent * len(self.ordered) // 100 + 1)
        return self.ordered[rank - 1]
