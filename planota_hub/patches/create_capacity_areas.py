"""A site from before capacity building gets the capacity areas and the board of the plans."""

import frappe

from planota_hub.setup.boards import create_boards
from planota_hub.setup.masters import create_capacity_areas


def execute() -> None:
	if not frappe.db.count("Capacity Area"):
		create_capacity_areas()
		create_boards("NGO", "Development Plan")
