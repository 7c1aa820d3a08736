"""Give a site that is there already the kanban board of the elections."""

from planota_hub.setup.boards import create_boards


def execute() -> None:
	create_boards("Representative Election")
