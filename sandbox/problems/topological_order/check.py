import numpy as np


def _whole(number):
    return isinstance(number, (int, np.integer)) and not isinstance(number, bool)


def check(case, expected, got):
    n, needs = case.args
    if type(got) not in (tuple, list) or len(got) != 2:
        return "expected a pair (order, cycle)"
    order, cycle = got
    if expected[0] is not None:
        if cycle is not None:
            return "there is an order, so cycle must be None"
        if type(order) is not list or len(order) != n:
            return f"expected an order: a list of {n} tasks"
        if any(not _whole(task) for task in order):
            return "every task of the order must be an int"
        for place, (mine, right) in enumerate(zip(order, expected[0])):
            if mine != right:
                return f"at place {place} the order has {mine % 10**9}, the smallest order has {right}"
        return None
    if order is not None:
        return "there is no order, so order must be None"
    if type(cycle) is not list or not 1 <= len(cycle) <= n:
        return "expected a cycle: a list of tasks, not empty"
    if any(not _whole(task) for task in cycle):
        return "every task of the cycle must be an int"
    if len(set(cycle)) != len(cycle):
        return "a task comes twice in the cycle"
    pairs = set(needs)
    for place, task in enumerate(cycle):
        if (task, cycle[(place + 1) % len(cycle)]) not in pairs:
            return f"the task at place {place} of the cycle does not need the one that follows"
    return None
