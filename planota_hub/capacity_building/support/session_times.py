# SPDX-License-Identifier: GPL-3.0-only
"""When a mentoring session is: no two at once, and none held in the future."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import add_to_date, get_datetime, now_datetime

from planota_hub.capacity_building.support.rules import MAX_HOURS
from planota_hub.rules.readable import show_moment
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.mentoring_session.mentoring_session import MentoringSession

FIRST_YEAR = 2000


def set_end(session: "MentoringSession") -> None:
	"""Let a session end after its hours."""
	session.ends_on = add_to_date(get_datetime(session.starts_on), seconds=round(session.hours * 3600))


def validate_time(session: "MentoringSession") -> None:
	"""Refuse a session of long ago, and one that is said to be held before it is over."""
	if get_datetime(session.starts_on).year < FIRST_YEAR:
		frappe.throw(
			_("{0}: expected is a time not before the year {1}.").format(
				field_label(session, "starts_on"), FIRST_YEAR
			),
			title=_("Wrong Time"),
		)
	if session.status == "Held" and get_datetime(session.ends_on) > now_datetime():
		frappe.throw(
			_(
				"{0}: this session lasts until {1}, which lies in the future. "
				"Choose the status Planned until it was held."
			).format(field_label(session, "starts_on"), show_moment(session.ends_on)),
			title=_("Session in the Future"),
		)


def validate_overlap(session: "MentoringSession") -> None:
	"""Nobody is in two sessions at once: neither the mentor nor, counted twice, the NGO."""
	if session.status == "Cancelled":
		return
	# two sessions that are saved at the same moment must see each other
	frappe.db.get_value("NGO", session.ngo, "name", for_update=True)
	frappe.db.get_value("User", session.mentor, "name", for_update=True)
	for fieldname in ("mentor", "ngo"):
		if other := find_overlap(session, fieldname):
			refuse(
				session,
				fieldname,
				_("there is another session from {0} to {1}, {2}.").format(
					show_moment(other.starts_on),
					show_moment(other.ends_on),
					other.name,
				),
				_("Overlapping Sessions"),
			)


def find_overlap(session: "MentoringSession", fieldname: str) -> frappe._dict | None:
	"""Return a session of the same mentor or NGO that is not over when this one starts."""
	found = frappe.get_all(
		session.doctype,
		filters=[
			[fieldname, "=", session.get(fieldname)],
			["name", "!=", session.name or ""],
			["status", "!=", "Cancelled"],
			["starts_on", "<", session.ends_on],
			# none is longer, so that an index finds the few near this one
			["starts_on", ">=", add_to_date(get_datetime(session.starts_on), hours=-MAX_HOURS)],
			["ends_on", ">", get_datetime(session.starts_on)],
		],
		fields=["name", "starts_on", "ends_on"],
		order_by="starts_on asc, name asc",
		limit_page_length=1,
	)
	return found[0] if found else None
