import numpy as np


def keep_boxes(boxes, scores, labels, overlap, least_score, most):
    """All pairs at once after sorting; then one pass down the rows of the table of who suppresses whom."""
    chosen = [i for i in range(len(scores)) if scores[i] >= least_score]
    chosen.sort(key=lambda i: (-scores[i], i))
    if not chosen:
        return []
    b, kind = boxes[chosen], labels[chosen]
    width = np.clip(np.minimum(b[:, None, 2], b[None, :, 2]) - np.maximum(b[:, None, 0], b[None, :, 0]), 0, None)
    height = np.clip(np.minimum(b[:, None, 3], b[None, :, 3]) - np.maximum(b[:, None, 1], b[None, :, 1]), 0, None)
    common = width * height
    del width, height
    area = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    table = (
        (common > overlap * (area[:, None] + area[None, :] - common)) & (common > 0) & (kind[:, None] == kind[None, :])
    )
    gone = np.zeros(len(chosen), dtype=bool)
    kept = []
    for place, index in enumerate(chosen):
        if len(kept) == most:
            break
        if not gone[place]:
            kept.append(index)
            gone |= table[place]
    return kept
