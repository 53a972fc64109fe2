"""Which isolation is chosen, what is refused, and what is said of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from sandbox import isolation, launcher
from sandbox.errors import IsolationError
from sandbox.judge import judge
from sandbox.problem import Problem

MakeProblem = Callable[..., Problem]
RIGHT = "def f(x):\n    return x + 1\n"


def test_without_isolation_the_verdict_says_so(make_problem: MakeProblem) -> None:
    verdict = judge(make_problem(), RIGHT, unsafe=True)
    assert (verdict.isolation.tier, verdict.isolation.name, verdict.isolation.trusted) == ("E", "none", False)


def test_no_isolation_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "self_test", lambda zygote: {"read the product's file": False})
    with pytest.raises(IsolationError) as caught:
        isolation.isolate()
    assert caught.value.exit_status == 3
    assert "read the product's file" in caught.value.happened
    assert "--unsafe-no-isolation" in caught.value.todo


def test_a_tier_whose_self_test_fails_gives_way_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = isolation.self_test, []

    def fails_once(zygote: object) -> dict[str, bool]:
        calls.append(zygote)
        return {"fork": False} if len(calls) == 1 else real(zygote)  # type: ignore[arg-type]

    monkeypatch.setattr(isolation, "self_test", fails_once)
    zygote, report = isolation.isolate()
    zygote.close()
    assert report.tier == "B"
    assert "fork" in report.missing["A"]
    assert report.todo


def test_the_best_tier_is_used_where_namespaces_can_be_made() -> None:
    """A mistake in the best tier would otherwise only show as a fall to the next."""
    made = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "--pid", "--net", "true"], check=False)
    if made.returncode != 0:
        pytest.skip("namespaces are refused here")
    zygote, report = isolation.isolate()
    zygote.close()
    assert (report.tier, report.missing) == ("A", {})


def test_probe_is_kept_for_this_start_of_the_machine(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "isolation.json"
    first = isolation.probe(cache)
    monkeypatch.setattr(isolation, "isolate", lambda: pytest.fail("tested again"))
    assert isolation.probe(cache) == first
    monkeypatch.undo()
    for text in ("{", "[]", '{"key": 1}'):
        cache.write_text(text)
        assert isolation.probe(cache) == first


@pytest.mark.skipif(os.geteuid() != 0, reason="needs another user to become")
def test_as_a_plain_user_and_where_namespaces_are_refused() -> None:
    """A machine without user namespaces, made by forbidding them inside one; and a user who is not root."""
    python = "/usr/bin/python3"
    if not os.access(python, os.X_OK):
        pytest.skip("needs an interpreter that every user may run")
    import numpy
    import pydantic
    import yaml

    import sandbox

    paths = {os.path.dirname(os.path.dirname(module.__file__)) for module in (numpy, pydantic, yaml, sandbox)}
    program = (
        f"import sys; sys.path[:0] = {sorted(paths)!r}\n"
        "try:\n    from sandbox.isolation import probe\nexcept ImportError: sys.exit(77)\n"
        "report = probe(); print(report.tier, report.trusted, report.passed, report.total)\n"
    )
    plain = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--no-new-privs"]
    refused = 'echo 0 > /proc/sys/user/max_user_namespaces; exec "$@"'
    for prefix, tiers in (
        (plain, "AB"),
        (
            [
                "unshare",
                "--user",
                "--map-root-user",
                "sh",
                "-c",
                refused,
                "x",
                "setpriv",
                "--bounding-set",
                "-sys_admin",
            ],
            "BC",
        ),
    ):
        done = subprocess.run([*prefix, python, "-c", program], capture_output=True, text=True, check=False)
        if done.returncode == 77:
            pytest.skip("that interpreter cannot import what we need")
        assert done.returncode == 0, done.stderr
        tier, trusted, *_ = done.stdout.split()
        assert tier in tiers, done.stdout
        assert trusted == "True"


def test_importing_the_judge_is_light() -> None:
    program = "import sys, sandbox.pool; print('pydantic' in sys.modules); import sandbox.judge; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("python", ["/bin/false", "/bin/cat", "/no/such/python"])
def test_an_interpreter_that_does_not_start(monkeypatch: pytest.MonkeyPatch, python: str) -> None:
    monkeypatch.setattr(launcher, "_interpreter", lambda: python)
    with pytest.raises(IsolationError, match="cannot start") as caught:
        isolation.isolate()
    assert caught.value.exit_status == 3
    assert isolation.probe().tier == "E"
