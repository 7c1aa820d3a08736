"""Give a site that had the register before the support requests what a new site gets at installation."""

from planota_hub.setup.assignment import create_assignment_rules
from planota_hub.setup.masters import create_support_request_categories


def execute() -> None:
	create_support_request_categories()
	create_assignment_rules()
