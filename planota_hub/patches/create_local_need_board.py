"""Give a site that is there already the kanban board of the local needs."""

from planota_hub.setup.boards import create_boards


def execute() -> None:
	create_boards("Local Need")
