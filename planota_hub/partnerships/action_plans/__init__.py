"""Joint action plans: partners, progress, reports by partners."""
