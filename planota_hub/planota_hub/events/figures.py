# SPDX-License-Identifier: GPL-3.0-only
"""The figures of an event, as its form shows them."""

import frappe
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Count, Sum
from frappe.utils import cint

from planota_hub.planota_hub.events.kind import REGISTRATION
from planota_hub.planota_hub.taking_part.kinds import CANCELLED


def get_figures(event: str) -> dict[str, int]:
	"""Return how many are `registered`, `attended` and were `absent`, and of how many NGOs those who came were (`ngos`)."""
	row = DocType(REGISTRATION)
	came = row.attendance == "Attended"
	(figures,) = (
		frappe.qb.from_(row)
		.select(
			Sum(Case().when(row.status != CANCELLED, 1).else_(0)).as_("registered"),
			Sum(Case().when(came, 1).else_(0)).as_("attended"),
			Sum(Case().when(row.attendance == "Absent", 1).else_(0)).as_("absent"),
			Count(Case().when(came, row.ngo)).distinct().as_("ngos"),
		)
		.where(row.event == event)
		.run(as_dict=True)
	)
	return {key: cint(value) for key, value in figures.items()}
