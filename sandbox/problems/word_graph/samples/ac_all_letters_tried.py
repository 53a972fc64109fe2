def word_chain(start, goal, words):
    """Rounds from the goal by trying all letters at every place; then a walk down the rounds."""
    letters = "abcdefghijklmnopqrstuvwxyz"

    def nearby(word):
        for place, old in enumerate(word):
            head, tail = word[:place], word[place + 1 :]
            for letter in letters:
                if letter != old:
                    yield head + letter + tail

    if start == goal:
        return [start]
    left = set(words)
    if goal not in left or len(start) != len(goal):
        return None
    left.discard(goal)
    left.add(start)
    rounds = [{goal}]
    while start not in rounds[-1]:
        rounds.append({near for word in rounds[-1] for near in nearby(word) if near in left})
        if not rounds[-1]:
            return None
        left -= rounds[-1]
    chain = [start]
    for one in reversed(rounds[:-1]):
        chain.append(min(near for near in nearby(chain[-1]) if near in one))
    return chain
