import math


def success_by_level(up, down):
    """g = chance not to gain a level before falling to the bottom, by a recursion without subtraction, kept as a logarithm."""
    n = len(up)
    pass_on = [-math.inf]
    log_g = 0.0
    for u, d in zip(up, down):
        if u == 0:
            log_f, log_g = -math.inf, 0.0
        elif d == 0 or log_g == -math.inf:
            log_f, log_g = 0.0, -math.inf
        else:
            x = math.log(d / u) + log_g
            if x > 0:
                log_f = -x - math.log1p(math.exp(-x))
                log_g = -math.log1p(math.exp(-x))
            else:
                log_f = -math.log1p(math.exp(x))
                log_g = x - math.log1p(math.exp(x))
        pass_on.append(log_f)
    answer = [1.0] * (n + 2)
    logs = 0.0
    for level in range(n, -1, -1):
        logs += pass_on[level]
        answer[level] = math.exp(logs)
    return answer
