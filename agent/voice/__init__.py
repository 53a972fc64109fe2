"""The interviewer's voices. Code decides the move; a voice only puts it into words."""
