"""Loading Python text and driving what it defines. The same code drives candidates and references."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sandbox.inside.casekit import Clock
from sandbox.inside.codec import Encoder, Node, Raised, Unsupported

TEXT, NAME = 500, 200


class LoadFailure(Exception):
    """The text does not compile, or does not define what it should; `raised` says how."""

    def __init__(self, raised: Raised) -> None:
        super().__init__(raised.text)
        self.raised = raised


def load(source: str, name: str) -> types.ModuleType:
    """Run `source` as a new module `name` (file `name`.py) and return it.

    Raises:
        LoadFailure: it raised; a SyntaxError included.
    """
    module = types.ModuleType(name)
    file = f"{name}.py"
    module.__file__ = file
    sys.modules[name] = module
    try:
        exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)
    except BaseException as error:
        raise LoadFailure(describe_exception(error, file)) from None
    return module


def load_entry(source: str, entry: Mapping[str, Any]) -> Any:
    """Load a submission or a reference and give what the harness calls: its object, or `drive` bound to it.

    Raises:
        LoadFailure: it does not load, or lacks the name; the same for the problem's support and driver.
    """
    if entry.get("support"):
        load(entry["support"], "support")
    target = find(load(source, "solution"), entry["name"])
    if not entry.get("driver"):
        return target
    drive = find(load(entry["driver"], "driver"), "drive")
    return lambda *args, **kwargs: drive(target, *args, **kwargs)


def find(module: types.ModuleType, name: str) -> Any:
    """The object `name` of a module.

    Raises:
        LoadFailure: there is none, or it cannot be called.
    """
    found = module.__dict__.get(name)
    if not callable(found):
        what = "does not define" if found is None else "defines, but cannot be called:"
        raise LoadFailure(Raised("NameError", ("NameError",), 0, f"the code {what} `{name}`"))
    return found


def describe_exception(error: BaseException, file: str) -> Raised:
    """An exception as data; the line is the innermost one inside `file`."""
    line = 0
    if isinstance(error, SyntaxError) and error.filename == file:
        line = error.lineno or 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    try:
        text = str(error)[:TEXT]
    except Exception:
        text = "(its text cannot be made)"
    kind = type(error)
    return Raised(kind.__name__[:NAME], tuple(base.__name__[:NAME] for base in kind.__mro__[:16]), line, text)


def call_function(
    function: Any, args: Sequence[Any], kwargs: Mapping[str, Any], result: str, items: int
) -> tuple[bool, Any]:
    """Call once. The answer is (True, value) or (False, Raised); `result` is `entry.result` of the problem."""
    try:
        value = function(*args, **kwargs)
        if result == "iterator":
            value = materialise(value, items)
        elif result.startswith("argument "):
            if value is not None:
                kind = type(value).__name__
                raise Unsupported(f"the task is in place, so None must be returned, not a {kind}")
            value = args[int(result[9:])]
        return True, value
    except Unsupported:
        raise
    except BaseException as error:
        return False, describe_exception(error, "solution.py")


def materialise(value: Iterable[Any], items: int) -> list[Any]:
    """The elements of a returned iterator.

    Raises:
        Unsupported: more than `items`.
    """
    found = list(islice(iter(value), items + 1))
    if len(found) > items:
        raise Unsupported(f"the iterator gives more than {items} items")
    return found


def call_methods(
    factory: Any, args: Sequence[Any], kwargs: Mapping[str, Any], calls: Sequence[Sequence[Any]], encoder: Encoder
) -> list[Node]:
    """Construct an object, apply the calls in order, and encode each answer at once, so that later changes of a
    returned object do not show. The first node is the constructor's: null, or an exception that ends the case."""
    clock = next((value for value in [*args, *kwargs.values()] if isinstance(value, Clock)), None)
    try:
        target = factory(*args, **kwargs)
    except BaseException as error:
        return [encoder.node(describe_exception(error, "solution.py"))]
    nodes: list[Node] = [None]
    for name, *rest in calls:
        if name == "@advance" and clock is not None:
            clock.advance(rest[0])
            nodes.append(None)
            continue
        try:
            value = getattr(target, name)(*rest)
        except BaseException as error:
            nodes.append(encoder.node(describe_exception(error, "solution.py")))
            continue
        nodes.append(node_now(value, encoder))
    return nodes


def node_now(value: Any, encoder: Encoder) -> Node:
    """The node of an answer as it is now: a later change of the object does not show in it."""
    return value if value is None or type(value) is int else _copy(encoder.node(value))


def _copy(node: Node) -> Node:
    if type(node) is list:
        return [_copy(item) for item in node]
    return {tag: _copy(content) for tag, content in node.items()} if type(node) is dict else node
