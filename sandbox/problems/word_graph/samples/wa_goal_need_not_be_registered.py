from collections import deque


def word_chain(start, goal, words):
    known = set(words)
    if start == goal:
        return [start]
    known.update((start, goal))
    buckets = {}
    for word in sorted(known):
        for place in range(len(word)):
            buckets.setdefault((word[:place], word[place + 1 :]), []).append(word)
    before = {start: None}
    queue = deque([start])
    while queue and goal not in before:
        word = queue.popleft()
        nearby = set()
        for place in range(len(word)):
            nearby.update(buckets[word[:place], word[place + 1 :]])
        for near in sorted(nearby):
            if near not in before:
                before[near] = word
                queue.append(near)
    if goal not in before:
        return None
    chain = [goal]
    while chain[-1] != start:
        chain.append(before[chain[-1]])
    return chain[::-1]
