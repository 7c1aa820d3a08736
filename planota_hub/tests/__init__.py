"""Tests that need more than one DocType, and what every test of the app stands on."""


def before_tests() -> None:
	"""Make the records that every test takes for granted; runs once before a test run."""
	from planota_hub.install import create_required_records

	create_required_records()
