import numpy as np


def kmeans_step(points, weights, centers):
    squares = ((points[:, None, :] - centers[None, :, :]) ** 2).sum(axis=2)
    assignment = squares.argmin(axis=1)
    moved = centers.copy()
    for index in range(len(centers)):
        mine = assignment == index
        if weights[mine].sum() > 0:
            moved[index] = np.average(points[mine], axis=0, weights=weights[mine])
    return assignment, moved, float(weights @ squares[np.arange(len(points)), assignment])
