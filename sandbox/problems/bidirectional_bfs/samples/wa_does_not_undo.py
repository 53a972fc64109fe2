def fewest_steps(modulus, operations, start, target, limit):
    """The same operations from both ends."""
    if start == target:
        return 0
    seen, fronts, steps = [{start}, {target}], [{start}, {target}], 0
    while fronts[0] and fronts[1] and steps < limit:
        side = 0 if len(fronts[0]) <= len(fronts[1]) else 1
        new = {(x + c) % modulus if kind == "add" else x * c % modulus for x in fronts[side] for kind, c in operations}
        fronts[side] = new - seen[side]
        seen[side] |= new
        steps += 1
        if fronts[side] & fronts[1 - side]:
            return steps
    return -1
