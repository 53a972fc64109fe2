"""Which isolation holds on this machine: found by starting it and attacking it, never by reading settings."""

from __future__ import annotations

import json
import os
import platform
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sandbox
from sandbox.broker import Caps, Ended, Process
from sandbox.errors import IsolationError
from sandbox.inside.probes import METADATA
from sandbox.inside.tiers import TIERS
from sandbox.launcher import Status, Zygote, start, wait_ready

if TYPE_CHECKING:
    from sandbox.verdict import Isolation

SAFE_TIERS = {"linux": ("A", "B", "C"), "darwin": ("D",)}
"""By `sys.platform`; elsewhere there is none."""
WAIVED = {"A": frozenset[str]()} | dict.fromkeys("BCD", frozenset({METADATA}))
"""Probes that a tier does not claim to stop."""
GUARDED = (
    "This mode is weaker than those of Linux: no filter of system calls, threads are possible, memory is looked at "
    "every 50 ms. Judge your own code here, and code of others on Linux."
)
ADVICE = (
    "Use a Linux kernel with Landlock (5.13 or newer) or one that lets users make namespaces, or a Mac whose "
    "sandbox-exec works; or run this once with --unsafe-no-isolation, and judge only code that you trust."
)


@dataclass(frozen=True)
class IsolationReport:
    """What holds here.

    Attributes:
        tier: "A" to "D"; "E" where nothing holds.
        name: the tier in words.
        passed, total: probes of the self-test that were stopped, and all of them.
        open: names of the probes that got through.
        kernel: its release.
        landlock_abi: 0 where the kernel has no Landlock.
        trusted: a verdict given under it can be trusted.
        missing: tier to the reason why it does not hold, for the better ones.
        todo: what can be done about it, or must be known of it; "" where the best tier holds.
    """

    tier: str
    name: str
    passed: int
    total: int
    open: tuple[str, ...]
    kernel: str
    landlock_abi: int
    trusted: bool
    missing: dict[str, str]
    todo: str

    def isolation(self) -> Isolation:
        """The report as a verdict carries it."""
        # Here, so that a sandbox can be started before what verdicts are made of is imported.
        from sandbox.verdict import Isolation

        return Isolation(
            tier=self.tier,
            name=self.name,
            self_test=f"{self.passed}/{self.total}" if self.total else "",
            kernel=self.kernel,
            landlock_abi=self.landlock_abi,
            trusted=self.trusted,
        )


@dataclass(frozen=True)
class Opening:
    """A zygote whose tier is put on and whose self-test is still running.

    Attributes:
        zygote: ready for the problem's own code, not yet for a candidate's.
        confirm: waits for the self-test; gives the zygote and the report, of a lower tier where this one failed.
    """

    zygote: Zygote
    confirm: Callable[[], tuple[Zygote, IsolationReport]]


def isolate(tiers: Sequence[str] | None = None, landlock_abi: int = 1000) -> tuple[Zygote, IsolationReport]:
    """Start a zygote under the first of `tiers` that can be put on and passes its self-test.

    Args:
        tiers: in order of preference, by default those of this platform; "E" is no isolation and is never tested.
        landlock_abi: highest version of Landlock to use; for tests of older kernels.

    Raises:
        IsolationError: none holds, or the interpreter cannot be started.
    """
    return begin(tiers, landlock_abi).confirm()


def begin(tiers: Sequence[str] | None = None, landlock_abi: int = 1000) -> Opening:
    """The same in two steps, so that the self-test runs beside what is done meanwhile.

    Raises:
        IsolationError: no tier can be put on, or the interpreter cannot be started.
    """
    if tiers is None:
        tiers = SAFE_TIERS.get(sys.platform, ())
        if not tiers:
            raise _none({"D": f"there is none for {sys.platform}"})
    return _begin(tuple(tiers), landlock_abi, {})


