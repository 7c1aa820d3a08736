"""Mandates in bodies: when they last, that none overlap, who is warned, who gets into the portal."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Criterion, DocType
from frappe.utils import add_days, cint, cstr, formatdate, getdate, today

from planota_hub.capacity_building.workshop_texts import speaking
from planota_hub.planota_hub.intake import is_quiet, notify_staff, send_confirmation, site_language
from planota_hub.planota_hub.meeting_rules import refuse

BODY, MANDATE = "Representative Body", "Body Mandate"
ACTIVE_STATUSES = ("Active", "Expiring")


def get_warning_days() -> int:
	"""Return how many days before its end a mandate counts as expiring."""
	return cint(frappe.get_cached_doc("Hub Settings").mandate_warning_days)


def get_last_day(mandate):
	"""Return the last day of a mandate: the planned one, or the day before it ended early."""
	planned = getdate(mandate.to_date)
	if not mandate.ended_early_on:
		return planned
	return min(planned, getdate(add_days(mandate.ended_early_on, -1)))


def get_status(mandate, day=None) -> str:
	"""Return the status of a mandate on a day, today unless another one is given."""
	day = getdate(day or today())
	if getdate(mandate.from_date) > day:
		return "Planned"
	last = get_last_day(mandate)
	if last < day:
		return "Ended"
	return "Expiring" if (last - day).days < get_warning_days() else "Active"


def lasts_on(table, day) -> Criterion:
	"""Return the condition that a mandate lasts on a day, for any query on that table."""
	not_ended = table.ended_early_on.isnull() | (table.ended_early_on > day)
	return (table.from_date <= day) & (table.to_date >= day) & not_ended


def validate_dates(mandate: Document) -> None:
	"""A mandate ends after it begins, and early only within its term."""
	if getdate(mandate.to_date) < getdate(mandate.from_date):
		refuse(mandate, "to_date", _("the mandate must not end before it begins."), _("Wrong Date"))
	if not mandate.ended_early_on:
		mandate.end_reason = None
		return
	if not getdate(mandate.from_date) <= getdate(mandate.ended_early_on) <= getdate(mandate.to_date):
		refuse(mandate, "ended_early_on", _("expected is a day within the mandate."), _("Wrong Date"))
	if not mandate.end_reason:
		refuse(mandate, "end_reason", _("please choose why the mandate ended early."))


def refuse_overlaps(mandate: Document) -> None:
	"""One person per seat at a time, and one seat per person; decided while the row of the body is locked.

	Raises:
	        frappe.ValidationError: naming the mandate that stands in the way.
	"""
	frappe.db.get_value(BODY, mandate.body, "name", for_update=True)
	fields = ["name", "seat", "person_name", "email", "from_date", "to_date", "ended_early_on"]
	filters = {"body": mandate.body, "name": ("!=", mandate.name or "")}
	for other in frappe.db.get_values(
		MANDATE, filters, fields, as_dict=True, order_by="from_date asc", for_update=True
	):
		if not do_overlap(mandate, other):
			continue
		term = f"{formatdate(other.from_date)} – {formatdate(get_last_day(other))}"
		if other.seat == mandate.seat:
			message = _("this seat belongs to {0} at that time ({1}, {2}).")
			refuse(mandate, "seat", message.format(other.person_name, term, other.name), _("Seat Taken"))
		if is_same_person(mandate, other):
			message = _("this person already has the seat {0} of the body at that time ({1}, {2}).")
			text = message.format(other.seat, term, other.name)
			refuse(mandate, "person_name", text, _("Already in the Body"))


def do_overlap(one, other) -> bool:
	first, last = getdate(one.from_date), get_last_day(one)
	# a mandate that ended on its first day never lasted
	if last < first or get_last_day(other) < getdate(other.from_date):
		return False
	return first <= get_last_day(other) and getdate(other.from_date) <= last


def is_same_person(one, other) -> bool:
	"""Tell whether two mandates are of one person: by e-mail address, by name where one has none."""
	if one.email and other.email:
		return one.email == other.email
	return cstr(one.person_name).casefold() == cstr(other.person_name).casefold()


# What the scheduler does


def update_statuses() -> None:
	"""Daily: derive the status of every mandate that is not over, then the figures of its body."""
	changed = set()
	for row in frappe.get_all(
		MANDATE,
		filters={"status": ("!=", "Ended")},
		fields=["name", "body", "user", "status", "from_date", "to_date", "ended_early_on"],
		order_by="name asc",
		limit_page_length=0,
	):
		status = get_status(row)
		if status != row.status:
			frappe.db.set_value(MANDATE, row.name, "status", status)
			changed.add(row.body)
	for body in sorted(changed):
		update_figures(body)


def warn_of_expiry() -> None:
	"""Daily: tell once whoever holds a mandate, and the staff, that it is about to end."""
	for name in frappe.get_all(
		MANDATE,
		filters={"status": "Expiring", "warned_on": ("is", "not set")},
		pluck="name",
		order_by="to_date asc, name asc",
	):
		try:
			warn(frappe.get_doc(MANDATE, name))
		except Exception:
			frappe.log_error(_("A warning about an expiring mandate could not be sent"))


def warn(mandate: Document) -> None:
	if is_quiet():
		return
	frappe.db.set_value(MANDATE, mandate.name, "warned_on", today(), update_modified=False)
	body_name = frappe.db.get_value(BODY, mandate.body, "body_name")
	last = get_last_day(mandate)
	with speaking(site_language()):
		subject = _("Mandate ends on {0}: {1}").format(formatdate(last), mandate.mandate_title)
		notify_staff(MANDATE, mandate.name, subject)
		if not mandate.email:
			return
		facts = [(_("Body"), body_name), (_("Seat"), mandate.seat), (_("Last day"), formatdate(last))]
		lines = [_("your mandate is about to end. The hub will prepare the election of a successor in time.")]
		send_confirmation(
			mandate.email,
			_("Your mandate is about to end"),
			"hub_message",
			{"lines": lines, "facts": facts, "link": None},
		)


def update_figures(body: str) -> None:
	"""Derive the numbers of seats that the list of bodies shows."""
	from planota_hub.local_networks.coverage import get_totals

	totals = get_totals([body])[body]
	frappe.db.set_value(
		BODY,
		body,
		{
			"seats_required": totals.required,
			"seats_filled": totals.filled,
			"seats_vacant": totals.vacant,
		},
		update_modified=False,
	)
	frappe.clear_document_cache(BODY, body)


# Who belongs to the body


def get_entitled_users() -> set[str]:
	"""Return the users whose mandate of today gives them the portal role (hook `hub_portal_entitlements`)."""
	mandate, body = DocType(MANDATE), DocType(BODY)
	rows = (
		frappe.qb.from_(mandate)
		.join(body)
		.on(body.name == mandate.body)
		.select(mandate.user)
		.where((body.grants_portal_role == 1) & mandate.user.isnotnull() & (mandate.user != ""))
		.where(lasts_on(mandate, today()))
		.run()
	)
	return {user for (user,) in rows}


def get_members(body: str) -> list[dict]:
	"""Return who is invited to a meeting of a body (hook `hub_meeting_members`)."""
	rows = frappe.get_all(
		MANDATE,
		filters={"body": body, "status": ("in", ACTIVE_STATUSES)},
		fields=["ngo", "person_name", "email"],
		order_by="seat asc",
	)
	return [{**row, "has_vote": 1} for row in rows]
