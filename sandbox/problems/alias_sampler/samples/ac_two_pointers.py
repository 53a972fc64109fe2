import random


class AliasSampler:
    """Two cursors over the array instead of worklists: one on the next needy index, one on the giver."""

    def __init__(self, weights):
        if not weights or any(weight < 0 for weight in weights) or not any(weights):
            raise ValueError
        n = len(weights)
        mean = sum(weights) / n
        left = [weight / mean for weight in weights]
        self.k, self.a = [1.0] * n, [n - 1] * n

        def following(start, rich):
            while start < n and (left[start] >= 1) != rich:
                start += 1
            return start

        giver, cursor = following(0, True), following(0, False)
        needy = cursor
        while giver < n and needy < n:
            self.k[needy], self.a[needy] = left[needy], giver
            left[giver] -= 1 - left[needy]
            if left[giver] < 1 and giver < cursor:
                needy = giver
                giver = following(giver + 1, True)
                continue
            if left[giver] < 1:
                following_giver = following(giver + 1, True)
                cursor = following(cursor + 1, False)
                needy, giver = cursor, following_giver
                continue
            cursor = following(cursor + 1, False)
            needy = cursor

    def table(self):
        return self.k, self.a

    def draw(self, rng: random.Random):
        column = int(rng.random() * len(self.k))
        if rng.random() < self.k[column]:
            return column
        return self.a[column]
