# SPDX-License-Identifier: GPL-3.0-only
"""What participants get by e-mail, each in the language in which they registered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import frappe
from frappe import _
from frappe.utils import cstr, get_datetime, get_url, now, now_datetime

from planota_hub.mail import calendar_entries
from planota_hub.mail.calendar_entries import CalendarEntry
from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import has_address, leave_out
from planota_hub.mail.wording import describe_place, describe_time, speaking
from planota_hub.planota_hub.taking_part.kinds import (
	CANCELLED,
	CONFIRMED,
	WAITING,
	Kind,
	Occasion,
	Participant,
)
from planota_hub.rules.names import get_initials
from planota_hub.rules.tokens import make_token

# these say what a past occasion still needs; all others are about one that is to come
AFTERWARDS = frozenset({"feedback"})
LONGEST_TEXT = 10_000  # characters
# who is written to by the staff -> filters on the registrations
READERS = {
	"Confirmed": {"status": CONFIRMED},
	"Waiting List": {"status": WAITING},
	"Attended": {"status": CONFIRMED, "attendance": "Attended"},
}


@dataclass(frozen=True)
class Letters:
	"""The messages to those who registered for one kind of occasion.

	Attributes:
	        messages: what is written, by what has happened; gets the occasion and the registration.
	        facts: label and value of what is to be known of the occasion, the first of them its title.
	        as_entry: the occasion as calendar programs are told of it.
	        putting_in: the messages that put the occasion into the participant's calendar.
	        taking_out: those that take it out.
	        purpose: of the link to the own registration; `page` is where it leads to.
	"""

	kind: Kind
	messages: Mapping[str, Callable[..., Message]]
	facts: Callable[..., list[tuple[str, str | None]]]
	as_entry: Callable[..., CalendarEntry]
	putting_in: frozenset[str]
	taking_out: frozenset[str]
	purpose: str
	page: str

	def registration_url(self, name: str) -> str:
		"""Return the address at which a participant sees and cancels the own registration."""
		return get_url(f"/{self.page}?token={make_token(self.purpose, name)}")

	def manage_link(self, participant: Participant | frappe._dict) -> tuple[str, str]:
		return _("See or cancel your registration"), self.registration_url(participant.name)

	def send_message(self, what: str, registration: str) -> bool:
		"""Queue a message to a participant; tell whether it could be queued.

		Nothing is sent about an occasion that is over, when somebody only enters its participants afterwards.

		Args:
		        what: a key of `messages`.
		        registration: name of the registration.
		"""
		participant = frappe.get_doc(self.kind.registration, registration)
		event = frappe.get_doc(self.kind.event, participant.get(self.kind.fieldname))
		if what not in AFTERWARDS and get_datetime(event.ends_on) < now_datetime():
			return False
		if not has_address(participant.email, participant.participant_name):
			return False
		with speaking(participant.preferred_language):
			return send(participant.email, self.compose(what, event, participant))

	def compose(self, what: str, event: Occasion, participant: Participant) -> Message:
		"""Return a message with what is to be known of the occasion. Nothing that a guest typed is repeated in it."""
		facts = self.facts(event)
		if self.has_neighbours(participant):
			# initials, because nothing that a guest typed is repeated
			facts.insert(0, (_("Participant"), get_initials(participant.participant_name)))
		if participant.status == CONFIRMED and event.online_link and what not in AFTERWARDS:
			facts.append((_("Link to the meeting"), event.online_link))
		message = self.messages[what](event, participant)
		return replace(
			message,
			subject=name_event(message.subject, event.get(self.kind.title)),
			facts=facts,
			attachments=self.get_attachments(what, event, participant),
		)

	def has_neighbours(self, participant: Participant) -> bool:
		"""Tell whether others registered from the same mailbox, so that a message says whose it is."""
		others = {
			self.kind.fieldname: participant.get(self.kind.fieldname),
			"email_key": participant.email_key,
			"name": ("!=", participant.name),
		}
		return bool(participant.email_key and frappe.db.exists(self.kind.registration, others))

	def get_attachments(self, what: str, event: Occasion, participant: Participant) -> list[dict]:
		"""Return the calendar entry that a message puts into, or takes out of, the participant's calendar."""
		if what in self.taking_out:
			return [self.as_file(event, "CANCEL")]
		if what in self.putting_in and participant.status == CONFIRMED:
			event.set("calendar_link", event.online_link)
			return [self.as_file(event, "PUBLISH")]
		return []

	def as_file(self, event: Occasion, method: str) -> dict:
		content = calendar_entries.make_calendar([self.as_entry(event)], method)
		return {"fname": f"{self.kind.fieldname}.ics", "fcontent": content}

	def send_to_active(self, event: str, what: str) -> None:
		"""Write to everybody who has a seat or waits for one."""
		for name in frappe.get_all(
			self.kind.registration,
			filters={self.kind.fieldname: event, "status": ("!=", CANCELLED)},
			pluck="name",
			order_by="queue_number asc",
		):
			self.send_message(what, name)

	def ask_for_feedback(self, event: str) -> int:
		"""Ask those who attended a held occasion and were not asked yet; return how many were."""
		names = frappe.get_all(
			self.kind.registration,
			filters={
				self.kind.fieldname: event,
				"attendance": "Attended",
				"feedback_requested_on": ("is", "not set"),
			},
			pluck="name",
			order_by="queue_number asc",
		)
		asked = [name for name in names if self.send_message("feedback", name)]
		for name in asked:
			frappe.db.set_value(
				self.kind.registration, name, "feedback_requested_on", now(), update_modified=False
			)
		return len(asked)

	# A message of the staff: about this occasion, and about nothing else

	def write_to_participants(self, event: str, readers: str, subject: str, text: str) -> int:
		"""Queue a message to participants; return to how many mailboxes it goes.

		The text goes out as it was typed; greeting, labels and the data of the occasion are in the language of each
		reader.

		Args:
		        readers: "Confirmed", "Waiting List" or "Attended".

		Raises:
		        frappe.PermissionError: for whoever may not change the occasion.
		        frappe.ValidationError: without a subject, a text or a reader.
		"""
		doc = frappe.get_doc(self.kind.event, event)
		doc.check_permission("write")
		subject, lines = read_message(subject, text)
		if readers not in READERS:
			frappe.throw(_("Please choose who is written to."))
		return sum(self.tell(doc, row, subject, lines) for row in self.get_readers(event, readers))

	def get_readers(self, event: str, readers: str) -> list[frappe._dict]:
		"""Return the registrations that are written to, each mailbox once."""
		rows = frappe.get_list(
			self.kind.registration,
			{self.kind.fieldname: event, **READERS[readers]},
			["name", "participant_name", "email", "email_key", "preferred_language"],
			order_by="queue_number asc",
			limit_page_length=0,
		)
		kept: dict[str, frappe._dict] = {}
		for row in rows:
			if not row.email:
				leave_out(row.participant_name, _("no e-mail address"))
			elif row.email_key in kept:
				leave_out(row.participant_name, _("reads at the same address as somebody before"))
			else:
				kept[row.email_key] = row
		if not kept:
			frappe.throw(_("There is nobody to write to."))
		return list(kept.values())

	def tell(self, event: Occasion, row: frappe._dict, subject: str, lines: list[str]) -> bool:
		with speaking(row.preferred_language):
			title = event.get(self.kind.title)
			facts = [
				self.facts(event)[0],
				(_("When"), describe_time(event)),
				(_("Where"), describe_place(event)),
			]
			message = Message(f"{subject}: {title}", lines, facts, self.manage_link(row))
			return send(row.email, message, (self.kind.event, event.name))


def name_event(subject: str, title: str) -> str:
	"""Return the subject of a message with the title of its occasion; after a question there is no colon."""
	return f"{subject} {title}" if subject.endswith("?") else f"{subject}: {title}"


def read_message(subject: str, text: str) -> tuple[str, list[str]]:
	"""Return the subject in one line, and the paragraphs of the text."""
	subject = " ".join(cstr(subject).split())
	lines = [line.strip() for line in cstr(text).split("\n") if line.strip()]
	if not subject or not lines:
		frappe.throw(_("Please write a subject and a text."))
	if len(cstr(text)) > LONGEST_TEXT or len(subject) > 140:
		frappe.throw(_("The message is too long: expected are at most {0} characters.").format(LONGEST_TEXT))
	return subject, lines
