"""Only the last round is remembered: where the target is in another orbit the search goes round until the limit."""


def fewest_steps(modulus, operations, start, target, limit):
    forward = [(1, c % modulus) if kind == "add" else (c % modulus, 0) for kind, c in operations]
    back = [(1, -c % modulus) if kind == "add" else (pow(c, -1, modulus), 0) for kind, c in operations]
    if start == target:
        return 0
    fronts, moves = [{start}, {target}], [forward, back]
    for steps in range(1, limit + 1):
        side = 0 if len(fronts[0]) <= len(fronts[1]) else 1
        new = {(x * factor + term) % modulus for x in fronts[side] for factor, term in moves[side]} - fronts[side]
        if not new:
            return -1
        fronts[side] = new
        if not new.isdisjoint(fronts[1 - side]):
            return steps
    return -1
