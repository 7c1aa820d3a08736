"""Give a site that had the hub before the calls what a new site gets at installation."""

from planota_hub.setup.boards import create_boards
from planota_hub.setup.search import create_search_doctypes

DOCTYPES = ("Funding Call", "Call Application")


def execute() -> None:
	create_boards(*DOCTYPES)
	create_search_doctypes(*DOCTYPES)
