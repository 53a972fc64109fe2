import numpy as np


def focal_loss(logits: np.ndarray, labels: np.ndarray, alpha: float, gamma: float) -> tuple[float, np.ndarray]:
    """The loss over positives and its derivative with respect to the logits."""
