import numpy as np


def _table(boxes, others):
    a, b = np.array(boxes, dtype=float).reshape(-1, 1, 4), np.array(others, dtype=float).reshape(1, -1, 4)
    sides = np.clip(np.minimum(a[..., 2:], b[..., 2:]) - np.maximum(a[..., :2], b[..., :2]), 0, None)
    common = sides.prod(-1)
    return common / ((a[..., 2:] - a[..., :2]).prod(-1) + (b[..., 2:] - b[..., :2]).prod(-1) - common)


def mean_average_precision(truths, detections, overlap):
    """Tables of overlaps by image; verdicts by detection; the envelope by a running maximum on the reversed array."""
    verdicts = {}
    groups = {}
    for number, (image, label, box, hard) in enumerate(truths):
        groups.setdefault((image, label), ([], [], []))[1 if hard else 0].append(box)
    for number, (image, label, box, score) in enumerate(detections):
        if (image, label) in groups:
            groups[image, label][2].append((-score, number, box))
        else:
            verdicts[number] = 0
    for plain, hard, found in groups.values():
        found.sort(key=lambda entry: entry[:2])
        boxes = [box for _, _, box in found]
        scores, ignored = _table(boxes, plain), (_table(boxes, hard) >= overlap).any(axis=1)
        for row, (_, number, _) in enumerate(found):
            if plain and scores[row].max() >= overlap:
                scores[:, scores[row].argmax()] = -1.0
                verdicts[number] = 1
            else:
                verdicts[number] = None if ignored[row] else 0
    results = []
    for label in {label for _, label, _, hard in truths if not hard}:
        total = sum(1 for _, other, _, hard in truths if other == label and not hard)
        mine = [
            number
            for number, detection in enumerate(detections)
            if detection[1] == label and verdicts[number] is not None
        ]
        mine.sort(key=lambda number: (-detections[number][3], number))
        right = np.array([verdicts[number] for number in mine], dtype=float)
        precision = np.cumsum(right) / np.arange(1, len(mine) + 1)
        envelope = np.maximum.accumulate(precision[right == 1][::-1])
        results.append(envelope.sum() / total)
    return float(np.mean(results)) if results else None
