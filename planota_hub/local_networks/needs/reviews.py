# SPDX-License-Identifier: GPL-3.0-only
"""Accepted needs are looked at again after a time: do they still stand, and is their priority still right?"""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import today

from planota_hub.local_networks.needs.stages import ANSWERED_STAGES, NEED, OPEN_STAGES, get_review_due_on
from planota_hub.local_networks.networks.membership import NETWORK
from planota_hub.mail import hub_mail


@frappe.whitelist(methods=["POST"])
def confirm_need(need: str) -> str | None:
	"""Note that a need was looked at today and still stands; return the day of the next review.

	Raises:
	        frappe.PermissionError: when the user may not change the need.
	        frappe.ValidationError: for a need that is not accepted.
	"""
	doc = frappe.get_doc(NEED, need)
	doc.check_permission("write")
	if doc.stage not in ANSWERED_STAGES:
		frappe.throw(_("Stage: only an accepted need is reviewed again."))
	due = get_review_due_on(today())
	doc.db_set({"reviewed_on": today(), "review_due_on": due})
	doc.add_comment("Info", _("Reviewed: the need still stands."))
	return str(due) if due else None


def remind_of_reviews() -> None:
	"""Scheduler, monthly: tell coordinators and staff which open needs wait for their review, once per network."""
	waiting = defaultdict(list)
	for need in get_waiting_needs():
		waiting[need.local_network].append(need)
	coordinators = dict(
		frappe.get_all(
			NETWORK,
			{"name": ("in", [name for name in waiting if name] or [""])},
			["name", "coordinator"],
			order_by="name asc",
			as_list=True,
		)
	)
	for network, needs in waiting.items():
		subject = _("{0} needs wait for their yearly review, first: {1}", hub_mail.site_language())
		hub_mail.notify_staff(
			NEED,
			needs[0].name,
			subject.format(len(needs), needs[0].need_title),
			also=coordinators.get(network),
		)


def get_waiting_needs() -> list[frappe._dict]:
	"""Return the open needs whose review is due, the longest waiting first."""
	return frappe.get_all(
		NEED,
		{"stage": ("in", OPEN_STAGES), "review_due_on": ("<=", today())},
		["name", "need_title", "local_network", "review_due_on"],
		order_by="review_due_on asc, name asc",
	)
