from bisect import bisect_right
from itertools import accumulate


def features_as_known(rows, queries, max_age):
    """By entity: rows in the order of arrival, the best so far at each, and a binary search for every query."""
    logs = {}
    for place, (entity, event, available, _) in enumerate(rows):
        logs.setdefault(entity, []).append((available, event, place))
    tables = {}
    for entity, log in logs.items():
        log.sort()
        best = list(accumulate(((event, available, place) for available, event, place in log), max))
        tables[entity] = ([available for available, _, _ in log], best)
    answers = []
    for entity, time in queries:
        arrivals, best = tables.get(entity, ((), ()))
        count = bisect_right(arrivals, time)
        if count == 0 or time - best[count - 1][0] > max_age:
            answers.append(None)
        else:
            answers.append(rows[best[count - 1][2]][3])
    return answers
