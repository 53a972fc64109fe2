from bisect import insort


def _iou(a, b):
    w = max(0, min(a[2], b[2]) - max(a[0], b[0]))
    h = max(0, min(a[3], b[3]) - max(a[1], b[1]))
    return w * h / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h)


def mean_average_precision(truths, detections, overlap):
    """Each class as a staircase of points (recall, precision), integrated from the right."""
    labels = sorted({truth[1] for truth in truths if not truth[3]})
    if not labels:
        return None
    total = 0.0
    for label in labels:
        by_image = {}
        for image, other, box, hard in truths:
            if other == label:
                by_image.setdefault(image, []).append([box, hard, False])
        wanted = sum(not entry[1] for entries in by_image.values() for entry in entries)
        queue = []
        for number, (image, other, box, score) in enumerate(detections):
            if other == label:
                insort(queue, (-score, number, image, box))
        points, hits, seen = [(0.0, 0.0)], 0, 0
        for _, _, image, box in queue:
            entries = by_image.get(image, [])
            chosen = None
            for entry in entries:
                value = _iou(box, entry[0])
                if not entry[1] and not entry[2] and value >= overlap and (chosen is None or value > chosen[0]):
                    chosen = (value, entry)
            if chosen:
                chosen[1][2] = True
                hits += 1
            elif any(entry[1] and _iou(box, entry[0]) >= overlap for entry in entries):
                continue
            seen += 1
            points.append((hits / wanted, hits / seen))
        best, area = 0.0, 0.0
        for (left, _), (right, precision) in zip(points[-2::-1], points[:0:-1], strict=True):
            best = max(best, precision)
            area += (right - left) * best
        total += area
    return total / len(labels)
