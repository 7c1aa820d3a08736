# SPDX-License-Identifier: GPL-3.0-only
"""What a representative sees of the people of the own NGOs who take part in something."""

import frappe
from frappe.utils import get_datetime, now_datetime

from planota_hub.mail.wording import describe_place, describe_time
from planota_hub.planota_hub.taking_part.kinds import CANCELLED, Kind
from planota_hub.planota_hub.taking_part.seats import MOVING_STAGES
from planota_hub.rules.tokens import make_token


def get_own_registrations(kind: Kind, ngos: list[str], purpose: str) -> list[frappe._dict]:
	"""Return the registrations of the people of NGOs that were not cancelled.

	Args:
	        kind: what they take part in.
	        ngos: names of NGOs, all of them the reader's own.
	        purpose: of the personal links of its registrations.

	Returns:
	        each with `name`, `ngo`, `participant_name`, `event`, `title`, `starts_on`, `stage`, `address` of its page,
	        `time` and `place` in words, `state` (of the attendance once it is recorded), `can_cancel`, and the
	        `proof_token` of whoever was there.
	"""
	registration, event = frappe.qb.DocType(kind.registration), frappe.qb.DocType(kind.event)
	rows = (
		frappe.qb.from_(registration)
		.join(event)
		.on(event.name == registration[kind.fieldname])
		.select(
			registration.name,
			registration.ngo,
			registration.participant_name,
			registration.status,
			registration.attendance,
			registration.attended_hours,
			event.name.as_("event"),
			event[kind.title].as_("title"),
			event.stage,
			event.starts_on,
			event.ends_on,
			event.delivery,
			event.venue,
			event.municipality,
		)
		.where(registration.ngo.isin(ngos or [""]) & (registration.status != CANCELLED))
		.run(as_dict=True)
	)
	for row in rows:
		was_there = row.attendance == "Attended"
		row.address = f"/{kind.folder}/{row.event}"
		row.time, row.place = describe_time(row), describe_place(row)
		row.state = row.attendance if row.attendance != "Not Recorded" else row.status
		is_to_come = row.stage in MOVING_STAGES and get_datetime(row.starts_on) > now_datetime()
		row.can_cancel = is_to_come and not was_there
		is_held = row.stage in ("Held", "Evaluated")
		row.proof_token = make_token(purpose, row.name) if was_there and is_held else None
	return rows
