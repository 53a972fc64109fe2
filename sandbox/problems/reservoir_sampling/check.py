from collections import Counter

from casekit import Raised


def check(case, expected, got):
    if isinstance(expected, Raised):
        return None if isinstance(got, Raised) and "ValueError" in (got.type, *got.bases) else "a negative k must raise ValueError"
    if isinstance(got, Raised):
        return f"raised {got.type}"
    if type(got) is str:
        return got[:60]
    k, _, stream, *rest = case.args
    digits = rest[1] if len(rest) > 1 else 0
    total = stream if type(stream) is int else len(stream)
    counts = [count for count in sorted(set(rest[0] if rest else ())) if count <= total] + [total]
    if type(got) is not list or len(got) != 2 * len(counts):
        return f"expected {2 * len(counts)} samples"
    before = Counter()
    for number, sample in enumerate(got):
        n = counts[number // 2]
        if type(sample) is not list or len(sample) != min(k, n):
            return f"after {n} items: expected a list of {min(k, n)} items"
        if any(type(item) not in (int, str) for item in sample):
            return f"after {n} items: not items of the stream"
        if digits and any(type(item) is not str or len(item) != digits or not item.isdecimal() for item in sample):
            return f"after {n} items: an item that was not in the stream"
        held = Counter(int(item) for item in sample) if digits else Counter(sample)
        if type(stream) is int:
            if any(type(item) is not int or not 0 <= item < n or times > 1 for item, times in held.items()):
                return f"after {n} items: an item that was not in the stream, or one position twice"
        elif held - Counter(stream[:n]):
            return f"after {n} items: an item that was not in the stream, or more often than it was there"
        if number % 2 and held != before:
            return "two samples without an add between them differ"
        before = held
    return None
