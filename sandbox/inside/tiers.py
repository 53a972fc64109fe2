"""Names of the tiers of isolation."""

from __future__ import annotations

TIERS = {
    "A": "namespaces + Landlock + seccomp",
    "B": "Landlock + seccomp",
    "C": "seccomp, opens denied",
    "D": "guarded: Seatbelt profile + limits",
    "E": "none",
}
