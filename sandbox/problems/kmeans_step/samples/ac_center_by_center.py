import numpy as np


def kmeans_step(points, weights, centers):
    """A running minimum over centers with true differences, then a masked mean for every center."""
    n = len(points)
    best, assignment = np.full(n, np.inf), np.zeros(n, dtype=np.int64)
    for index, center in enumerate(centers):
        difference = points - center
        distance = np.einsum("nd,nd->n", difference, difference)
        nearer = distance < best
        best[nearer] = distance[nearer]
        assignment[nearer] = index
    moved = np.array(centers)
    for index in range(len(centers)):
        mine = assignment == index
        total = weights[mine].sum()
        if total > 0:
            moved[index] = centers[index] + weights[mine] @ (points[mine] - centers[index]) / total
    return assignment, moved, float(weights @ best)
