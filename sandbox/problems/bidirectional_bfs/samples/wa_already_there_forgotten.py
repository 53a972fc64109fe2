"""Asks for a meeting after the first round only."""

def fewest_steps(modulus, operations, start, target, limit):
    inverse = []
    for kind, number in operations:
        if kind == "add":
            inverse.append((1, -number % modulus))
        else:
            inverse.append((pow(number, -1, modulus), 0))
    forward = [(1, number % modulus) if kind == "add" else (number % modulus, 0) for kind, number in operations]
    seen = [{start}, {target}]
    fronts = [{start}, {target}]
    steps = 0
    while fronts[0] and fronts[1] and steps < limit:
        side = 0 if len(fronts[0]) <= len(fronts[1]) else 1
        moves = inverse if side else forward
        new = {(state * factor + term) % modulus for state in fronts[side] for factor, term in moves}
        new -= seen[side]
        seen[side] |= new
        fronts[side] = new
        steps += 1
        if not new.isdisjoint(fronts[1 - side]):
            return steps
    return -1
