class WeightedPicker:
    """A complete binary tree of sums: walk down from the root."""

    def __init__(self, weights, rng):
        if not weights or any(weight < 0 for weight in weights) or sum(weights) == 0:
            raise ValueError("bad weights")
        size = 1
        while size < len(weights):
            size *= 2
        tree = [0] * size + list(weights) + [0] * (size - len(weights))
        for node in range(size - 1, 0, -1):
            tree[node] = tree[2 * node] + tree[2 * node + 1]
        self.size, self.tree, self.rng = size, tree, rng

    def pick(self):
        point, node = self.rng.randrange(self.tree[1]), 1
        while node < self.size:
            node *= 2
            if point >= self.tree[node]:
                point -= self.tree[node]
                node += 1
        return node - self.size
