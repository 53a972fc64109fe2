def auc(labels, scores, weights=None):
    if any(score != score for score in scores):
        raise ValueError
    weights = [1] * len(scores) if weights is None else weights
    won = negatives = positives = 0.0
    for i in sorted(range(len(scores)), key=lambda i: (scores[i], -labels[i])):
        if labels[i]:
            positives += weights[i]
            won += weights[i] * negatives
        else:
            negatives += weights[i]
    return won / (positives * negatives) if positives and negatives else None
