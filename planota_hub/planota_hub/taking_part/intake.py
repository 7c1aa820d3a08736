# SPDX-License-Identifier: GPL-3.0-only
"""What the public sends: registrations by a form, and cancellations by link."""

from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint, cstr

from planota_hub.mail.account import can_leave
from planota_hub.mail.hub_mail import send_once
from planota_hub.permissions import get_own_ngos
from planota_hub.planota_hub.surveys.kinds import SEVERAL_CHOICES
from planota_hub.planota_hub.surveys.questions import MOST_LINES
from planota_hub.planota_hub.taking_part.kinds import CONFIRMED, WAITING, Participant
from planota_hub.planota_hub.taking_part.letters import Letters
from planota_hub.planota_hub.taking_part.questions import (
	ONCE,
	get_fieldname,
	get_questions,
	make_definition,
	read_answers,
)
from planota_hub.planota_hub.taking_part.seats import Seats
from planota_hub.public_forms import intake
from planota_hub.public_forms.choices import pick_own_ngo
from planota_hub.public_forms.consent import get_consent
from planota_hub.rules.fields import get_email_key
from planota_hub.rules.text import shown, validate_plain_text
from planota_hub.rules.tokens import read_token

REGISTRATION_FIELDS = ("participant_name", "phone", "organisation", "needs")
CANCELLATIONS_PER_TEN_MINUTES = 60
MOST_COLLEAGUES = 6
CHANGES_PER_HOUR = 60


