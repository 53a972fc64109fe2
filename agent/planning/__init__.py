"""Plans by a written rule: what to read (StudyPlan) and which rounds to sit (LoopPlan)."""
