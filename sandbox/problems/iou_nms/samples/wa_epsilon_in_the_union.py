"""An epsilon against a division by zero, larger than small boxes."""

import numpy as np


def keep_boxes(boxes, scores, labels, overlap, least_score, most):
    order = np.argsort(-scores, kind="stable")
    order = order[scores[order] >= least_score]
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    kept = []
    while len(order) and len(kept) < most:
        best, order = order[0], order[1:]
        kept.append(int(best))
        sides = np.minimum(boxes[best, 2:], boxes[order, 2:]) - np.maximum(boxes[best, :2], boxes[order, :2])
        common = np.maximum(sides, 0.0).prod(axis=1)
        union = area[best] + area[order] - common
        ratio = common / (union + 1e-9)
        order = order[~((ratio > overlap) & (labels[order] == labels[best]))]
    return kept
