from bisect import bisect_left, insort


class TTLCache:
    """Ends in a sorted list, true ones only: a replaced write is found by bisection and taken out."""

    def __init__(self, capacity, ttl, clock):
        if not (capacity >= 1 and ttl > 0):
            raise ValueError((capacity, ttl))
        self.capacity, self.ttl, self.clock = capacity, ttl, clock
        self.values = {}
        self.places = {}
        self.ends = []
        self.owner = {}
        self.puts = 0

    def _forget(self, place):
        key = self.owner.pop(place)
        del self.values[key], self.places[key]
        return key

    def _expire(self):
        now = self.clock()
        past = bisect_left(self.ends, (now, float("inf")))
        for place in self.ends[:past]:
            self._forget(place)
        del self.ends[:past]
        return now

    def get(self, key):
        self._expire()
        return self.values.get(key)

    def put(self, key, value, ttl=None):
        life = self.ttl if ttl is None else ttl
        if life <= 0:
            raise ValueError(life)
        now = self._expire()
        evicted = None
        if key in self.values:
            place = self.places[key]
            del self.ends[bisect_left(self.ends, place)]
            self._forget(place)
        elif len(self.values) == self.capacity:
            evicted = self._forget(self.ends.pop(0))
        self.puts += 1
        place = (now + life, self.puts)
        insort(self.ends, place)
        self.values[key], self.places[key], self.owner[place] = value, place, key
        return evicted

    def left(self, key):
        now = self._expire()
        return self.places[key][0] - now if key in self.places else None

    def size(self):
        self._expire()
        return len(self.values)
