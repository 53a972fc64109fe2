from bisect import insort, bisect_left
from collections import deque


class WindowPercentile:
    def __init__(self, percent, window):
        if not 0 <= percent <= 100 or window < 1:
            raise ValueError
        self.p = percent
        self.w = window
        self.q = deque()
        self.s = []

    def add(self, value):
        self.q.append(round(value, 3))
        insort(self.s, round(value, 3))
        if len(self.q) > self.w:
            del self.s[bisect_left(self.s, self.q.popleft())]

    def get(self):
        m = len(self.s)
        if m == 0:
            return None
        r = max(1, -(-self.p * m // 100))
        return self.s[r - 1]
