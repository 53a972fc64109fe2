"""A map of the live entries and a heap of ends; the number of a write tells a true heap entry from a stale one."""

import heapq


class TTLCache:
    def __init__(self, capacity, ttl, clock):
        if capacity < 1 or ttl <= 0:
            raise ValueError("capacity and ttl must be positive")
        self.capacity = capacity
        self.ttl = ttl
        self.clock = clock
        self.live = {}
        self.heap = []
        self.writes = 0

    def _purge(self):
        now = self.clock()
        while self.heap and self.heap[0][0] <= now:
            expiry, write, key = heapq.heappop(self.heap)
            if key in self.live and self.live[key][1] == write:
                del self.live[key]
        return now

    def get(self, key):
        self._purge()
        return self.live[key][0] if key in self.live else None

    def put(self, key, value, ttl=None):
        if ttl is None:
            ttl = self.ttl
        if ttl <= 0:
            raise ValueError("ttl must be positive")
        now = self._purge()
        gone = None
        if key not in self.live and len(self.live) >= self.capacity:
            while gone is None:
                expiry, write, old = heapq.heappop(self.heap)
                if old in self.live and self.live[old][1] == write:
                    gone = old
            del self.live[gone]
        self.writes += 1
        self.live[key] = (value, self.writes, now + ttl)
        heapq.heappush(self.heap, (now + ttl, self.writes, key))
        return gone

    def left(self, key):
        now = self._purge()
        return self.live[key][2] - now if key in self.live else None

    def size(self):
        self._purge()
        return len(self.live)
