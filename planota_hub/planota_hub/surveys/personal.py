# SPDX-License-Identifier: GPL-3.0-only
"""Whose what was answered is, when somebody asks for a copy or the deletion of their data."""

from collections.abc import Iterable

import frappe

from planota_hub.planota_hub.surveys.kinds import ANSWER


def find_answers_of_people(names: Iterable[str]) -> list[str]:
	"""Return the answers that a named person gave; the others are those of an organisation, or nobody's."""
	filters = {"name": ("in", list(names) or [""]), "person_name": ("is", "set"), "is_anonymous": 0}
	return frappe.get_all(ANSWER, filters, pluck="name", order_by="name asc", limit_page_length=0)
