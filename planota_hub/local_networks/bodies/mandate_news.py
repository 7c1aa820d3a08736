# SPDX-License-Identifier: GPL-3.0-only
"""What the passing of time does to mandates, and who is told: statuses, warnings before the end, vacancies."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.utils import add_days, getdate, today

from planota_hub.local_networks.bodies.coverage import update_figures
from planota_hub.local_networks.bodies.mandates import (
	ACTIVE_STATUSES,
	BODY,
	MANDATE,
	get_last_day,
	get_status,
	get_warning_days,
)
from planota_hub.local_networks.bodies.seats import describe_seat
from planota_hub.mail.hub_mail import get_language, is_quiet, notify_staff, site_language
from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.messages import Message, send
from planota_hub.mail.wording import speaking
from planota_hub.rules.readable import show_day

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.body_mandate.body_mandate import BodyMandate


def update_statuses() -> None:
	"""Scheduler, daily: derive the status of every mandate that is not over, and say which seats fell vacant."""
	changed = set()
	for row in get_outdated_mandates():
		status = get_status(row)
		if status == row.status:
			continue
		frappe.db.set_value(MANDATE, row.name, "status", status, update_modified=False)
		changed.add(row.body)
		if status == "Ended":
			tell_of_vacancy(row)
	for body in sorted(changed):
		update_figures(body)


def get_outdated_mandates() -> list[frappe._dict]:
	"""Return the mandates that are not over and have another status than today, as `get_status` tells it."""
	table, day = frappe.qb.DocType(MANDATE), getdate(today())
	first, last, stop = table.from_date, table.to_date, table.ended_early_on
	expiring_from = add_days(day, get_warning_days())
	status = (
		Case()
		# the last day is the one before a mandate ended early
		.when((last < day) | (stop <= day) | (last < first) | (stop <= first), "Ended")
		.when(first > day, "Planned")
		.when((last < expiring_from) | (stop <= expiring_from), "Expiring")
		.else_("Active")
	)
	return (
		frappe.qb.from_(table)
		.select(
			table.name,
			table.body,
			table.seat,
			table.status,
			table.from_date,
			table.to_date,
			table.ended_early_on,
		)
		.where((table.status != "Ended") & (table.status != status))
		.orderby(table.name)
		.run(as_dict=True)
	)


def warn_of_expiry() -> None:
	"""Scheduler, daily: tell once whoever holds a mandate, and the staff, that it is about to end."""
	for name in frappe.get_all(
		MANDATE,
		filters={"status": "Expiring", "warned_on": ("is", "not set")},
		pluck="name",
		order_by="to_date asc, name asc",
	):
		with one_of_many(_("A warning about an expiring mandate could not be sent")):
			warn(frappe.get_doc(MANDATE, name))


def warn(mandate: "BodyMandate") -> None:
	"""Tell the staff, and the person by e-mail, which is the last day of a mandate.

	A person whose mail could not even be queued was not warned, and the next run tries again.
	"""
	if is_quiet():
		return
	with speaking(site_language()):
		last = show_day(get_last_day(mandate))
		subject = _("A mandate ends on {0}: {1}").format(last, mandate.mandate_title)
		notify_staff(MANDATE, mandate.name, subject, once=True)
	if not mandate.email or warn_holder(mandate):
		frappe.db.set_value(MANDATE, mandate.name, "warned_on", today(), update_modified=False)


def warn_holder(mandate: "BodyMandate") -> bool:
	"""Queue the warning to whoever holds a mandate, in their language; tell whether it could be queued."""
	with speaking(get_language(mandate.email)):
		body_name = frappe.db.get_value(BODY, mandate.body, "body_name")
		seat = describe_seat(mandate.seat, mandate.administrative_unit, mandate.field_of_work)
		last = show_day(get_last_day(mandate))
		facts = [(_("Body"), body_name), (_("Seat"), seat), (_("Last day"), last)]
		lines = [_("your mandate is about to end. The hub will prepare the choice of a successor in time.")]
		return send(mandate.email, Message(_("Your mandate is about to end"), lines, facts))


def tell_of_vacancy(mandate: "BodyMandate | frappe._dict") -> None:
	"""Tell the staff that a seat is vacant and should be filled, unless somebody else has it already."""
	if is_quiet() or is_filled_today(mandate):
		return
	body_name = frappe.db.get_value(BODY, mandate.body, "body_name")
	with speaking(site_language()):
		subject = _("A seat is vacant: {0}, {1}").format(body_name, mandate.seat)
		notify_staff(BODY, mandate.body, subject)


def is_filled_today(mandate: "BodyMandate | frappe._dict") -> bool:
	filters = {"body": mandate.body, "seat": mandate.seat, "name": ("!=", mandate.name)}
	others = frappe.get_all(MANDATE, filters, ["from_date", "to_date", "ended_early_on"], order_by="name asc")
	return any(get_status(other) in ACTIVE_STATUSES for other in others)
