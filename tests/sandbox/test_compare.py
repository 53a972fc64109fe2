from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.compare import CompareTimeout, difference, satisfies
from sandbox.inside.codec import Decoder, Encoder, Raised
from sandbox.problem import Comparison


def wire(value: Any) -> Any:
    encoder = Encoder()
    node = encoder.node(value)
    return Decoder(b"".join(encoder.body)).value(node)


def differs(got: Any, expected: Any, **policy: Any) -> str | None:
    return difference(wire(got), wire(expected), Comparison(**policy))


NAN = float("nan")
INF = float("inf")
EXACT_TRAPS = [
    (True, 1),
    (1, True),
    (1.0, 1),
    (0, None),
    ("1", 1),
    ([1], (1,)),
    ({1}, [1]),
    ({1}, frozenset({1})),
    ({}, set()),
    (np.float64(1.0), 1.0),
    ([1, 2], [1, 2, 3]),
    ([1, True], [1, 1]),
    ([[1, 2.0]], [[1, 2]]),
    (b"a", "a"),
    (NAN, 0.0),
    (INF, 1e308),
    (np.zeros((0, 3)), np.zeros((3, 0))),
    (np.zeros(3), np.zeros((3, 1))),
    (np.ones(1), np.ones(1000)),
    (np.ones(3, np.float32), np.ones(3)),
    (np.ones(3, bool), np.ones(3, int)),
    (np.array(1.0), np.float64(1.0)),
    (np.array([NAN]), np.array([0.0])),
    ({1: 2}, {1: 3}),
    ({1: 2}, {True: 2}),
    ({"a": 1, "b": 2}, {"a": 1}),
    ({1, 2}, {1, 3}),
    (10**30, 10**30 + 1),
    (0.1 + 0.2, 0.3),
]


@pytest.mark.parametrize(("got", "expected"), EXACT_TRAPS)
def test_things_that_only_look_alike(got: Any, expected: Any) -> None:
    assert differs(got, expected) is not None


@pytest.mark.parametrize(
    "value",
    [1, True, 0.5, "x", None, [1, "a", [2.0]], (1, (2,)), {1: [2]}, {3, "a"}, NAN, INF, -INF, [NAN], np.arange(6.0).reshape(2, 3), np.array([NAN, INF]), 1j],
)  # fmt: skip
def test_equal_things_are_equal(value: Any) -> None:
    assert differs(value, value) is None


def test_policies() -> None:
    assert differs(1.0000001, 1.0, rtol=1e-6) is None
    assert differs(1.00001, 1.0, rtol=1e-6)
    assert differs(1e-9, 0.0, atol=1e-8) is None
    assert differs(INF, 1.0, atol=1e300)
    assert differs(NAN, NAN, nan_equal=False)
    assert differs(np.array([NAN]), np.array([NAN]), nan_equal=False)
    assert differs(1, 1.0, numbers="any_number") is None
    assert differs(np.int64(3), 3, numbers="any_number") is None
    assert differs(3, np.float32(3), numbers="any_number") is None
    assert differs(True, 1, numbers="any_number")
    assert differs(1, True, numbers="any_number")
    assert differs(10**400, 1.0, numbers="any_number", rtol=0.1)
    assert differs([1, (2,)], (1, [2]), sequences="any_sequence") is None
    assert differs([3, 1, 2], [1, 2, 3], order="any_order") is None
    assert differs([3, 1, 1], [1, 3, 3], order="any_order")
    assert differs([[1, 2], [0, 1]], [[0, 1], [1, 2]], order="any_order") is None
    assert differs(np.float32([1]), np.float64([1]), dtype="kind") is None
    assert differs(np.int32([1]), np.float64([1]), dtype="kind")
    assert differs(np.array([1.0, 2.0]), np.array([1.0, 2.1]), atol=0.2) is None


def test_exceptions() -> None:
    key = Raised("KeyError", ("KeyError", "LookupError"), 3, "x")
    look = Raised("LookupError", ("LookupError",), 0, "")
    policy = Comparison()
    assert difference(key, look, policy) is None
    assert difference(look, key, policy)
    assert difference(1, key, policy)
    assert difference(key, 1, policy)


def test_messages_say_where() -> None:
    assert differs([1, [2, 3]], [1, [2, 4]]) == "the answer[1][1] is 3, expected 4"
    assert differs({"a": [1]}, {"a": [2]}) == "the answer['a'][0] is 1, expected 2"
    assert "lacks 3" in str(differs({1, 2}, {2, 3}) or "") or "unexpected 1" in str(differs({1, 2}, {2, 3}))
    assert "1 of 4 values differ; the first at [1, 0]" in str(differs(np.eye(2), np.array([[1.0, 0], [1, 1]])))


def test_hostile_keys_cost_no_time() -> None:
    hostile = {k * (2**61 - 1): 0 for k in range(1, 2000)}
    good = dict.fromkeys(range(1, 2000), 0)
    start = time.monotonic()
    assert differs(hostile, good)
    assert time.monotonic() - start < 1


def test_the_comparison_has_a_deadline() -> None:
    value = [[1.5, [k]] for k in range(5000)]
    with pytest.raises(CompareTimeout):
        difference(wire(value), wire(value), Comparison(), seconds=-1)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple) | st.dictionaries(st.integers() | st.text(max_size=3), inner, max_size=4) | st.sets(st.integers(), max_size=4),
    max_leaves=15,
)  # fmt: skip


@given(plain)
@settings(max_examples=80)
def test_everything_equals_itself_under_every_policy(value: Any) -> None:
    for policy in (
        {},
        {"numbers": "any_number"},
        {"order": "any_order"},
        {"sequences": "any_sequence"},
        {"rtol": 1e-3},
    ):
        assert differs(value, value, **policy) is None


@given(plain, plain)
@settings(max_examples=80)
def test_equality_is_that_of_types_and_values(left: Any, right: Any) -> None:
    same = differs(left, right) is None
    assert same == (differs(right, left) is None)
    if same:
        assert type(left) is type(right)


@pytest.mark.parametrize(
    ("expected", "bases", "right"),
    [
        ("ValueError", "ValueError Exception", True),
        ("ValueError", "UnicodeError ValueError Exception", True),
        ("ValueError", "Mine ValueError Exception", True),
        ("LookupError", "KeyError LookupError Exception", True),
        ("KeyError", "LookupError Exception", False),
        ("Exception", "OSError Exception", True),
        ("IOError", "OSError Exception", True),
        ("ValueError", "Mine KeyError ValueError LookupError Exception", False),
        ("KeyError", "Mine KeyError ValueError LookupError Exception", True),
        ("Full", "Full Exception", True),
        ("Full", "Mine Full ValueError Exception", True),
        ("Full", "ValueError Exception", False),
        ("ValueError", "int len print", False),
        ("ValueError", "", False),
    ],
)
def test_exceptions_of_the_expected_type(expected: str, bases: str, right: bool) -> None:
    """A class that derives from every exception there is matches one of them."""
    names = tuple(bases.split())
    got = Raised(names[0] if names else "", names, 3, "")
    assert satisfies(got, Raised(expected, (expected,), 0, "")) is right
