"""Time of a collective: NCCL's choices, scaled to the system and with the time to fill the pipeline.

    time = min over algorithm and protocol of  L + X + ramp * sqrt(L * X)
    L    = latency + (latency_scale - 1) * least latency of any choice

latency is NCCL's own and X the transfer time. What host, driver and fabric add does not depend on the protocol, so it
is counted in multiples of the quickest choice for an empty message. The square root is the fill term of a pipelined
transfer with the best segment size: the chain broadcast of Chan et al. 2007 takes (sqrt((p - 2) alpha) + sqrt(n
beta))^2, whose cross term it is. `latency_scale` and `ramp` are fitted for a class of systems (`data/fits.yaml`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.cluster.fits import CollectiveFit, collective_fit
from sandbox.cluster.nccl import Choice, Group, choices


@dataclass(frozen=True)
class CollectiveTime:
    """Microseconds of a collective and of its parts, which add up to `time_us`."""

    algorithm: str
    protocol: str
    launch_us: float
    """Before the first step: NCCL's base latency and what host, driver and fabric add."""
    latency_us: float
    """Steps over links, were the message empty."""
    bandwidth_us: float
    """Bytes over bandwidth."""
    ramp_us: float
    """Filling the pipeline."""

    @property
    def time_us(self) -> float:
        """Sum of the parts."""
        return self.launch_us + self.latency_us + self.bandwidth_us + self.ramp_us


def price(choice: Choice, fit: CollectiveFit, least_latency_us: float) -> CollectiveTime:
    """Time of one algorithm and protocol under a fit.

    `least_latency_us` is that of the quickest choice for an empty message.
    """
    launch = choice.base_us + (fit.latency_scale - 1) * least_latency_us
    ramp = fit.ramp * math.sqrt((launch + choice.steps_us) * choice.transfer_us) if choice.pipelined else 0.0
    return CollectiveTime(choice.algorithm, choice.protocol, launch, choice.steps_us, choice.transfer_us, ramp)


def quickest(found: Sequence[Choice], fit: CollectiveFit) -> CollectiveTime:
    """The cheapest of some choices (at least one)."""
    least = min(c.base_us + c.steps_us for c in found)
    return min((price(c, fit, least) for c in found), key=lambda t: t.time_us)


def fit_name(group: Group) -> str:
    """Class of fitted parameters that a group uses."""
    return group.preset.node_fit if group.nodes == 1 else group.preset.net_fit


def collective_time(group: Group, collective: str, size: int) -> CollectiveTime:
    """Time of a collective of `size` bytes (as nccl-tests counts them) in a group of two GPUs or more."""
    return quickest(choices(group, collective, size), collective_fit(fit_name(group)))
