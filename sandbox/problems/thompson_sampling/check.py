import numpy as np


def check(case, expected, got):
    if got is None or expected is None:
        return None if got is expected else "None is the answer if, and only if, no arm is available"
    if isinstance(got, bool) or not isinstance(got, (int, np.integer)):
        return "the answer must be an int or None"
    successes, failures, _, available, _ = case.args
    free = [arm for arm, ok in enumerate(available) if ok]
    if not 0 <= got < len(available) or not available[got]:
        return "this arm is not available"
    if got != expected and len({(successes[arm], failures[arm]) for arm in free}) > 1:
        return "an arm that is practically never the best"
    return None
