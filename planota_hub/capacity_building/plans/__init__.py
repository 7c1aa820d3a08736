"""Development plans: application, selection, steps, progress, capacity levels."""
