def auc(labels, scores, weights=None):
    """The ROC curve from the highest score down, one point per distinct score, and its trapezoids."""
    up, right = {}, {}
    for i, score in enumerate(scores):
        if score != score:
            raise ValueError(score)
        weight = 1.0 if weights is None else weights[i]
        side = up if labels[i] else right
        side[score] = side.get(score, 0.0) + weight
    height = width = area = 0.0
    for score in sorted(set(up) | set(right), reverse=True):
        rise, run = up.get(score, 0.0), right.get(score, 0.0)
        area += run * (2 * height + rise) / 2
        height += rise
        width += run
    if height == 0 or width == 0:
        return None
    return area / height / width
