def fewest_steps(modulus, operations, start, target, limit):
    seen, front, steps = {start}, {start}, 0
    while front:
        if target in front:
            return steps
        if steps == limit:
            break
        front = {(x + c) % modulus if kind == "add" else x * c % modulus for x in front for kind, c in operations} - seen
        seen |= front
        steps += 1
    return -1
