from bisect import bisect_left, bisect_right, insort
from collections import deque
from fractions import Fraction
from math import ceil


class WindowPercentile:
    """A list of short sorted lists; deletion looks for the bucket by its last value."""

    def __init__(self, percent, window):
        if not (0 <= percent <= 100 and window >= 1):
            raise ValueError(percent, window)
        self.share, self.window = Fraction(percent, 100), window
        self.buckets, self.lasts = [[]], [float("inf")]
        self.arrivals = deque()

    def add(self, value):
        if len(self.arrivals) == self.window:
            old = self.arrivals.popleft()
            place = bisect_left(self.lasts, old)
            bucket = self.buckets[place]
            del bucket[bisect_left(bucket, old)]
            if not bucket and len(self.buckets) > 1 and place < len(self.buckets) - 1:
                del self.buckets[place], self.lasts[place]
            elif bucket and place < len(self.buckets) - 1:
                self.lasts[place] = bucket[-1]
        self.arrivals.append(value)
        place = bisect_left(self.lasts, value)
        bucket = self.buckets[place]
        insort(bucket, value)
        if len(bucket) > 600:
            middle = len(bucket) // 2
            # Equal values stay in one bucket, so that the last values rise strictly.
            cut = bisect_right(bucket, bucket[middle])
            if cut == len(bucket):
                cut = bisect_left(bucket, bucket[middle])
            if 0 < cut < len(bucket):
                self.buckets[place : place + 1] = [bucket[:cut], bucket[cut:]]
                self.lasts.insert(place, bucket[cut - 1])

    def get(self):
        m = len(self.arrivals)
        if m == 0:
            return None
        left = max(1, ceil(self.share * m)) - 1
        for bucket in self.buckets:
            if left < len(bucket):
                return bucket[left]
            left -= len(bucket)
