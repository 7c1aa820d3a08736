# SPDX-License-Identifier: GPL-3.0-only
"""Inviting a segment to an event: who gets it is shown before, and nobody gets it twice."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, get_datetime, get_url, now, now_datetime

from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import leave_out
from planota_hub.mail.wording import speaking
from planota_hub.planota_hub.briefings.audience import find_audience, get_reason_label, group
from planota_hub.planota_hub.events.kind import EVENT
from planota_hub.planota_hub.events.mail import get_facts
from planota_hub.planota_hub.events.seats import SEATS
from planota_hub.planota_hub.segments.members import get_segment
from planota_hub.planota_hub.segments.uses import note_use
from planota_hub.rules.readable import show_moment

if TYPE_CHECKING:
	from planota_hub.planota_hub.briefings.audience import Addressee
	from planota_hub.planota_hub.doctype.hub_event.hub_event import HubEvent


@frappe.whitelist(methods=["POST"])
def invite_segment(event: str, segment: str) -> int:
	"""Invite the organisations of a segment to an announced event; return how many mailboxes get a message; 0 when nobody is left.

	Who was invited is kept with the event, and what the segment was then with the segment.

	Raises:
	        frappe.PermissionError: for whoever may not change the event or use the segment.
	        frappe.ValidationError: for an event that takes no registrations.
	"""
	locked = SEATS.lock(cstr(event))
	doc: HubEvent = frappe.get_doc(EVENT, locked.name)
	doc.check_permission("write")
	SEATS.refuse_closed_registration(locked)
	chosen = get_segment(segment)
	audience = find_audience([{"recipient_type": "Audience Segment", "segment": segment}])
	for addressee, reason in audience.left_out:
		leave_out(addressee.organisation, get_reason_label(reason))
	invited = {(row.organisation, row.email) for row in doc.invitations}
	fresh = []
	for addressee in audience.addressees:
		if (addressee.recipient, addressee.email) in invited:
			leave_out(addressee.organisation, _("was invited already"))
		else:
			fresh.append(addressee)
	if not fresh:
		return 0
	sent = 0
	for email, of_mailbox in group(fresh).items():
		with speaking(get_language(of_mailbox[0])):
			sent += send(email, write(doc), (EVENT, doc.name))
	note_invited(doc, fresh, segment)
	note_use(chosen, EVENT, doc.name)
	return sent


def get_language(addressee: "Addressee") -> str | None:
	"""Return in which language an organisation reads; None where nobody has said so."""
	if addressee.recipient_doctype != "NGO":
		return None
	return frappe.db.get_value("NGO", addressee.recipient, "preferred_language")


def write(event: "HubEvent") -> Message:
	"""Return the invitation, in the language that is spoken now."""
	closes_on = event.registration_closes_on
	lines = [_("you are invited to the event “{0}”.").format(event.event_title)]
	if event.description:
		lines.append(event.description)
	if closes_on and get_datetime(closes_on) > now_datetime():
		lines.append(_("Please register until {0}.").format(show_moment(closes_on)))
	return Message(
		_("Invitation: {0}").format(event.event_title),
		lines,
		get_facts(event),
		(_("Register now"), get_url(f"/register-for-event/new?event={event.name}")),
	)


def note_invited(event: "HubEvent", addressees: list["Addressee"], segment: str) -> None:
	"""Keep who was invited; the rows are written here and nowhere else."""
	moment = now()
	for addressee in addressees:
		event.append(
			"invitations",
			{
				"organisation_doctype": addressee.recipient_doctype,
				"organisation": addressee.recipient,
				"email": addressee.email,
				"invited_on": moment,
				"segment": segment,
			},
		)
	event.flags.inviting = True
	event.save()
