import numpy as np


def keep_boxes(boxes, scores, labels, overlap, least_score, most):
    order = np.argsort(-scores, kind="stable")
    order = order[scores[order] >= least_score]
    b, kind = boxes[order], labels[order]
    area = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    kept = []
    for place, index in enumerate(order.tolist()):
        sides = np.minimum(b[place, 2:], b[:place, 2:]) - np.maximum(b[place, :2], b[:place, :2])
        common = np.maximum(sides, 0.0).prod(axis=1)
        union = np.maximum(area[place] + area[:place] - common, 1e-300)
        if not np.any((common > 0) & (common / union > overlap) & (kind[:place] == kind[place])):
            kept.append(index)
    return kept[:most]
