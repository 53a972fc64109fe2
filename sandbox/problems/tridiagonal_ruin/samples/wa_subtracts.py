def success_by_level(up, down):
    n = len(up)
    passed, left = [0.0], 1.0
    for u, d in zip(up, down):
        rate = u + d * left
        passed.append(u / rate if rate else 0.0)
        left = 1.0 - passed[-1]
    answer = [1.0] * (n + 2)
    for level in range(n, -1, -1):
        answer[level] = answer[level + 1] * passed[level]
    return answer
