from collections import Counter

from casekit import Raised


def check(case, expected, got):
    if isinstance(got, Raised):
        return f"raised {got.type}"
    stream, k, _ = case.args
    if type(got) is not list or len(got) != len(expected):
        return f"expected a list of {len(expected)} items"
    if any(type(item) not in (int, str) for item in got):
        return "not items of the stream"
    held = Counter(got)
    if type(stream) is int:
        if any(type(item) is not int or not 0 <= item < stream or times > 1 for item, times in held.items()):
            return "an item that is not in the stream, or one example twice"
        return None
    if held - Counter(item for item, weight in stream if weight > 0):
        return "an item of weight zero or not in the stream, or more often than it was there"
    return None