@dataclass(frozen=True)
class Intake:
	"""What the public sends about one kind of occasion.

	Attributes:
	        consent: the purpose to which people agree.
	        set_active_key: keeps the key of the person in a registration.
	        label: what the field of the form with the occasion is called.
	"""

	seats: Seats
	letters: Letters
	consent: str
	set_active_key: Callable[[Participant], None]
	label: Callable[[], str]

	@property
	def kind(self):
		return self.seats.kind

	def register(self, values: dict) -> dict:
		"""Take a registration from the public.

		Whoever sends a person who is registered already gets the answer of a first registration, so that nobody
		learns who takes part; the owner of the address is told by e-mail. For the same reason the link to the
		registration goes by e-mail, and into the answer only for somebody who is logged in with that address.
		Several people may register with one address, each has a registration of their own.

		Returns:
		        `outcome` ("Confirmed" or "Waiting List"), on the waiting list the `position`, whether it was
		        `mailed`, and perhaps the `url` of the participant's own page.

		Raises:
		        frappe.ValidationError: when the occasion takes no registration, or a value is refused, with its
		        field's name; nothing is saved then.
		        frappe.UniqueValidationError: for somebody logged in with the address of a person who is registered
		        already.
		        frappe.PermissionError: for an NGO that the user does not represent.
		        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
		"""
		if intake.is_robot(values):
			return {"outcome": CONFIRMED, "mailed": can_leave()}
		name = cstr(values.get(self.kind.fieldname)).strip()
		if not name:
			frappe.throw(_("{0}: please choose from the list.").format(self.label()))
		event = self.seats.lock(name)
		self.seats.refuse_closed_registration(event)
		registration = self.make_registration(name, values)
		intake.check_throttle(registration.email)
		is_own = registration.email_key == get_email_key(frappe.session.user)
		known = frappe.db.get_value(self.kind.registration, {"active_key": registration.active_key})
		if known and not is_own:
			return self.answer_known(known, event)
		with intake.saving_for_guest():
			registration.insert(ignore_permissions=True)
		waits = registration.status == WAITING
		position = self.kind.get_waiting_position(registration) if waits else None
		link = {"url": self.letters.registration_url(registration.name)} if is_own else {}
		return get_answer(registration.status, position, bool(registration.flags.mailed)) | link

	def answer_known(self, known: str, event: frappe._dict) -> dict:
		"""Tell the owner of an address that the person is registered already; answer as to a first registration."""
		outcome = self.seats.get_next_status(event)
		position = event.waiting_count + 1 if outcome == WAITING else None
		again = "registered_again"
		mailed = send_once(f"{again}:{known}", lambda: self.letters.send_message(again, known))
		return get_answer(outcome, position, mailed)

	def make_registration(
		self, event: str, values: dict, is_first: bool = True, person: str | None = None
	) -> Participant:
		"""Return the new registration, not saved yet, with what the public may say and nothing else.

		Args:
		        is_first: whether it is the first of those made together, with which an answer stands that is given once.
		        person: who is named where an answer is refused, when several are registered together.
		"""
		intake.require_consent(values)
		texts = intake.pick_values(self.kind.registration, REGISTRATION_FIELDS, values)
		intake.require_values(self.kind.registration, ("participant_name",), texts)
		registration = frappe.new_doc(self.kind.registration)
		registration.update(
			{
				**texts,
				self.kind.fieldname: event,
				"ngo": pick_own_ngo(values.get("ngo")),
				"email": intake.read_email(_("Email"), values.get("email")),
			}
		)
		registration.flags.intake = {
			"registered_by": frappe.session.user,
			**get_consent(self.consent),
		}
		asked = get_questions(self.kind, [event])[event]
		for row in read_answers(asked, values, is_first=is_first, person=person):
			registration.append("answers", row)
		registration.flags.answering = True
		validate_plain_text(registration)
		registration.normalise_contact_data()
		self.set_active_key(registration)
		return registration

	# The participant's own page

	def cancel_by_link(self, token: str) -> dict[str, str]:
		"""Cancel the registration behind a link from an e-mail; pressing it twice does no harm.

		Returns:
		        `outcome` "cancelled", and `message`, which is said to whoever pressed.

		Raises:
		        InvalidTokenError: for a link that the hub has not made.
		        frappe.ValidationError: for a link that has expired because the occasion has begun.
		"""
		name = self.get_registration(token)
		if self.seats.free_seat(name, "Participant"):
			self.letters.send_message("cancelled", name)
		message = _("Your registration is cancelled. Thank you for telling us.")
		return {"outcome": "cancelled", "message": message}

	def get_registration(self, token: str | None, purpose: str | None = None) -> str:
		"""Return the registration behind a link.

		Raises:
		        InvalidTokenError: for a link that the hub has not made.
		        frappe.DoesNotExistError: when the registration was deleted in the meantime.
		"""
		name = read_token(purpose or self.letters.purpose, token)
		if not frappe.db.exists(self.kind.registration, name):
			frappe.throw(_("This registration was not found."), frappe.DoesNotExistError)
		return name

	def cancel_for_staff(self, registration: str) -> bool:
		"""Cancel a registration for the hub's staff; the first one waiting moves up.

		Returns:
		        whether anything changed.
		"""
		frappe.get_doc(self.kind.registration, registration).check_permission("write")
		cancelled = self.seats.free_seat(registration, "Staff")
		if cancelled:
			self.letters.send_message("cancelled", registration)
		return cancelled

	# What a representative does for the own NGO

	def register_colleagues(self, event: str, ngo: str, agreed: int | str, people: dict) -> str:
		"""Register several people of the own NGO: all of them, or nobody.

		Args:
		        agreed: whether they know of it and agree.
		        people: `name_1`, `email_1` and so on, with the answers of each to the occasion's own questions; a pair that
		                is empty is left out.

		Returns:
		        what the person is told.

		Raises:
		        frappe.PermissionError: for an NGO that the user does not represent.
		        frappe.ValidationError: when the occasion takes no registration, or a value is refused, naming the
		        person.
		"""
		if not pick_own_ngo(ngo):
			frappe.throw(_("Organisation: please choose from the list."))
		if not cint(agreed):
			frappe.throw(_("Please confirm that your colleagues know of this and agree."))
		self.seats.refuse_closed_registration(self.seats.lock(cstr(event)))
		asked = get_questions(self.kind, [cstr(event)])[cstr(event)]
		states = []
		for number, name, email in read_people(people):
			values = {
				**read_typed_answers(asked, people, number),
				"participant_name": name,
				"email": email,
				"ngo": cstr(ngo),
				"consent": 1,
			}
			states.append(self.register_colleague(cstr(event), values, is_first=not states))
		waiting = states.count(WAITING)
		if waiting:
			return _("Registered: {0}; on the waiting list: {1}.").format(len(states) - waiting, waiting)
		return _("Registered: {0}. Each of them gets an e-mail.").format(len(states))

	def register_colleague(self, event: str, values: dict, is_first: bool) -> str:
		"""Register one person, unless they are registered already; return on which list they are."""
		registration = self.make_registration(event, values, is_first, person=values["participant_name"])
		known = {"active_key": registration.active_key}
		if status := frappe.db.get_value(self.kind.registration, known, "status", order_by="creation asc"):
			return status
		intake.check_throttle(registration.email)
		with intake.saving_for_guest():
			registration.insert(ignore_permissions=True)
		return registration.status

	def cancel_for_colleague(self, registration: str) -> str:
		"""Cancel the registration of somebody from the own NGO; the person is told.

		Returns:
		        what the representative is told.

		Raises:
		        frappe.PermissionError: for a registration of others.
		        frappe.ValidationError: once the occasion has begun.
		"""
		ngo = frappe.db.get_value(self.kind.registration, cstr(registration), "ngo")
		if not ngo or ngo not in get_own_ngos():
			frappe.throw(
				_("You can only cancel for people of your own organisation."), frappe.PermissionError
			)
		if self.seats.free_seat(cstr(registration), "Participant"):
			self.letters.send_message("cancelled", cstr(registration))
		return _("The registration is cancelled.")


