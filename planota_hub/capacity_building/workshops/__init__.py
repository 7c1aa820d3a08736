"""Workshops: registration, seats, attendance, reminders, pages and calendar files."""
