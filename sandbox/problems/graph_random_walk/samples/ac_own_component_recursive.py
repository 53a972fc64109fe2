import numpy as np


def walk_distribution(n, edges, start, steps):
    """Only the part around the start; recursive powering with the correction in the last column of each row."""
    ways = {i: {} for i in range(n)}
    for u, v in edges:
        ways[u][v] = ways[u].get(v, 0) + 1
        if u != v:
            ways[v][u] = ways[v].get(u, 0) + 1
    found, stack = {start}, [start]
    while stack:
        for v in ways[stack.pop()]:
            if v not in found:
                found.add(v)
                stack.append(v)
    nodes = sorted(found)
    place = {node: i for i, node in enumerate(nodes)}
    one = np.zeros((len(nodes), len(nodes)))
    for u in nodes:
        total = sum(ways[u].values())
        for v, count in ways[u].items():
            one[place[u], place[v]] = count / total
        if not total:
            one[place[u], place[u]] = 1.0

    def fixed(matrix):
        largest = matrix.argmax(axis=1)
        matrix[np.arange(len(matrix)), largest] += 1 - matrix.sum(axis=1)
        return matrix

    def power(k):
        if k == 0:
            return np.eye(len(nodes))
        half = power(k // 2)
        square = fixed(half @ half)
        return fixed(square @ one) if k % 2 else square

    row = power(steps)[place[start]]
    answer = [0.0] * n
    for node in nodes:
        answer[node] = float(row[place[node]])
    return answer