def get_answer(outcome: str, position: int | None, mailed: bool) -> dict:
	"""Return what a registration is answered with; the same keys for everybody."""
	return {"outcome": outcome, "position": position, "mailed": mailed and can_leave()}


def describe_for_people(rows: list[frappe._dict], number: int | None) -> list[frappe._dict]:
	"""Return questions as fields of the form for several people, with the names that `read_typed_answers` knows.

	Args:
	        number: of the person who is asked; None for what is asked once of all together.
	"""
	fields = []
	for row in rows:
		if (row.asked == ONCE) == (number is None):
			field = frappe._dict(make_definition(row))
			field.fieldname = name_for_person(field.fieldname, None if row.asked == ONCE else number)
			fields.append(field)
	return fields


def name_for_person(fieldname: str, number: int | None) -> str:
	return fieldname if number is None else f"{fieldname}_{number}"


def read_typed_answers(rows: list[frappe._dict], people: dict, number: int) -> dict[str, str | list[str]]:
	"""Return what was typed for one of several people, by the names of the questions' fields.

	Of several choices each is a value of its own, as a request knows each name once: the name of the field, and a number.
	"""
	typed: dict[str, str | list[str]] = {}
	for row in rows:
		fieldname = get_fieldname(row)
		sent_as = name_for_person(fieldname, None if row.asked == ONCE else number)
		if row.kind == SEVERAL_CHOICES:
			names = (f"{sent_as}__{place}" for place in range(MOST_LINES))
			typed[fieldname] = [cstr(people[name]) for name in names if people.get(name)]
		else:
			typed[fieldname] = cstr(people.get(sent_as)).strip()
	return typed


def read_people(people: dict) -> list[tuple[int, str, str]]:
	"""Return number, name and e-mail address of each person that was entered.

	Raises:
	        frappe.ValidationError: when nobody was entered, or of somebody only the one or the other.
	"""
	pairs = [
		(number, cstr(people.get(f"name_{number}")).strip(), cstr(people.get(f"email_{number}")).strip())
		for number in range(1, MOST_COLLEAGUES + 1)
	]
	rows = [row for row in pairs if any(row[1:])]
	if not rows:
		frappe.throw(_("Please enter at least one person."))
	for row in rows:
		if not all(row):
			frappe.throw(_("{0}: please enter name and e-mail address.").format(shown("".join(row[1:]))))
	return rows
