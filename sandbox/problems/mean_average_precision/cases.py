from casekit import Case

BOX, FAR = [0, 0, 2, 2], [9, 9, 11, 11]
HALF = [0, 0, 2, 1]
TWO = [(1, 7, BOX, False), (2, 7, BOX, False)]


def visible():
    return [
        Case("a duplicate", [TWO, [(1, 7, BOX, 0.9), (1, 7, BOX, 0.8), (2, 7, BOX, 0.7)], 0.5], expected=5 / 6),
        Case("a wrong one first", [TWO, [(1, 7, FAR, 0.9), (1, 7, BOX, 0.8), (2, 7, BOX, 0.7)], 0.5], expected=2 / 3),
        Case("only difficult", [[(1, 7, BOX, True)], [(1, 7, BOX, 0.9)], 0.5], expected=None),
    ]


def hidden():
    one = [(1, 7, BOX, False)]
    hard = [(1, 7, BOX, False), (1, 7, [20, 20, 24, 24], True)]
    at_hard = (1, 7, [20, 20, 24, 24], 0.9)
    near = [(1, 7, [0, 0, 10, 10], False), (1, 7, [0, 0, 10, 8], False)]
    return [
        Case("nothing", [[], [], 0.5], expected=None),
        Case("no objects", [[], [(1, 7, BOX, 0.5)], 0.5], expected=None),
        Case("no detections", [TWO, [], 0.5], expected=0.0),
        Case("all right", [TWO, [(2, 7, BOX, 0.1), (1, 7, BOX, 0.2)], 0.5], expected=1.0),
        Case("half found", [TWO, [(2, 7, BOX, 0.1)], 0.5], expected=0.5),
        Case("exactly at the threshold", [one, [(1, 7, HALF, 0.5)], 0.5], expected=1.0),
        Case("threshold one", [one, [(1, 7, BOX, 0.5)], 1.0], expected=1.0),
        Case("other image", [one, [(2, 7, BOX, 0.5)], 0.5], expected=0.0),
        Case("other class", [one, [(1, 8, BOX, 0.5)], 0.5], expected=0.0),
        Case("other classes do not count as wrong", [one, [(1, 8, BOX, 0.9), (1, 7, BOX, 0.5)], 0.5], expected=1.0),
        Case("classes by mean", [[*one, (1, 8, FAR, False), (3, 8, FAR, False)], [(1, 7, BOX, 0.9), (1, 8, FAR, 0.8)], 0.5], expected=0.75),
        Case("a class not found counts", [[*one, (1, 8, FAR, False)], [(1, 7, BOX, 0.9)], 0.5], expected=0.5),
        Case("a difficult class does not count", [[*one, (1, 8, FAR, True)], [(1, 7, BOX, 0.9), (1, 8, BOX, 0.9)], 0.5], expected=1.0),
        Case("difficult ones are not asked for", [hard, [(1, 7, BOX, 0.9)], 0.5], expected=1.0),
        Case("difficult ones do no harm", [hard, [at_hard, (1, 7, BOX, 0.5)], 0.5], expected=1.0),
        Case("difficult ones bear many", [hard, [at_hard, at_hard, at_hard, (1, 7, BOX, 0.5)], 0.5], expected=1.0),
        Case("ordinary before difficult", [[(1, 7, BOX, True), (1, 7, [0, 0, 2, 1.5], False)], [(1, 7, BOX, 0.9)], 0.5], expected=1.0),
        Case("duplicate on a difficult one", [[(1, 7, BOX, False), (1, 7, HALF, True), (2, 7, BOX, False)], [(1, 7, BOX, 0.9), (1, 7, BOX, 0.8), (2, 7, BOX, 0.7)], 0.5], expected=1.0),
        Case("the second best is free", [near, [(1, 7, [0, 0, 10, 10], 0.9), (1, 7, [0, 0, 10, 10], 0.8)], 0.5], expected=1.0),
        Case("the best object is taken", [near, [(1, 7, [0, 0, 10, 8], 0.9), (1, 7, [0, 0, 10, 10], 0.8)], 0.5], expected=1.0),
        Case("best, not first", [[(1, 7, [0, 0, 10, 8], False), (1, 7, [0, 0, 10, 5], False)], [(1, 7, [0, 0, 10, 5], 0.9), (1, 7, [0, 0, 10, 8], 0.8)], 0.75], expected=1.0),
        Case("best, not first, later one fits one only", [[(1, 7, [0, 0, 10, 10], False), (1, 7, [0, 0, 10, 6], False)], [(1, 7, [0, 0, 10, 6], 0.9), (1, 7, [0, 0, 10, 16], 0.8)], 0.5], expected=1.0),
        Case("equal overlaps, the earlier object", [[(1, 7, [0, 0, 2, 2], False), (1, 7, [2, 0, 4, 2], False)], [(1, 7, [0, 0, 4, 2], 0.9), (1, 7, [2, 0, 4, 2], 0.8)], 0.5], expected=1.0),
        Case("equal overlaps, the earlier object is wanted", [[(1, 7, [2, 0, 4, 2], False), (1, 7, [0, 0, 2, 2], False)], [(1, 7, [0, 0, 4, 2], 0.9), (1, 7, [2, 0, 4, 2], 0.8)], 0.5], expected=0.5),
        Case("equal scores, right one first", [TWO, [(1, 7, BOX, 0.5), (1, 7, FAR, 0.5)], 0.5], expected=0.5),
        Case("equal scores, wrong one first", [TWO, [(1, 7, FAR, 0.5), (1, 7, BOX, 0.5)], 0.5], expected=0.25),
        Case("scores over images", [TWO, [(1, 7, FAR, 0.1), (2, 7, BOX, 0.9)], 0.5], expected=0.5),
        Case("raised twice", [[(k, 1, BOX, False) for k in range(4)], [(9, 1, BOX, 0.9), (0, 1, BOX, 0.8), (1, 1, BOX, 0.7), (9, 1, BOX, 0.6), (2, 1, BOX, 0.5)], 0.5], expected=(2 / 3 + 2 / 3 + 3 / 5) / 4),
        Case("wrong ones at the end", [TWO, [(1, 7, BOX, 0.9), (2, 7, BOX, 0.8), *[(1, 7, FAR, 0.1)] * 5], 0.5], expected=1.0),
        Case("apart on both axes", [[(1, 7, [0, 0, 4, 4], False)], [(1, 7, [5, 5, 9, 9], 0.9)], 0.01], expected=0.0),
        Case("negative scores and places", [[(-1, -7, [-5, -5, -1, -1], False)], [(-1, -7, [-5, -5, -1, -1], -3.0)], 0.5], expected=1.0),
        Case("image and class in their places", [[(1, 2, BOX, False), (2, 1, BOX, False)], [(1, 2, BOX, 0.9), (1, 1, BOX, 0.8), (2, 1, BOX, 0.7)], 0.5], expected=0.75),
    ]  # fmt: skip


def _scene(rng, images, labels, objects, found):
    truths, detections = [], []
    for _ in range(objects):
        x, y, w, h = rng.uniform(0, 20), rng.uniform(0, 20), rng.uniform(3, 9), rng.uniform(3, 9)
        image, label = rng.randrange(images), rng.randrange(labels)
        truths.append((image, label, [x, y, x + w, y + h], rng.random() < 0.2))
        while rng.random() < found:
            dx, dy, dw = rng.uniform(-1.5, 1.5), rng.uniform(-1.5, 1.5), rng.uniform(-1, 1)
            score = rng.choice([rng.random(), rng.randrange(4) / 4])
            detections.append((image, label, [x + dx, y + dy, x + dx + w + dw, y + dy + h], score))
    rng.shuffle(detections)
    return truths, detections


def randomized(rng):
    cases = []
    for number in range(50):
        scene = _scene(rng, rng.choice([1, 4]), rng.choice([1, 3]), rng.randrange(1, 16), 0.6)
        cases.append(Case(f"random {number}", [*scene, rng.uniform(0.3, 0.7)]))
    return cases


def large():
    import random

    return [Case("large", [*_scene(random.Random(5), 200, 4, 4000, 0.5), 0.5371])]
