import numpy as np


def focal_loss(logits, labels, alpha, gamma):
    used = labels != -1
    sign = np.where(labels == 1, 1.0, -1.0)
    z = sign * np.where(used, logits, 0.0)
    a = np.where(labels == 1, alpha, 1.0 - alpha) * used / max(1, int((labels == 1).sum()))
    minus_log_p = np.logaddexp(0.0, -z)
    log_miss = -np.logaddexp(0.0, z)
    power = np.exp(-gamma * minus_log_p)
    loss = a * power * minus_log_p
    slope = -a * power * (gamma * np.exp(-minus_log_p) * minus_log_p + np.exp(log_miss))
    return float(loss.sum()), sign * slope * used
