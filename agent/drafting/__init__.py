"""Draft questions from the structure of a guide, without a model."""
