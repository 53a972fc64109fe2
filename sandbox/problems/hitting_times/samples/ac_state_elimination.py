import numpy as np


def expected_steps(p, goals):
    """Takes the states out one by one; only sums of non-negative numbers, so tiny exits lose nothing."""
    n = p.shape[0]
    goals = set(goals)
    after = [[j for j in range(n) if p[i, j] > 0] for i in range(n)]
    before = [[] for _ in range(n)]
    for i in range(n):
        if i not in goals:
            for j in after[i]:
                before[j].append(i)

    def ancestors(seeds):
        found, stack = set(seeds), list(seeds)
        while stack:
            for i in before[stack.pop()]:
                if i not in found:
                    found.add(i)
                    stack.append(i)
        return found

    lost = ancestors(set(range(n)) - ancestors(goals))
    states = [i for i in range(n) if i not in goals and i not in lost]
    m = len(states)
    answer = np.array([np.inf if i in lost else 0.0 for i in range(n)])
    if m == 0:
        return answer
    w = np.zeros((m, m + 1))
    w[:, :m] = p[np.ix_(states, states)]
    w[:, m] = p[np.ix_(states, sorted(goals))].sum(axis=1)
    time = np.ones(m)
    for k in range(m - 1, -1, -1):
        leave = w[k, :k].sum() + w[k, m]
        row, mine = np.append(w[k, :k], w[k, m]) / leave, time[k] / leave
        w[k, :k], w[k, m], time[k] = row[:-1], row[-1], mine
        enter = w[:k, k].copy()
        w[:k, :k] += np.outer(enter, row[:-1])
        w[:k, m] += enter * row[-1]
        time[:k] += enter * mine
    for k in range(m):
        time[k] += w[k, :k] @ time[:k]
    answer[states] = time
    return answer
