"""Regional programmes: stages and inclusion of proposals."""
