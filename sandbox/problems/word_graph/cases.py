from casekit import Case


def visible():
    return [
        Case("two equally short", ["cat", "dog", ["dog", "cot", "cog", "dot", "cats"]], expected=["cat", "cot", "cog", "dog"]),
        Case("the goal is not registered", ["cat", "cow", ["cot", "cog"]], expected=None),
        Case("one step", ["a", "c", ["b", "c"]], expected=["a", "c"]),
    ]


def hidden():
    square = ["aab", "aba", "abb", "baa", "bab", "bba", "bbb"]
    return [
        Case("already there", ["cat", "cat", ["dog"]], expected=["cat"]),
        Case("already there, no names", ["cat", "cat", []], expected=["cat"]),
        Case("already there, registered", ["cat", "cat", ["cat", "cot", "cat"]], expected=["cat"]),
        Case("no names", ["a", "b", []], expected=None),
        Case("different lengths", ["cat", "cats", ["cats", "cat"]], expected=None),
        Case("goal is longer by one letter", ["ab", "abc", ["abc", "ab", "bc"]], expected=None),
        Case("start is registered too", ["hot", "dog", ["hot", "dot", "dog", "lot"]], expected=["hot", "dot", "dog"]),
        Case("start only in between", ["aa", "bb", ["ab", "bb", "aa"]], expected=["aa", "ab", "bb"]),
        Case("one letter", ["z", "a", ["m", "a", "z"]], expected=["z", "a"]),
        Case("no bridge", ["aaa", "bbb", ["aab", "bba", "bbb"]], expected=None),
        Case("all goal but the way", ["aaa", "abb", ["abb"]], expected=None),
        Case("names twice", ["aa", "bb", ["ab", "ab", "bb", "bb", "ba", "ba"]], expected=["aa", "ab", "bb"]),
        Case("a cube", ["aaa", "bbb", square], expected=["aaa", "aab", "abb", "bbb"]),
        Case("a cube back", ["bbb", "aaa", ["aaa", *square]], expected=["bbb", "abb", "aab", "aaa"]),
        Case("a cube, no first corner", ["aaa", "bbb", [word for word in square if word != "aab"]], expected=["aaa", "aba", "abb", "bbb"]),
        Case("a smaller first step leads nowhere", ["mm", "zz", ["am", "mz", "zz", "zm", "aa"]], expected=["mm", "mz", "zz"]),
        Case("a smaller first step is a detour", ["mmm", "zzz", ["amm", "azm", "azz", "mzm", "mzz", "zzz"]], expected=["mmm", "mzm", "mzz", "zzz"]),
        Case("ties settled at the first difference", ["aaaa", "bbcc", ["abaa", "aaba", "baaa", "bbaa", "bbca", "bbcc", "aaca", "aacc", "abcc"]]),
        Case("the first step counts most", ["mmm", "xyz", ["xmm", "mym", "mmz", "xym", "xmz", "myz", "xyz"]], expected=["mmm", "mmz", "myz", "xyz"]),
        Case("the last step counts least", ["aaa", "cbb", ["cbb", "acc", "ccb", "bab", "acb", "bbb", "aab"]], expected=["aaa", "aab", "acb", "ccb", "cbb"]),
        Case("patterns of other lengths", ["ab", "cd", ["a", "b", "cb", "cdx", "xcd", "cd"]], expected=["ab", "cb", "cd"]),
        Case("swapped letters are two steps", ["ab", "ba", ["ba"]], expected=None),
        Case("goal beside start, long names", ["abcdefghijkl", "abcdefghijkm", ["abcdefghijkm"]], expected=["abcdefghijkl", "abcdefghijkm"]),
    ]  # fmt: skip


def _word(rng, length, letters):
    return "".join(rng.choice(letters) for _ in range(length))


def randomized(rng):
    cases = []
    for number in range(50):
        length, letters = rng.choice([2, 3, 4, 4, 5]), rng.choice(["abc", "abc", "ab", "amz"])
        words = [_word(rng, length if rng.random() < 0.9 else length + 1, letters) for _ in range(rng.choice([0, 5, 20, 40, 80]))]
        start = _word(rng, length, letters)
        goal = rng.choice(words) if words and rng.random() < 0.9 else _word(rng, length, letters)
        cases.append(Case(f"random {number}", [start, goal, words]))
    return cases


def _cube(length, letters):
    words = [""]
    for _ in range(length):
        words = [word + letter for word in words for letter in letters]
    return words


def adversarial():
    import random

    rng = random.Random(13)
    cube = _cube(7, "abc")
    rng.shuffle(cube)
    holes = [word for word in _cube(11, "ab") if rng.random() < 0.75]
    rng.shuffle(holes)
    return [
        # Very many shortest chains: to list all of them is hopeless.
        Case("a cube with very many ways", ["a" * 7, "c" * 7, cube]),
        Case("a cube with holes", ["a" * 11, "b" * 11, [*holes, "b" * 11]]),
        Case("a cube with holes, back", ["b" * 11, "a" * 11, [*holes, "a" * 11]]),
    ]


def _snake(count, prefix):
    """A long chain of names no two of which are alike unless they follow each other: a Gray code of doubled letters."""
    words, digits, up = [prefix + "aaaaaa"], [0, 0, 0], [1, 1, 1]
    while len(words) < count:
        place = next(place for place in range(3) if 0 <= digits[place] + up[place] < 26)
        for lower in range(place):
            up[lower] = -up[lower]
        digits[place] += up[place]
        half = list(words[-1][len(prefix) :])
        half[2 * place] = chr(97 + digits[place])
        full = half.copy()
        full[2 * place + 1] = half[2 * place]
        words += [prefix + "".join(half), prefix + "".join(full)]
    return words[:count]


def large():
    import random

    rng = random.Random(14)
    words = sorted({_word(rng, 4, "abcdefghijkl") for _ in range(14_000)})[:10_000]
    return [
        Case("ten thousand short names", [words[7], words[-5], words]),
        Case("a long way", ["host" + "a" * 6, (way := _snake(10_000, "host"))[-1], way]),
        Case("ten thousand long names apart", ["a" * 12, "b" * 12, [_word(rng, 12, "abcdefghijklmnopqrstuvwxyz") for _ in range(9_999)] + ["b" * 12]]),
    ]


def sized(n, rng):
    """A chain of half of the names among others that lead nowhere."""
    way = _snake(n // 2, "gpu")
    words = way + [_word(rng, 9, "abcdefghijklmnopqrstuvwxyz") for _ in range(n - n // 2)]
    rng.shuffle(words)
    return Case(f"{n} names", ["gpu" + "a" * 6, way[-1], words])
