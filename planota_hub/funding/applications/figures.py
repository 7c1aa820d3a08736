# SPDX-License-Identifier: GPL-3.0-only
"""How applications fare: the one place where they are counted, for report, cards and charts."""

import frappe
from frappe.utils import flt

APPLICATION = "Call Application"
APPROVED = frozenset({"Approved", "Completed"})
DECIDED = APPROVED | {"Rejected"}
HANDED_IN = DECIDED | {"Submitted"}
FIELDS = [
	"name",
	"stage",
	"ngo",
	"funding_call",
	"creation",
	"submitted_on",
	"decided_on",
	"requested_amount",
	"granted_amount",
	"application_hours",
	"report_hours",
]


def summarise(applications: list[dict]) -> dict:
	"""Return the figures of a set of applications.

	`success_rate` is the share of the decided ones that were approved, in percent; None while none is decided.
	Amounts are in the currency of the site: what was requested in the applications that were handed in, and
	what was granted.
	"""
	stages = [row["stage"] for row in applications]
	approved, decided = count(stages, APPROVED), count(stages, DECIDED)
	return {
		"applications": len(applications),
		"in_preparation": count(stages, {"In Preparation"}),
		"waiting": count(stages, {"Submitted"}),
		"approved": approved,
		"rejected": decided - approved,
		"withdrawn": count(stages, {"Withdrawn"}),
		"success_rate": flt(approved / decided * 100, 1) if decided else None,
		"requested": sum(flt(row["requested_amount"]) for row in applications if row["stage"] in HANDED_IN),
		"granted": sum(flt(row["granted_amount"]) for row in applications if row["stage"] in APPROVED),
		"application_hours": flt(sum(flt(row["application_hours"]) for row in applications), 2),
		"report_hours": flt(sum(flt(row["report_hours"]) for row in applications), 2),
	}


def count(stages: list[str], wanted: set[str] | frozenset[str]) -> int:
	return sum(stage in wanted for stage in stages)


def get_readable_applications(filters: list | None = None) -> list[frappe._dict]:
	"""Return the applications that the reader may see, the oldest first."""
	return frappe.get_list(
		APPLICATION,
		filters=filters or [],
		fields=FIELDS,
		order_by="creation asc, name asc",
		limit_page_length=0,
	)
