import numpy as np
from casekit import Case

# An argument is a list of blocks, or the recipe of a long stream that the driver makes block by block.


def _blocks(seed, sizes, width, scale=1.0, offset=0.0, masked=0.0, dtype=np.float64, rise=0.0):
    rng = np.random.default_rng(seed)
    blocks = []
    for number, size in enumerate(sizes):
        scores = offset + rise * number + scale * rng.standard_normal(size)
        values = rng.uniform(1.0, 9.0, (size, width)) * (1 + number)
        hidden = rng.random(size) < masked
        scores[hidden] = -np.inf
        values[hidden] = np.nan
        blocks.append((scores.astype(dtype), values.astype(dtype)))
    return [blocks, width]


def visible():
    block = (np.array([0.0, np.log(3.0)]), np.array([[4.0], [8.0]]))
    return [
        Case("one block", [[block], 1], expected=(np.array([7.0]), float(np.log(4.0)))),
        Case("twice the same", [[block, block], 1], expected=(np.array([7.0]), float(np.log(8.0)))),
        Case("nothing", [[], 2], expected=(np.zeros(2), float("-inf"))),
        Case("three blocks", _blocks(1, [2, 1, 3], 2)),
    ]


def hidden():
    wall = (np.full(3, -np.inf), np.full((3, 2), 5.0))
    bad = (np.array([-np.inf, -np.inf]), np.array([[np.nan, np.inf], [-np.inf, 1.0]]))
    some = _blocks(2, [3], 2)[0]
    return [
        Case("empty blocks", _blocks(3, [0, 2, 0, 3, 0], 2)),
        Case("only empty blocks", [[(np.zeros(0), np.zeros((0, 3)))] * 2, 3]),
        Case("first block masked", [[wall, *some], 2]),
        Case("last block masked", [[*some, wall], 2]),
        Case("all masked", [[wall, wall], 2], expected=(np.zeros(2), float("-inf"))),
        Case("all masked, values not finite", [[bad, wall], 2], expected=(np.zeros(2), float("-inf"))),
        Case("masked values not finite", [[bad, *some, bad], 2]),
        Case("masked within blocks", _blocks(4, [5, 5, 5], 3, masked=0.4)),
        Case("one score", _blocks(5, [1], 1)),
        Case("blocks of one", _blocks(6, [1] * 9, 2)),
        Case("largest last", _blocks(7, [4] * 5, 2, rise=3.0)),
        Case("largest first", _blocks(8, [4] * 5, 2, rise=-3.0)),
        Case("rising far", _blocks(9, [4] * 5, 2, rise=400.0)),
        Case("falling far", _blocks(10, [4] * 5, 2, rise=-400.0)),
        Case("near a million", _blocks(11, [4] * 5, 2, offset=999_000.0)),
        Case("near minus a million", _blocks(12, [4] * 5, 2, offset=-999_000.0)),
        Case("from far below to far above", _blocks(13, [3] * 5, 2, offset=-900_000.0, rise=400_000.0)),
        Case("minus eight hundred", _blocks(14, [4, 4], 2, offset=-800.0)),
        Case("equal scores", _blocks(15, [4, 4, 4], 2, scale=0.0, offset=7.0)),
        Case("float32", _blocks(16, [4, 7, 3], 3, dtype=np.float32, rise=1.0)),
        Case("float32, masked", _blocks(17, [4, 7, 3], 3, dtype=np.float32, masked=0.5, rise=100.0)),
    ]


def randomized(rng):
    cases = []
    for number in range(30):
        sizes = [rng.randrange(0, 6) for _ in range(rng.randrange(0, 7))]
        rise, masked = rng.choice([0.0, 2.0, -2.0, 900.0, -900.0]), rng.choice([0.0, 0.3, 0.8])
        arguments = _blocks(
            rng.randrange(2**31), sizes, rng.randrange(1, 4), 3.0, rng.uniform(-5, 5), masked, np.float64, rise
        )
        cases.append(Case(f"random {number}", arguments))
    return cases


def large():
    return [
        Case("long", [{"seed": 1, "blocks": 200, "size": 10_000, "dtype": "float32", "slope": 0.0}, 8]),
        Case("long and rising", [{"seed": 2, "blocks": 150, "size": 10_000, "dtype": "float64", "slope": 0.01}, 8]),
        Case("many short blocks", [{"seed": 3, "blocks": 20_000, "size": 5, "dtype": "float32", "slope": 0.0}, 4]),
    ]
