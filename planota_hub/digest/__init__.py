"""What managers are told once a month, and which steps are overdue; asks all areas by hook."""
