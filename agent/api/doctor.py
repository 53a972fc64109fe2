"""What works on this machine, and what does not."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from agent import paths, settings
from agent.errors import explain


def examine() -> dict[str, Any]:
    """Settings, folders, store, encoder, library, isolation and model; nothing connects anywhere."""
    now = settings.load()
    checks = {
        "state folder": _folder,
        "session store": _store,
        "encoder": _encoder,
        "assessor": _assessor,
        "guide": _guide,
        "isolation": _isolation,
    }
    return {
        "version": metadata.version("hotseat"),
        "python": platform.python_version(),
        "platform": f"{sys.platform} {platform.machine()}",
        "settings": [
            {"name": s.row.variable, "value": s.shown, "source": s.source, "about": s.row.about}
            for s in now.rows.values()
        ],
        "model": {
            "configured": now.endpoint() is not None,
            "agreed": bool(now.consent) and (e := now.endpoint()) is not None and e.host == now.consent,
            "host": e.host if (e := now.endpoint()) else None,
        },
        "checks": [_run(name, check) for name, check in checks.items()],
    }


def _run(name: str, check: Callable[[], Finding]) -> dict[str, Any]:
    try:
        finding = check()
        return {
            "name": name,
            "ok": finding.ok,
            "found": finding.found,
            **({"todo": finding.todo} if finding.todo else {}),
        }
    except Exception as error:
        told = explain(error)
        if told is None:
            return {"name": name, "ok": False, "found": f"{type(error).__name__}: {error}", "todo": "This is a bug."}
        return {"name": name, "ok": False, "found": f"{told.title}: {told.happened}", "todo": told.todo}


@dataclass(frozen=True)
class Finding:
    """What a check found."""

    found: str
    ok: bool = True
    todo: str = ""


def _folder() -> Finding:
    return Finding(str(paths.private_folder(paths.home())))


def _store() -> Finding:
    from agent.store import Store

    store = Store()
    count = len(store.sessions())
    store.close()
    return Finding(f"{count} sessions")


def _encoder() -> Finding:
    from corpus.encoder import load_encoder

    encoder = load_encoder()
    return Finding(f"{encoder.name}, {encoder.dimension} dimensions")


def _assessor() -> Finding:
    from agent.assess import GRADER
    from agent.assess.tuned import load_tuned

    return Finding(f"{GRADER}, its encoder has {load_tuned().dimension} dimensions")


def _guide() -> Finding:
    from corpus.guide import builtin_topics

    return Finding(f"{len(builtin_topics())} topics")


def _isolation() -> Finding:
    from sandbox.isolation import probe

    report = probe()
    found = f"{report.name} (tier {report.tier}), self-test {report.passed}/{report.total}, kernel {report.kernel}"
    return Finding(found, report.trusted, report.todo)
