"""Applications to calls: rules, figures, reminders of reports."""
