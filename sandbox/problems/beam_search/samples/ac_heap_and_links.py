import heapq
import math


def beam_search(first, following, end, width, longest, penalty):
    """Token tuples, a bounded heap by step, finished ones ranked at the end."""
    beam, pool = {(): 0.0}, {}
    for step in range(1, longest + 1):

        def options():
            for tokens, total in beam.items():
                for token, value in enumerate(following[tokens[-1]] if tokens else first):
                    if not math.isinf(value):
                        yield (-(total + value), (*tokens, token))

        kept = heapq.nsmallest(width, options())
        beam = {}
        for cost, tokens in kept:
            (pool if tokens[-1] == end or step == longest else beam)[tokens] = -cost
    scored = ((-total / len(tokens) ** penalty, tokens) for tokens, total in pool.items())
    return [(list(tokens), -score) for score, tokens in heapq.nsmallest(width, scored)]
