# SPDX-License-Identifier: GPL-3.0-only
"""Who was there: signed in at the door by link or QR code, or recorded for everybody at once."""

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import frappe
import pyqrcode
from frappe import _
from frappe.utils import cstr, flt, get_datetime, get_url, now, now_datetime

from planota_hub.planota_hub.taking_part.kinds import CONFIRMED, Kind, Occasion, Participant
from planota_hub.planota_hub.taking_part.seats import Seats
from planota_hub.rules.arguments import read_names
from planota_hub.rules.fields import get_email_key
from planota_hub.rules.names import fold_person_name
from planota_hub.rules.readable import show_moment, show_number
from planota_hub.rules.sorting import sort_rows
from planota_hub.rules.text import field_label
from planota_hub.rules.titles import get_titles
from planota_hub.rules.tokens import make_token, read_token

ATTENDANCE_STAGES = frozenset({"Announced", "Closed", "Held"})
SIGN_IN_MARGIN = timedelta(hours=1)
# everybody signs in from one network
SIGN_INS_PER_TEN_MINUTES = 300


# When it can be recorded, and how many hours count


def validate_attendance(kind: Kind, registration: Participant) -> None:
	"""Refuse an attendance that cannot be, and set the hours that count."""
	before = registration.get_doc_before_save()
	unchanged = (
		before
		and before.attendance == registration.attendance
		and flt(before.attended_hours) == flt(registration.attended_hours)
	)
	event = frappe.db.get_value(
		kind.event, registration.get(kind.fieldname), ["stage", "starts_on", "hours"], as_dict=True
	)
	if not unchanged:
		refuse_wrong_attendance(kind, registration, event)
	set_attended_hours(kind, registration, event)


def refuse_wrong_attendance(kind: Kind, registration: Participant, event: frappe._dict) -> None:
	"""Refuse to record an attendance too early, too late, or for somebody without a seat."""
	label = field_label(registration, "attendance")
	if not registration.is_new() and event.stage == "Evaluated":
		frappe.throw(kind.say("is_fixed", label))
	if registration.attendance == "Not Recorded":
		return
	if registration.status != CONFIRMED:
		frappe.throw(_("{0}: only somebody with a confirmed seat can attend or be absent.").format(label))
	if event.stage not in ATTENDANCE_STAGES:
		frappe.throw(kind.say("not_open", label))
	# people sign in at the door a while before it begins
	if get_datetime(event.starts_on) > now_datetime() and not registration.flags.signing_in:
		frappe.throw(kind.say("not_started", label))


def set_attended_hours(kind: Kind, registration: Participant, event: frappe._dict) -> None:
	"""Count the hours of the occasion unless somebody stayed shorter; nobody stays longer."""
	if registration.attendance != "Attended":
		registration.attended_hours = 0
		return
	if not flt(event.hours):
		# an event of several days need not say how long it takes
		registration.attended_hours = 0
		return
	registration.attended_hours = flt(registration.attended_hours) or flt(event.hours)
	if not 0 < registration.attended_hours <= flt(event.hours):
		frappe.throw(
			kind.say("too_long", field_label(registration, "attended_hours"), show_number(event.hours)),
			title=_("Wrong Hours"),
		)


# Recording it


