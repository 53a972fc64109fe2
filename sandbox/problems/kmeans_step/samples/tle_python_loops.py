import numpy as np


def kmeans_step(points, weights, centers):
    rows, middle = points.tolist(), centers.tolist()
    assignment, cost = [], 0.0
    for row, weight in zip(rows, weights.tolist(), strict=True):
        distances = [sum((x - y) ** 2 for x, y in zip(row, center, strict=True)) for center in middle]
        best = min(distances)
        assignment.append(distances.index(best))
        cost += weight * best
    assignment = np.array(assignment, dtype=np.int64)
    moved = centers.copy()
    for index in range(len(centers)):
        mine = assignment == index
        if weights[mine].sum() > 0:
            moved[index] = np.average(points[mine], axis=0, weights=weights[mine])
    return assignment, moved, cost
