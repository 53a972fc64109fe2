from casekit import Case, raises

FIVE = [0.2, 0.4, 0.6, 0.8, 1.0]


def visible():
    return [
        Case("one look", [[1.0], 0.05, "pocock"], expected=[1.959964]),
        Case("five looks, O'Brien-Fleming", [FIVE, 0.05, "obrien_fleming"], expected=[4.876885, 3.357012, 2.680280, 2.289817, 2.031032]),
        Case("five looks, Pocock", [FIVE, 0.05, "pocock"], expected=[2.437977, 2.426814, 2.410194, 2.396645, 2.385985]),
        Case("not ascending", [[0.5, 0.5], 0.05, "pocock"], expected=raises("ValueError")),
    ]


def hidden():
    def bad(name, *args):
        return Case(name, list(args), expected=raises("ValueError"))

    return [
        Case("one look, O'Brien-Fleming", [[1.0], 0.05, "obrien_fleming"], expected=[1.959964]),
        Case("one look, other alpha", [[1.0], 0.01, "obrien_fleming"], expected=[2.575829]),
        Case("one early look only", [[0.5], 0.05, "pocock"]),
        Case("one early look only, O'Brien-Fleming", [[0.5], 0.05, "obrien_fleming"], expected=[2.962588]),
        Case("two looks", [[0.5, 1.0], 0.05, "obrien_fleming"], expected=[2.962588, 1.968596]),
        Case("two looks, Pocock", [[0.5, 1.0], 0.05, "pocock"], expected=[2.156999, 2.200983]),
        Case("ends before one", [[0.3, 0.7], 0.05, "pocock"]),
        Case("ends before one, O'Brien-Fleming", [[0.3, 0.6, 0.9], 0.05, "obrien_fleming"]),
        Case("uneven", [[0.1, 0.15, 0.7, 1.0], 0.05, "pocock"]),
        Case("uneven, O'Brien-Fleming", [[0.3, 0.35, 0.9, 1.0], 0.05, "obrien_fleming"]),
        Case("very small steps", [[0.5, 0.52, 0.54, 0.56, 0.58], 0.05, "pocock"]),
        Case("very small steps late", [[0.9, 0.92, 0.94, 0.96, 0.98, 1.0], 0.05, "obrien_fleming"]),
        Case("early looks, tiny errors", [[0.05, 0.1, 0.2], 0.05, "obrien_fleming"]),
        Case("early looks, smallest alpha", [[0.05, 0.07, 0.5, 1.0], 0.001, "obrien_fleming"]),
        Case("largest alpha", [[0.25, 0.5, 0.75, 1.0], 0.2, "pocock"]),
        Case("largest alpha, O'Brien-Fleming", [[0.25, 0.5, 0.75, 1.0], 0.2, "obrien_fleming"]),
        Case("eight looks", [[k / 8 for k in range(1, 9)], 0.05, "pocock"]),
        Case("eight looks, O'Brien-Fleming", [[k / 8 for k in range(1, 9)], 0.01, "obrien_fleming"]),
        Case("eight small steps late, smallest alpha", [[0.86, 0.88, 0.9, 0.92, 0.94, 0.96, 0.98, 1.0], 0.001, "pocock"]),
        Case("eight small steps late, smallest alpha, O'Brien-Fleming", [[0.86, 0.88, 0.9, 0.92, 0.94, 0.96, 0.98, 1.0], 0.001, "obrien_fleming"]),
        Case("a long pause", [[0.05, 1.0], 0.1, "pocock"]),
        Case("a look at the very end", [[0.98, 1.0], 0.05, "pocock"]),
        bad("no looks", [], 0.05, "pocock"),
        bad("fraction zero", [0.0, 1.0], 0.05, "pocock"),
        bad("negative fraction", [-0.5, 1.0], 0.05, "obrien_fleming"),
        bad("above one", [0.5, 1.2], 0.05, "pocock"),
        bad("descending", [0.8, 0.4], 0.05, "pocock"),
        bad("alpha zero", [0.5, 1.0], 0.0, "pocock"),
        bad("alpha one", [0.5, 1.0], 1.0, "pocock"),
        bad("unknown kind", [0.5, 1.0], 0.05, "haybittle"),
    ]


def randomized(rng):
    cases = []
    for number in range(20):
        looks = rng.randrange(1, 7)
        steps = sorted(rng.sample(range(2, 49), looks))
        fractions = [step * 0.02 + 0.02 for step in steps]
        if rng.random() < 0.5:
            fractions[-1] = 1.0
        alpha = rng.choice([0.01, 0.05, 0.1, 10 ** rng.uniform(-3, -0.7)])
        cases.append(Case(f"random {number}", [fractions, alpha, rng.choice(["pocock", "obrien_fleming"])]))
    return cases
