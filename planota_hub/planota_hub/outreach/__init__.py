"""Who was reached: figures, permissions and retention of briefings, practices and exchanges."""
