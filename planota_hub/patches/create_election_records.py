"""Give a site that had the hub before elections what a new site gets at installation."""

from planota_hub.setup.boards import create_boards
from planota_hub.setup.search import create_search_doctypes


def execute() -> None:
	create_boards("Representative Election")
	create_search_doctypes("Representative Election")
