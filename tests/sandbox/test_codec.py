from __future__ import annotations

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.inside.codec import Decoder, Encoder, Malformed, Pairs, Raised, Sets, Unsupported, dump, is_plain, parse

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.complex_numbers()
keys = st.integers() | st.text() | st.booleans() | st.none()
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=6)
        | st.lists(inner, max_size=6).map(tuple)
        | st.dictionaries(keys, inner, max_size=6)
        | st.sets(keys, max_size=6)
        | st.frozensets(keys, max_size=6)
    ),
    max_leaves=20,
)


def round_trip(value: object, build: bool = True) -> object:
    encoder = Encoder()
    header = parse(dump({"v": encoder.node(value)}))
    return Decoder(b"".join(encoder.body), build=build).value(header["v"])


def text(value: object) -> str:
    """repr with sets in order."""
    if isinstance(value, (set, frozenset)):
        return type(value).__name__ + str(sorted(map(repr, value)))
    if isinstance(value, (list, tuple)):
        return type(value).__name__ + str([text(item) for item in value])
    if isinstance(value, dict):
        return str([(text(key), text(item)) for key, item in value.items()])
    return repr(value)


def same(left: object, right: object) -> bool:
    return type(left) is type(right) and text(left) == text(right)


@given(values)
@settings(max_examples=60)
def test_plain_data_comes_back_as_it_was(value: object) -> None:
    assert same(round_trip(value), value)


@pytest.mark.parametrize("dtype", ["?", "b", "B", "h", "H", "i", "I", "l", "L", "q", "Q", "e", "f", "d", "F", "D"])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3, 4)])
def test_arrays_come_back_with_dtype_and_shape(dtype: str, shape: tuple[int, ...]) -> None:
    array = np.arange(math.prod(shape)).reshape(shape).astype(dtype)
    back = round_trip(array)
    assert isinstance(back, np.ndarray)
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    assert (back == array).all()


def test_arrays_of_any_layout_arrive_in_order() -> None:
    base = np.arange(24).reshape(4, 6)
    for array in (base.T, base[::2, ::-1], np.asfortranarray(base), np.broadcast_to(base[0], (3, 6))):
        assert (round_trip(array) == array).all()


def test_large_arrays_go_through_shared_memory_and_are_copied_out() -> None:
    arena = memoryview(bytearray(2**20))
    encoder = Encoder(arena)
    array = np.arange(20_000.0)
    node = encoder.node([array, 1])
    assert encoder.body == []
    back = Decoder(b"", arena).value(node)[0]
    arena[:8] = b"\xff" * 8
    assert (back == array).all()


@pytest.mark.parametrize(
    "value",
    [
        object(),
        type("L", (list,), {})(),
        np.array([object()]),
        np.array(["a"]),
        np.array([1], dtype=">i4"),
        np.ma.masked_array([1], [True]),
        np.longdouble(1),
        iter([]),
        range(3),
        lambda: 0,
    ],
)
def test_other_things_are_refused(value: object) -> None:
    with pytest.raises(Unsupported):
        Encoder().node(value)


def test_too_deep_and_too_long_are_refused() -> None:
    nested: list[object] = []
    for _ in range(100):
        nested = [nested]
    with pytest.raises(Unsupported):
        dump({"v": Encoder().node((nested,))})
    with pytest.raises(Unsupported):
        dump({"v": 10**5000})


def test_the_judge_builds_no_tables() -> None:
    assert round_trip({1: 2}, build=False) == Pairs([(1, 2)])
    assert round_trip({1}, build=False) == Sets("set", [1])


@pytest.mark.parametrize(
    "node",
    [
        {"a": ["<i8", [2**62, 4], 0, 0]},
        {"a": ["<i8", [-1], 0, 0]},
        {"a": ["|O", [1], 0, 8]},
        {"a": ["<i8", [1], 0, 8]},
        {"a": ["<i8", [1.0], 0, 0]},
        {"a": ["i8,i8", [1], 0, 16]},
        {"b": [0, 10**9]},
        {"b": [-5, 5]},
        {"r": ["<i8", [1], 0]},
        {"x": ["E", [1], 0, ""]},
        {"x": []},
        {"d": [[1]]},
        {"zz": [1]},
        {"t": {}},
        {"t": [], "s": []},
        {},
        {"c": [1, 2]},
        {"m": ["clock", 1, 2]},
        {"m": ["clock", 1]},
        {"a": ["<f8", [0, 2**40, 2**40], 0, 0]},
        {"a": ["<f8", [0] * 17, 0, 0]},
        {"a": ["(2)f8", [0], 0, 0]},
        {"a": ["f,f", [0], 0, 0]},
        {"x": ["E", [], 10**9, ""]},
        {"x": ["E", [], -1, ""]},
    ],
)
def test_forms_that_nobody_writes_are_malformed(node: object) -> None:
    with pytest.raises(Malformed):
        Decoder(b"", build=True).value(node)


def test_number_of_values_is_capped() -> None:
    with pytest.raises(Malformed):
        Decoder(nodes=100).value([[0] * 10] * 20)


def test_every_byte_is_decoded_once() -> None:
    """Spans that overlap would make a frame of a megabyte an answer of a terabyte."""
    body, arena = bytes(2**20), memoryview(bytearray(2**20))
    for one in ({"b": [0, 2**20]}, {"a": ["<f8", [2**17], 0, 2**20]}, {"r": ["<f8", [2**17], 0]}):
        assert len(Decoder(body, arena).value([one, one])) == 2
        with pytest.raises(Malformed, match="more bytes"):
            Decoder(body, arena).value([one] * 3)


def test_number_of_lists_in_a_header_is_capped() -> None:
    data = b'{"value":[' + b"[]," * 1000 + b"[]]}"
    assert len(parse(data, 2000)["value"]) == 1001
    with pytest.raises(Malformed, match="too many parts"):
        parse(data, 1000)
    assert parse(b'{"value":"' + b"[" * 50 + b'"}', 100) == {"value": "[" * 50}


@pytest.mark.parametrize("data", [b"", b"[", b"[" * 100_000, b'{"a":' * 50_000, b"1" * 10_000, b"\xff", b"[1]"])
def test_headers_that_are_none(data: bytes) -> None:
    with pytest.raises(Malformed):
        parse(data)


@given(st.recursive(st.none() | st.integers() | st.text(max_size=3) | st.floats(), st.lists, max_leaves=30))
@settings(max_examples=50)
def test_plain_is_what_json_keeps(value: object) -> None:
    if isinstance(value, list):
        assert is_plain(value)
    assert not is_plain([(1,)])
    assert not is_plain([[{}]])


def test_decoding_is_fast_whatever_the_keys() -> None:
    pairs = [[k * (2**61 - 1), 0] for k in range(1, 20_000)]
    start = time.monotonic()
    Decoder().value({"d": pairs})
    assert time.monotonic() - start < 1.0


def test_exceptions_are_data() -> None:
    raised = Raised("KeyError", ("KeyError", "LookupError"), 3, "'x'")
    assert round_trip([raised]) == [raised]
