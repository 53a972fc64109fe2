import heapq


class WindowPercentile:
    """Two heaps that meet at the rank; entries that left the window are thrown away when they come to the top."""

    def __init__(self, percent, window):
        if percent < 0 or percent > 100 or window <= 0:
            raise ValueError
        self.p, self.w = percent, window
        self.low, self.high = [], []
        self.side = {}
        self.n = 0
        self.low_size = 0

    def _rank(self):
        m = min(self.n, self.w)
        return max(1, (self.p * m + 99) // 100)

    def _clean(self):
        while self.low and self.low[0][1] not in self.side:
            heapq.heappop(self.low)
        while self.high and self.high[0][1] not in self.side:
            heapq.heappop(self.high)

    def add(self, value):
        number = self.n
        self.n += 1
        self._clean()
        if self.low and (value, number) < (-self.low[0][0], -self.low[0][2]):
            heapq.heappush(self.low, (-value, number, -number))
            self.side[number] = 0
            self.low_size += 1
        else:
            heapq.heappush(self.high, (value, number))
            self.side[number] = 1
        old = number - self.w
        if old >= 0:
            self.low_size -= self.side.pop(old) == 0
        self._clean()
        rank = self._rank()
        while self.low_size < rank:
            v, i = heapq.heappop(self.high)
            heapq.heappush(self.low, (-v, i, -i))
            self.side[i] = 0
            self.low_size += 1
            self._clean()
        while self.low_size > rank:
            v, i, _ = heapq.heappop(self.low)
            heapq.heappush(self.high, (-v, i))
            self.side[i] = 1
            self.low_size -= 1
            self._clean()

    def get(self):
        if self.n == 0:
            return None
        self._clean()
        return -self.low[0][0]
