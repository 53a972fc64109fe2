def stability_index(reference: list[float | None], current: list[float | None], bins: int, smoothing: float) -> float:
    """The population stability index of current against reference."""
