def keep_boxes(boxes, scores, labels, overlap, least_score, most):
    kept = []
    for i in sorted(range(len(scores)), key=lambda i: (-scores[i], i)):
        if scores[i] < least_score or len(kept) == most:
            break
        good = True
        for j in kept:
            width = min(boxes[i, 2], boxes[j, 2]) - max(boxes[i, 0], boxes[j, 0])
            height = min(boxes[i, 3], boxes[j, 3]) - max(boxes[i, 1], boxes[j, 1])
            if labels[i] == labels[j] and width > 0 and height > 0:
                common = width * height
                first = (boxes[i, 2] - boxes[i, 0]) * (boxes[i, 3] - boxes[i, 1])
                second = (boxes[j, 2] - boxes[j, 0]) * (boxes[j, 3] - boxes[j, 1])
                good = good and common / (first + second - common) <= overlap
        if good:
            kept.append(i)
    return kept
