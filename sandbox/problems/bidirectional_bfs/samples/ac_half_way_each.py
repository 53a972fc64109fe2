def fewest_steps(modulus, operations, start, target, limit):
    """All states within half of the limit of each end, with their steps; then the smallest sum over common states."""

    def within(first, moves, steps):
        found, front = {first: 0}, [first]
        for step in range(1, steps + 1):
            following = []
            for state in front:
                for kind, number in moves:
                    other = (state + number) % modulus if kind == "add" else state * number % modulus
                    if other not in found:
                        found[other] = step
                        following.append(other)
            if not following:
                break
            front = following
        return found

    back = [(kind, -number if kind == "add" else pow(number, modulus - 2, modulus) if modulus > 2 else 1) for kind, number in operations]
    here = within(start, operations, limit - limit // 2)
    there = within(target, back, limit // 2)
    if len(there) < len(here):
        sums = [here[state] + steps for state, steps in there.items() if state in here]
    else:
        sums = [there[state] + steps for state, steps in here.items() if state in there]
    return min(sums, default=-1)
