"""The interviewer: plans, sessions, moves, assessment, voices, report and the facade."""
