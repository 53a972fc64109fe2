def beam_search(first, following, end, width, longest, penalty):
    live, done = [(0.0, [])], []
    for _ in range(longest):
        candidates = []
        for total, tokens in live:
            row = following[tokens[-1]] if tokens else first
            for token, value in enumerate(row):
                if value > float("-inf"):
                    candidates.append((total + value, [*tokens, token]))
        if len(live) > 1:
            heirs = {}
            for candidate in sorted(candidates, key=lambda candidate: (-candidate[0], candidate[1])):
                heirs.setdefault(tuple(candidate[1][:-1]), candidate)
            candidates = list(heirs.values())
        candidates.sort(key=lambda candidate: (-candidate[0], candidate[1]))
        kept = candidates[:width]
        done += [candidate for candidate in kept if candidate[1][-1] == end]
        live = [candidate for candidate in kept if candidate[1][-1] != end]
        if not live:
            break
    ranked = [(tokens, total / len(tokens) ** penalty) for total, tokens in done + live]
    ranked.sort(key=lambda entry: (-entry[1], entry[0]))
    return ranked[:width]
