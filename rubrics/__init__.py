"""The question bank, its rubrics and the score arithmetic. Pure: no network, no model, no clock."""