@dataclass(frozen=True)
class Attendance:
	"""The attendance at one kind of occasion.

	Attributes:
	        may_record: whether a user records it; gets the occasion and the user.
	        follow: what comes of a changed attendance; gets the name of the occasion.
	        purpose: of the link at the door; `page` is where it leads to.
	"""

	kind: Kind
	seats: Seats
	may_record: Callable[[Occasion, str], bool]
	follow: Callable[[str], None]
	purpose: str
	page: str

	def get_list(self, event: str) -> list[dict]:
		"""Return the confirmed participants with their attendance, by name.

		Raises:
		        frappe.PermissionError: for whoever may not record it.
		"""
		self.check_may_record(event)
		return sort_rows(
			frappe.get_all(
				self.kind.registration,
				filters={self.kind.fieldname: event, "status": CONFIRMED},
				fields=["name", "participant_name", "organisation", "ngo", "attendance"],
				order_by="participant_name asc, queue_number asc",
				limit_page_length=0,
			),
			"participant_name",
		)

	def record(self, event: str, attended: list | str) -> dict[str, int]:
		"""Record in one step who attended; everybody else with a confirmed seat was absent.

		Args:
		        attended: names of the registrations of those who were there.

		Returns:
		        number of `attended` and `absent`.

		Raises:
		        frappe.PermissionError: for whoever may not record it.
		        frappe.ValidationError: before it starts, after its evaluation, or when somebody is named who has no
		        confirmed seat; nothing is recorded then.
		"""
		self.check_may_record(event)
		present = set(read_names(_("Attended"), attended))
		self.seats.lock(event)
		confirmed = frappe.get_all(
			self.kind.registration,
			filters={self.kind.fieldname: event, "status": CONFIRMED},
			pluck="name",
			order_by="queue_number asc",
		)
		if unknown := present - set(confirmed):
			frappe.throw(self.kind.say("no_seat", ", ".join(sorted(unknown))))
		for name in confirmed:
			self.set_attendance(name, "Attended" if name in present else "Absent")
		self.follow(event)
		return {"attended": len(present), "absent": len(confirmed) - len(present)}

	def set_attendance(self, name: str, attendance: str) -> None:
		"""Record the attendance of one participant; one that stands already stays, with its hours."""
		registration = frappe.get_doc(self.kind.registration, name)
		if registration.attendance == attendance:
			return
		registration.attendance, registration.attended_hours = attendance, 0
		registration.flags.in_attendance_list = True
		registration.save(ignore_permissions=True)

	def check_may_record(self, event: str) -> None:
		document = frappe.get_doc(self.kind.event, event)
		document.check_permission("read")
		if not self.may_record(document, frappe.session.user):
			frappe.throw(self.kind.say("who_records"), frappe.PermissionError)

	def get_participants(self, event: str) -> list[dict]:
		"""Return the confirmed participants by name, for the sign-in sheet; only to those who may see them."""
		participants = sort_rows(
			frappe.get_list(
				self.kind.registration,
				filters={self.kind.fieldname: event, "status": CONFIRMED},
				fields=["participant_name", "organisation", "ngo"],
				order_by="participant_name asc, queue_number asc",
				limit_page_length=0,
			),
			"participant_name",
		)
		names = get_titles("NGO", {row.ngo for row in participants})
		for row in participants:
			row.organisation = names.get(row.ngo) or row.organisation
		return participants

	# Sign-in by link or QR code

	def get_sign_in_url(self, event: str) -> str:
		"""Return the link that is shown at the door as a QR code."""
		return get_url(f"/{self.page}?token={make_token(self.purpose, event)}")

	def describe_sign_in(self, event: Occasion) -> dict | None:
		"""Return `url` and `qr` of the sign-in for those who record attendance; None for others, or too early."""
		if event.stage not in ATTENDANCE_STAGES or not self.may_record(event, frappe.session.user):
			return None
		url = self.get_sign_in_url(event.name)
		return {"url": url, "qr": draw_qr(url)}

	def sign_in(self, token: str, email: str = "", name: str | None = None) -> dict[str, str]:
		"""Record that the participant with this e-mail address is here.

		Args:
		        token: of the occasion, from the link at the door.
		        email: the address with which the participant registered.
		        name: of the participant, where several registered with that address.

		Returns:
		        `outcome` "signed in" or "already signed in", and `message`, which is said to whoever signs in.

		Raises:
		        InvalidTokenError: for a link that the hub has not made.
		        frappe.ValidationError: outside its time, without a confirmed seat, or when the address alone does not
		        tell who is here; nobody is told who else registered with it.
		"""
		event = self.seats.lock(read_token(self.purpose, token))
		if not is_sign_in_open(event):
			frappe.throw(self.kind.say("sign_in_when"))
		at_mailbox = self.get_confirmed(event.name, email)
		if not at_mailbox:
			frappe.throw(
				_(
					"Nobody with a confirmed seat registered with this e-mail address. Please ask the hub's staff."
				)
			)
		if len(at_mailbox) > 1 and not cstr(name).strip():
			frappe.throw(_("Several people registered with this address. Please enter your name too."))
		return self.mark_present(event.name, pick_by_name(at_mailbox, cstr(name)))

	def get_confirmed(self, event: str, email: str) -> list[frappe._dict]:
		"""Return the participants with a confirmed seat who registered from a mailbox."""
		filters = {
			self.kind.fieldname: event,
			"email_key": get_email_key(cstr(email)),
			"status": CONFIRMED,
		}
		return frappe.get_all(
			self.kind.registration, filters, ["name", "participant_name"], order_by="queue_number asc"
		)

	def mark_present(self, event: str, name: str) -> dict[str, str]:
		"""Record that one participant is here; return the answer of `sign_in`."""
		registration = frappe.get_doc(self.kind.registration, name)
		if registration.attendance == "Attended":
			return {"outcome": "already signed in", "message": self.kind.say("already_here")}
		registration.attendance = "Attended"
		registration.flags.in_attendance_list = registration.flags.signing_in = True
		# a guest has no right on registrations: the signed link and the confirmed seat are what allows this one mark
		registration.save(ignore_permissions=True)
		registration.db_set("signed_in_on", now(), update_modified=False)
		self.follow(event)
		return {"outcome": "signed in", "message": self.kind.say("is_here")}

	# Who comes to a full occasion without a registration

	def add_walk_in(
		self, event: str, participant_name: str, email: str, organisation: str | None = None
	) -> dict:
		"""Enter somebody who is there without a registration as attending, on a free seat or on that of a no-show.

		The no-show keeps the registration and counts as absent. First goes the seat of who was recorded as absent,
		then of who registered last and has not signed in.

		Returns:
		        `registration`, and `instead_of`: the name of the participant whose seat it was, None where one was
		        free.

		Raises:
		        frappe.PermissionError: for whoever may not record the attendance.
		        frappe.ValidationError: before it begins, after its evaluation, or when everybody is there.
		"""
		self.check_may_record(event)
		locked = self.seats.lock(event)
		self.refuse_wrong_time(locked)
		no_show = self.take_over_seat(locked) if locked.confirmed_count >= locked.capacity else None
		registration = frappe.new_doc(self.kind.registration)
		registration.update(
			{
				self.kind.fieldname: event,
				"participant_name": cstr(participant_name),
				"email": cstr(email),
				"organisation": cstr(organisation) or None,
				"attendance": "Attended",
			}
		)
		registration.flags.walks_in = True
		# who records attendance need have no right to register people otherwise
		registration.insert(ignore_permissions=True)
		self.follow(event)
		return {"registration": registration.name, "instead_of": no_show and no_show.participant_name}

	def refuse_wrong_time(self, event: frappe._dict) -> None:
		self.seats.refuse_wrong_stage(event)
		if event.stage not in ATTENDANCE_STAGES or get_datetime(event.starts_on) > now_datetime():
			frappe.throw(self.kind.say("seats_free_when", show_moment(event.starts_on)))

	def take_over_seat(self, event: frappe._dict) -> frappe._dict:
		"""Take the seat of a no-show of a locked occasion out of the counters; return the no-show."""
		no_show = self.find_no_show(event.name)
		if not no_show:
			frappe.throw(self.kind.say("all_there", event.capacity), title=_("No Free Seat"))
		absent = {"attendance": "Absent", "attended_hours": 0, "seat_taken_over": 1}
		frappe.db.set_value(self.kind.registration, no_show.name, absent)
		self.seats.set_counters(event, {"confirmed_count": event.confirmed_count - 1})
		return no_show

	def find_no_show(self, event: str) -> frappe._dict | None:
		for attendance in ("Absent", "Not Recorded"):
			filters = {
				self.kind.fieldname: event,
				"status": CONFIRMED,
				"attendance": attendance,
				"seat_taken_over": 0,
			}
			found = frappe.db.get_value(
				self.kind.registration,
				filters,
				["name", "participant_name"],
				as_dict=True,
				order_by="queue_number desc",
				for_update=True,
			)
			if found:
				return found
		return None


