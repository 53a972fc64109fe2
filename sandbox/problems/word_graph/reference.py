"""Distances to the goal by breadth-first search over groups of names that share a pattern; then the smallest next name."""

from collections import deque


def word_chain(start, goal, words):
    if start == goal:
        return [start]
    buckets = {}
    for word in {*words, start}:
        for place in range(len(word)):
            buckets.setdefault(word[:place] + "?" + word[place + 1 :], []).append(word)
    for bucket in buckets.values():
        bucket.sort()
    if goal not in set(words):
        return None
    left = {goal: 0}
    queue = deque([goal])
    done = set()
    while queue and start not in left:
        word = queue.popleft()
        for place in range(len(word)):
            pattern = word[:place] + "?" + word[place + 1 :]
            if pattern in done:
                continue
            # All of a group is within one step of its first member: it is looked at once.
            done.add(pattern)
            for near in buckets[pattern]:
                if near not in left:
                    left[near] = left[word] + 1
                    queue.append(near)
    if start not in left:
        return None
    chain = [start]
    while chain[-1] != goal:
        word = chain[-1]
        steps = []
        for place in range(len(word)):
            for near in buckets[word[:place] + "?" + word[place + 1 :]]:
                if left.get(near) == left[word] - 1:
                    steps.append(near)
                    break
        chain.append(min(steps))
    return chain
