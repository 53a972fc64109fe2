"""Reports: folds of the event log, as values and as Markdown and HTML."""