def _begin(tiers: tuple[str, ...], landlock_abi: int, missing: dict[str, str]) -> Opening:
    if not tiers:
        raise _none(missing)
    zygote = start(tiers, landlock_abi, guarded=sys.platform == "darwin" or tiers[0] == "D")
    status = wait_ready(zygote)
    missing |= status.refusals
    if status.tier is None:
        zygote.close()
        raise _none(missing)
    tier = status.tier
    found: list[dict[str, bool]] = []
    tester = threading.Thread(target=lambda: found.append(self_test(zygote)), daemon=True)
    if tier != "E":
        tester.start()

    def confirm() -> tuple[Zygote, IsolationReport]:
        if tier != "E":
            tester.join()
        report = _report(tier, status, found[0] if found else {}, missing)
        if report is not None:
            return zygote, report
        zygote.close()
        return _begin(tiers[tiers.index(tier) + 1 :], landlock_abi, missing).confirm()

    return Opening(zygote, confirm)


def _report(tier: str, status: Status, stopped: dict[str, bool], missing: dict[str, str]) -> IsolationReport | None:
    """The report of a tier that holds; None, with the reason in `missing`, where it does not."""
    through = tuple(name for name, held in stopped.items() if not held)
    holes = [name for name in through if name not in WAIVED.get(tier, frozenset())]
    if tier != "E" and (holes or not stopped):
        missing[tier] = f"its self-test got through: {', '.join(holes) or 'it did not finish'}"
        return None
    todo = GUARDED if tier == "D" else ""
    if missing:
        todo = "; ".join(f"tier {name} ({TIERS[name]}): {why}" for name, why in missing.items())
    return IsolationReport(
        tier=tier,
        name=TIERS[tier],
        passed=sum(stopped.values()),
        total=len(stopped),
        open=through,
        kernel=platform.release(),
        landlock_abi=status.landlock_abi,
        trusted=tier != "E",
        missing=dict(missing),
        todo=todo,
    )


def self_test(zygote: Zygote) -> dict[str, bool]:
    """Attack from a process confined as a candidate's is: probe to True if it was stopped; empty if it failed."""
    package = Path(sandbox.__file__)
    target: dict[str, Any] = {
        "pid": os.getpid(),
        "file": str(package),
        "folder": str(package.parent),
        "home": os.path.expanduser("~"),
        "secret": "PATH",
        "guarded": zygote.guarded,
    }
    with Process(zygote, memory=256 * 2**20, cpu_s=10, output=65_536) as process:
        try:
            header = json.dumps({"op": "probe", "target": target}).encode()[:-1]
            stopped = process.request(header, (), Caps(5.0, 10.0, 65_536)).header.get("stopped")
        except Ended:
            return {}
    return {str(name): held is True for name, held in stopped.items()} if isinstance(stopped, dict) else {}


def _none(missing: dict[str, str]) -> IsolationError:
    reasons = "; ".join(f"{TIERS[tier]}: {why}" for tier, why in missing.items())
    return IsolationError("No isolation holds on this machine", f"Tried: {reasons}.", ADVICE)


def probe(cache: Path | None = None) -> IsolationReport:
    """What holds here, for `doctor`.

    Args:
        cache: a file that keeps the report until the machine is started again or the product or Python changes.
    """
    key = _key()
    if cache is not None:
        kept = _read(cache, key)
        if kept is not None:
            return kept
    try:
        zygote, report = isolate()
        zygote.close()
    except IsolationError as error:
        report = IsolationReport(
            tier="E",
            name=TIERS["E"],
            passed=0,
            total=0,
            open=(),
            kernel=platform.release(),
            landlock_abi=0,
            trusted=False,
            missing={"all": error.happened},
            todo=error.todo,
        )
    if cache is not None:
        _write(cache, key, report)
    return report


def _key() -> str:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        boot = platform.release()
    try:
        product = version("hotseat")
    except PackageNotFoundError:
        product = "?"
    return f"{boot} {product} {sys.version} {os.geteuid()}"


def _read(cache: Path, key: str) -> IsolationReport | None:
    try:
        kept = json.loads(cache.read_text(encoding="utf-8"))
        if kept.pop("key") != key:
            return None
        return IsolationReport(**{**kept, "open": tuple(kept["open"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _write(cache: Path, key: str, report: IsolationReport) -> None:
    fresh = cache.with_name(f".{cache.name}.{os.getpid()}")
    try:
        fresh.write_text(json.dumps({"key": key, **asdict(report)}), encoding="utf-8")
        os.replace(fresh, cache)
    except OSError:
        fresh.unlink(missing_ok=True)
