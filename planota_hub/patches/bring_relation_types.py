# SPDX-License-Identifier: GPL-3.0-only
"""A site from before organisations had relations gets the kinds of them, and finds them in the framework's search."""

from planota_hub.planota_hub.relations.kinds import RELATION
from planota_hub.setup.masters import create_relation_types
from planota_hub.setup.search import create_search_doctypes


def execute() -> None:
	create_relation_types()
	create_search_doctypes(RELATION)
