from collections import deque


def word_chain(start, goal, words):
    if start == goal:
        return [start]
    names = sorted({*words, start})
    if goal not in set(words):
        return None

    def close(a, b):
        return len(a) == len(b) and sum(x != y for x, y in zip(a, b)) == 1

    before, queue = {start: None}, deque([start])
    while queue and goal not in before:
        word = queue.popleft()
        for near in names:
            if near not in before and close(word, near):
                before[near] = word
                queue.append(near)
    if goal not in before:
        return None
    chain = [goal]
    while chain[-1] != start:
        chain.append(before[chain[-1]])
    return chain[::-1]
