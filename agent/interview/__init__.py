"""One interview: its state as a fold of the log, the moves, and the graph that runs a turn."""
