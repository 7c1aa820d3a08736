"""Representative bodies: seats, mandates, coverage, vacancies."""
