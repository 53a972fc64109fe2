"""Takes the last of the objects with the largest overlap."""

from collections import Counter, defaultdict


def _overlap(a, b):
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    common = width * height
    return common / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - common)


def mean_average_precision(truths, detections, overlap):
    ordinary, difficult, wanted = defaultdict(list), defaultdict(list), Counter()
    for image, label, box, hard in truths:
        (difficult if hard else ordinary)[image, label].append(box)
        wanted[label] += not hard
    right, wrong, precisions = Counter(), Counter(), defaultdict(list)
    for image, label, box, _ in sorted(detections, key=lambda detection: -detection[3]):
        free = ordinary[image, label]
        values = [_overlap(box, other) for other in free]
        best = max(values, default=0.0)
        if best >= overlap:
            del free[max(place for place, value in enumerate(values) if value == best)]
            right[label] += 1
            precisions[label].append(right[label] / (right[label] + wrong[label]))
        elif not any(_overlap(box, other) >= overlap for other in difficult[image, label]):
            wrong[label] += 1
    results = []
    for label, count in wanted.items():
        if count:
            area = top = 0.0
            for precision in reversed(precisions[label]):
                top = max(top, precision)
                area += top
            results.append(area / count)
    return sum(results) / len(results) if results else None
