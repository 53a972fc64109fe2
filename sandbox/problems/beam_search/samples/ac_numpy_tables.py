import numpy as np


def beam_search(first, following, end, width, longest, penalty):
    """A step is a table of sums; live rows are kept in lexicographic order, so that the flat index breaks ties."""
    model = np.array(following, dtype=float)
    live, sums, done = [[]], np.zeros(1), []
    table = np.array([first], dtype=float)
    for _ in range(longest):
        flat = (sums[:, None] + table).ravel()
        order = np.argsort(-flat, kind="stable")[:width]
        order = np.sort(order[flat[order] > -np.inf])
        kept = [([*live[place // table.shape[1]], int(place % table.shape[1])], float(flat[place])) for place in order]
        done += [pair for pair in kept if pair[0][-1] == end]
        kept = [pair for pair in kept if pair[0][-1] != end]
        live, sums = [tokens for tokens, _ in kept], np.array([total for _, total in kept])
        if not live:
            break
        table = model[[tokens[-1] for tokens in live]]
    else:
        done += kept
    scored = [(tokens, total / len(tokens) ** penalty) for tokens, total in done]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:width]
