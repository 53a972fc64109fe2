import heapq

import numpy as np


def keep_boxes(boxes, scores, labels, overlap, least_score, most):
    """Every class for itself, each candidate against the kept ones; the classes' lists are merged by rank."""
    rank = np.lexsort((np.arange(len(scores)), -scores))
    classes = {}
    for place, index in enumerate(rank.tolist()):
        if scores[index] >= least_score:
            classes.setdefault(int(labels[index]), []).append((place, index))
    lists = []
    for members in classes.values():
        kept, shapes = [], np.empty((len(members), 4))
        for place, index in members:
            x1, y1, x2, y2 = boxes[index]
            held = shapes[: len(kept)]
            width = np.minimum(held[:, 2], x2) - np.maximum(held[:, 0], x1)
            height = np.minimum(held[:, 3], y2) - np.maximum(held[:, 1], y1)
            common = np.where((width > 0) & (height > 0), width * height, 0.0)
            areas = (held[:, 2] - held[:, 0]) * (held[:, 3] - held[:, 1])
            union = areas + (x2 - x1) * (y2 - y1) - common
            if not np.any((common > 0) & (common / np.where(union > 0, union, 1.0) > overlap)):
                shapes[len(kept)] = boxes[index]
                kept.append((place, index))
        lists.append(kept)
    return [index for _, index in heapq.merge(*lists)][:most]
