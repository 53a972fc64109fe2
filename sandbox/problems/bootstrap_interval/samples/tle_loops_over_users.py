def ratio_interval(clicks, views, level, resamples, rng):
    n = len(clicks)
    ratios = []
    for _ in range(resamples):
        top = bottom = 0.0
        for user in rng.integers(0, n, size=n):
            top += clicks[user]
            bottom += views[user]
        ratios.append(top / bottom)
    ratios.sort()
    t = resamples * (100 - level) // 200
    return float(clicks.sum() / views.sum()), float(ratios[t]), float(ratios[resamples - 1 - t])
