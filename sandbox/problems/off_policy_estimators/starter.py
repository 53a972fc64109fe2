import numpy as np


def off_policy_values(
    actions: np.ndarray,
    rewards: np.ndarray,
    logged: np.ndarray,
    target: np.ndarray,
    model: np.ndarray,
    cap: float | None,
) -> dict[str, float]:
    """ips, snips, dr with ips_se, snips_se, dr_se, and ess."""