def draw_qr(text: str) -> str:
	"""Return a QR code as an address that an image element can show."""
	picture = io.BytesIO()
	pyqrcode.create(text, error="M").svg(picture, scale=6, quiet_zone=2, background="#ffffff")
	return f"data:image/svg+xml;base64,{base64.b64encode(picture.getvalue()).decode()}"


def is_sign_in_open(event: frappe._dict) -> bool:
	"""Tell whether people can sign in: from an hour before the start to an hour after the end."""
	begin = get_datetime(event.starts_on) - SIGN_IN_MARGIN
	end = get_datetime(event.ends_on) + SIGN_IN_MARGIN
	return event.stage in ATTENDANCE_STAGES and begin <= now_datetime() <= end


def pick_by_name(people: list[frappe._dict], name: str) -> str:
	"""Return the registration of the one participant whom a name means, the first or the last name alone too.

	Raises:
	        frappe.ValidationError: when it means none or several.
	"""
	if len(people) == 1:
		return people[0].name
	words = set(fold_person_name(name).split())
	meant = [row.name for row in people if words <= set(fold_person_name(row.participant_name).split())]
	if len(meant) != 1:
		frappe.throw(
			_("{0}: please enter first and last name as you registered, or ask the hub's staff.").format(
				_("Your Name")
			)
		)
	return meant[0]
