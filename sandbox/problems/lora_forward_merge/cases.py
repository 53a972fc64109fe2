import numpy as np
from casekit import Case, raises


def _layer(seed, o, i, bias=True, scale=1.0):
    rng = np.random.default_rng(seed)
    return [scale * rng.standard_normal((o, i)), rng.standard_normal(o) if bias else None]


def _calls(seed, o, i, plan):
    rng = np.random.default_rng(seed + 10_000)
    calls = []
    for what, *rest in plan:
        if what == "add":
            name, rank, alpha, scale = (*rest, 1.0)[:4]
            calls.append(
                ("add", name, scale * rng.standard_normal((rank, i)), scale * rng.standard_normal((o, rank)), alpha)
            )
        elif what == "forward":
            calls.append(("forward", rng.standard_normal((len(rest[0]), i)), list(rest[0])))
        else:
            calls.append((what, *rest))
    return calls


def _case(name, seed, o, i, plan, **layer):
    return Case(name, _layer(seed, o, i, **layer), calls=_calls(seed, o, i, plan))


def visible():
    two = np.ones((2, 2))
    calls = [
        ("add", "a", np.array([[1.0, 1.0]]), np.array([[2.0]]), 3.0),
        ("forward", two, [None, "a"]),
        ("merge", "a"),
        ("weight",),
        ("forward", two, [None, "a"]),
        ("unmerge",),
        ("weight",),
    ]
    answers = [
        None,
        np.array([[11.0], [23.0]]),
        None,
        np.array([[7.0, 6.0]]),
        np.array([[23.0], [23.0]]),
        None,
        np.array([[1.0, 0.0]]),
    ]
    return [
        Case("one adapter", [np.array([[1.0, 0.0]]), np.array([10.0])], calls=calls, expected=answers),
        Case("unknown name", [np.eye(2), None], calls=[("forward", two, ["x", None])], expected=[raises("KeyError")]),
        _case("two rows", 1, 2, 3, [("add", "a", 1, 2.0), ("forward", ["a", None])]),
    ]


def hidden():
    known = [("add", "a", 2, 8.0), ("add", "b", 3, 1.0)]
    return [
        _case("no rows", 2, 3, 4, [*known, ("forward", [])]),
        _case("no adapters", 3, 3, 4, [("forward", [None, None]), ("weight",)]),
        _case("no bias", 4, 3, 4, [*known, ("forward", ["a", None, "b"])], bias=False),
        _case("mixed rows", 5, 3, 4, [*known, ("forward", ["b", "a", None, "a", "b", None])]),
        _case("square", 6, 4, 4, [*known, ("forward", ["b", "a", None]), ("merge", "b"), ("weight",)]),
        _case("rank above both widths", 7, 2, 3, [("add", "a", 5, 4.0), ("forward", ["a"]), ("merge", "a"), ("weight",)]),
        _case("alpha zero and negative", 8, 3, 4, [("add", "a", 2, 0.0), ("add", "b", 2, -3.0), ("forward", ["a", "b"])]),
        _case("replaced", 9, 3, 4, [*known, ("add", "a", 4, 2.0), ("forward", ["a", "b"])]),
        _case("removed", 10, 3, 4, [*known, ("remove", "a"), ("forward", ["b"]), ("forward", ["a"]), ("remove", "a")]),
        _case("merged", 11, 3, 4, [*known, ("merge", "b"), ("weight",), ("forward", [None, "b", "b"])]),
        _case("merged, another is named", 12, 3, 4, [*known, ("merge", "b"), ("forward", ["b", "a"]), ("forward", ["c", "a"]), ("forward", ["a", "c"])]),
        _case("merged twice", 13, 3, 4, [*known, ("merge", "b"), ("merge", "a"), ("merge", "b"), ("weight",), ("unmerge",), ("weight",)]),
        _case("merge of an unknown one", 14, 3, 4, [*known, ("merge", "c"), ("weight",), ("merge", "a"), ("merge", "c"), ("unmerge",), ("forward", ["b"])]),
        _case("unmerge of none", 15, 3, 4, [("unmerge",), *known, ("unmerge",), ("merge", "a"), ("unmerge",), ("unmerge",)]),
        _case("add or remove while merged", 16, 3, 4, [*known, ("merge", "a"), ("add", "a", 1, 1.0), ("remove", "a"), ("add", "b", 2, 4.0), ("remove", "c"), ("weight",), ("unmerge",), ("forward", ["a", "b"])]),
        _case("remove another while merged", 17, 3, 4, [*known, ("merge", "a"), ("remove", "b"), ("weight",), ("forward", ["b"]), ("unmerge",), ("forward", ["a"])]),
        _case("a huge adapter leaves no trace", 18, 3, 4, [("add", "a", 2, 1e6, 1e6), ("merge", "a"), ("unmerge",), ("weight",), ("forward", [None])]),
        _case("merged and unmerged often", 19, 3, 4, [("add", "a", 2, 1.0, 1e7), *[("merge", "a"), ("unmerge",)] * 20, ("weight",)], scale=1e-3),
        _case("forward after unmerge", 20, 3, 4, [*known, ("merge", "a"), ("forward", ["a"]), ("unmerge",), ("forward", ["a", "b", None])]),
        _case("one after the other", 21, 3, 4, [*known, ("merge", "a"), ("unmerge",), ("merge", "b"), ("weight",), ("forward", [None])]),
        _case("unknown among known", 22, 3, 4, [*known, ("forward", ["a", "c"]), ("forward", ["a", "b"])]),
        _case("empty name", 23, 3, 4, [("add", "", 2, 1.0), ("forward", ["", None]), ("merge", ""), ("forward", ["", None]), ("merge", ""), ("unmerge",), ("remove", "")]),
    ]  # fmt: skip


def randomized(rng):
    cases = []
    for number in range(24):
        plan = []
        for _ in range(18):
            name, what = rng.choice("abc"), rng.random()
            if what < 0.25:
                plan.append(("add", name, rng.randrange(1, 5), rng.choice([1.0, 16.0])))
            elif what < 0.35:
                plan.append(("remove", name))
            elif what < 0.5:
                plan.append(("merge", name))
            elif what < 0.65:
                plan.append(("unmerge",))
            elif what < 0.75:
                plan.append(("weight",))
            else:
                plan.append(("forward", [rng.choice([None, "a", "b", "c"]) for _ in range(rng.randrange(0, 4))]))
        cases.append(_case(f"random {number}", rng.randrange(2**20), rng.randrange(1, 5), rng.randrange(1, 5), plan))
    return cases


def large():
    adapters = [("add", f"n{k}", 8, 16.0) for k in range(30)]
    rows = [None if k % 7 == 0 else f"n{k * 11 % 30}" for k in range(256)]
    return [_case("a large mixed batch", 30, 256, 256, [*adapters, ("forward", rows), ("merge", "n3"), ("weight",)])]
