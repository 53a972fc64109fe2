from decimal import Decimal, localcontext


def outcomes(start, target, p_up, p_down):
    """The closed form as it stands in books, with 120 digits."""
    if start in (0, target):
        return (0.0, 1.0) if start == 0 else (1.0, 0.0)
    if not p_up or not p_down:
        return (float(p_up > 0), float(p_down > 0))
    if p_up == p_down:
        return start / target, (target - start) / target
    with localcontext() as context:
        context.prec = 120
        context.Emin, context.Emax = -(10**18) + 1, 10**18 - 1

        def reach(i, up, down):
            r = Decimal(down) / Decimal(up)
            return float((1 - r**i) / (1 - r**target))

        return reach(start, p_up, p_down), reach(target - start, p_down, p_up)
