import numpy as np


def pq_search(codebooks: np.ndarray, codes: np.ndarray, query: np.ndarray, top: int) -> tuple[list[int], np.ndarray]:
    """The rows nearest to the query and their squared distances."""
