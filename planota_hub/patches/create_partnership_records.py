"""Give a site that had the hub before the partnerships what a new site gets at installation."""

from planota_hub.setup.boards import create_boards
from planota_hub.setup.search import create_search_doctypes


def execute() -> None:
	create_boards()
	create_search_doctypes()
