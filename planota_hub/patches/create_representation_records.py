"""Give a site that had the hub before bodies and mandates what a new site gets at installation."""

from planota_hub.setup.search import create_search_doctypes


def execute() -> None:
	create_search_doctypes("Representative Body", "Body Mandate")
