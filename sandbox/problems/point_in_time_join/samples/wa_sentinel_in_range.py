import heapq
from collections import defaultdict


def features_as_known(rows, queries, max_age):
    events = []
    for i, (e, ev, av, v) in enumerate(rows):
        events.append((av, 0, i))
    for j, (e, t) in enumerate(queries):
        events.append((t, 1, j))
    heapq.heapify(events)
    cur = defaultdict(lambda: (-(10**9), -(10**9), -1))
    ans = {}
    while events:
        t, kind, i = heapq.heappop(events)
        if kind == 0:
            e, ev, av, v = rows[i]
            if (ev, av) >= cur[e][:2]:
                cur[e] = (ev, av, i)
        else:
            e = queries[i][0]
            ev, _, k = cur[e]
            ans[i] = None if k < 0 or ev < t - max_age else rows[k][3]
    return [ans[j] for j in range(len(queries))]
