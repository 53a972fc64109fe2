"""From a finished dialogue to a scorecard: the embedded assessment, a model's second opinion, communication, totals."""
