"""Policy proposals: versions, consultation, stages, results of the asks."""
