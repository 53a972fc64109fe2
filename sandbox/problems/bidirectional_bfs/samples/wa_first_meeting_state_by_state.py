from collections import deque


def fewest_steps(modulus, operations, start, target, limit):
    """Two queues, one state of each in turn; the first state known to both is taken for the best."""
    if start == target:
        return 0
    back = [(kind, -c if kind == "add" else pow(c, -1, modulus)) for kind, c in operations]
    steps = [{start: 0}, {target: 0}]
    queues = [deque([start]), deque([target])]
    while queues[0] or queues[1]:
        for side, moves in ((0, operations), (1, back)):
            if not queues[side]:
                continue
            x = queues[side].popleft()
            if 2 * steps[side][x] > limit + 1:
                return -1
            for kind, c in moves:
                y = (x + c) % modulus if kind == "add" else x * c % modulus
                if y in steps[1 - side]:
                    total = steps[side][x] + 1 + steps[1 - side][y]
                    return total if total <= limit else -1
                if y not in steps[side]:
                    steps[side][y] = steps[side][x] + 1
                    queues[side].append(y)
    return -1
