# SPDX-License-Identifier: GPL-3.0-only
"""What participants of workshops get by e-mail, each in the language in which they registered."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import get_datetime, get_url, now, now_datetime

from planota_hub.capacity_building.workshops import waiting_list
from planota_hub.capacity_building.workshops.calendar_files import make_calendar
from planota_hub.capacity_building.workshops.texts import describe_trainer, workshop_url
from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import has_address
from planota_hub.mail.wording import describe_place, describe_time, speaking
from planota_hub.rules.names import get_initials
from planota_hub.rules.tokens import make_token

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.training_workshop.training_workshop import TrainingWorkshop
	from planota_hub.capacity_building.doctype.workshop_registration.workshop_registration import (
		WorkshopRegistration,
	)

# what a link in an e-mail is for
REGISTRATION_PURPOSE, FEEDBACK_PURPOSE = "workshop registration", "workshop feedback"
LINK_PURPOSES = {
	"workshop feedback": {"doctype": "Workshop Registration", "depends_on": ("email",)},
	"workshop registration": {"doctype": "Workshop Registration", "depends_on": ("email",)},
}
# these say what a past workshop still needs; all others are about one that is to come
AFTERWARDS = frozenset({"feedback"})
# what they do to the participant's calendar
PUTTING_IN = frozenset({"confirmed", "moved_up", "workshop_changed"})
TAKING_OUT = frozenset({"cancelled", "workshop_cancelled"})


def registration_url(name: str) -> str:
	"""Return the address at which a participant sees and cancels the own registration."""
	return get_url(f"/workshop-registration?token={make_token(REGISTRATION_PURPOSE, name)}")


def feedback_url(name: str) -> str:
	"""Return the address of the feedback form of a participant."""
	return get_url(f"/workshop-feedback/new?token={make_token(FEEDBACK_PURPOSE, name)}")


def send_message(kind: str, registration: str) -> bool:
	"""Queue a message to a participant; tell whether it could be queued.

	Nothing is sent about a workshop that is over, when somebody only enters its participants afterwards.

	Args:
	        kind: a key of `MESSAGES`.
	        registration: name of the registration.
	"""
	participant = frappe.get_doc(waiting_list.REGISTRATION, registration)
	workshop = frappe.get_doc(waiting_list.WORKSHOP, participant.workshop)
	if kind not in AFTERWARDS and get_datetime(workshop.ends_on) < now_datetime():
		return False
	if not has_address(participant.email, participant.participant_name):
		return False
	with speaking(participant.preferred_language):
		return send(participant.email, compose(kind, workshop, participant))


def compose(kind: str, workshop: "TrainingWorkshop", participant: "WorkshopRegistration") -> Message:
	"""Return a message with what is to be known of the workshop. Nothing that a guest typed is repeated in it."""
	facts = [
		(_("Workshop"), workshop.workshop_title),
		(_("When"), describe_time(workshop)),
		(_("Where"), describe_place(workshop)),
		(_("Trainer"), describe_trainer(workshop)),
	]
	if has_neighbours(participant):
		# initials, because nothing that a guest typed is repeated
		facts.insert(0, (_("Participant"), get_initials(participant.participant_name)))
	if participant.status == waiting_list.CONFIRMED and workshop.online_link and kind not in AFTERWARDS:
		facts.append((_("Link to the meeting"), workshop.online_link))
	message = MESSAGES[kind](workshop, participant)
	return replace(
		message,
		subject=name_workshop(message.subject, workshop.workshop_title),
		facts=facts,
		attachments=get_attachments(kind, workshop, participant),
	)


def name_workshop(subject: str, title: str) -> str:
	"""Return the subject of a message with the title of its workshop; after a question there is no colon."""
	return f"{subject} {title}" if subject.endswith("?") else f"{subject}: {title}"


def has_neighbours(participant: "WorkshopRegistration") -> bool:
	"""Tell whether others registered for the workshop from the same mailbox, so that a message says whose it is."""
	others = {"workshop": participant.workshop, "email_key": participant.email_key}
	others["name"] = ("!=", participant.name)
	return bool(participant.email_key and frappe.db.exists(waiting_list.REGISTRATION, others))


def get_attachments(
	kind: str, workshop: "TrainingWorkshop", participant: "WorkshopRegistration"
) -> list[dict]:
	"""Return the calendar entry that a message puts into, or takes out of, the participant's calendar."""
	if kind in TAKING_OUT:
		return [{"fname": "workshop.ics", "fcontent": make_calendar([workshop], "CANCEL")}]
	if kind in PUTTING_IN and participant.status == waiting_list.CONFIRMED:
		workshop.set("calendar_link", workshop.online_link)
		return [{"fname": "workshop.ics", "fcontent": make_calendar([workshop])}]
	return []


def manage_link(participant: "WorkshopRegistration") -> tuple[str, str]:
	return _("See or cancel your registration"), registration_url(participant.name)


def confirmed(workshop: "TrainingWorkshop", participant: "WorkshopRegistration") -> Message:
	return Message(
		_("Your seat is confirmed"),
		[
			_("you are registered for the workshop. Your seat is confirmed; the calendar entry is attached."),
			_("If you can't come, please cancel: somebody else may be waiting for the seat."),
		],
		link=manage_link(participant),
	)


def waiting(workshop: "TrainingWorkshop", participant: "WorkshopRegistration") -> Message:
	return Message(
		_("You are on the waiting list"),
		[
			_(
				"all seats of the workshop are taken at the moment. You are on the waiting list, number {0}."
			).format(waiting_list.get_waiting_position(participant)),
			_("We will write to you as soon as a seat becomes free."),
		],
		link=manage_link(participant),
	)


def registered_again(workshop: "TrainingWorkshop", participant: "WorkshopRegistration") -> Message:
	waits = participant.status == waiting_list.WAITING
	return Message(
		_("You are already registered"),
		[
			_(
				"your name and this e-mail address were entered again for the workshop, probably by you. You are "
				"registered already and nothing was changed. Others may register with the same address."
			),
			_("You are on the waiting list, number {0}.").format(
				waiting_list.get_waiting_position(participant)
			)
			if waits
			else _("Your seat is confirmed."),
		],
		link=manage_link(participant),
	)


def moved_up(workshop: "TrainingWorkshop", participant: "WorkshopRegistration") -> Message:
	return Message(
		_("A seat is free for you"),
		[
			_("a seat has become free and is now yours; the calendar entry is attached."),
			_("If you can't come any more, please cancel, so that the next one can move up."),
		],
		link=manage_link(participant),
	)


def cancelled(workshop: "TrainingWorkshop", participant: "WorkshopRegistration") -> Message:
	return Message(
		_("Your registration is cancelled"),
		[_("your registration for the workshop is cancelled.")],
		link=(_("To the workshop"), workshop_url(workshop.name)),
	)


def reminder(workshop: "TrainingWorkshop", participant: "WorkshopRegistration") -> Message:
	return Message(
		_("The workshop is about to begin"),
		[
			_("we look forward to seeing you at the workshop."),
			_("If you can't come, please cancel: somebody else may be waiting for the seat."),
		],
		link=manage_link(participant),
	)


def workshop_changed(workshop: "TrainingWorkshop", participant: "WorkshopRegistration") -> Message:
	return Message(
		_("Changed time or place"),
		[_("the time or the place of the workshop has changed. Please look at the data below.")],
		link=manage_link(participant),
	)


def workshop_cancelled(workshop: "TrainingWorkshop", participant: "WorkshopRegistration") -> Message:
	return Message(
		_("The workshop is cancelled"),
		[
			_("we are sorry: the workshop does not take place."),
			_("Reason: {0}").format(workshop.cancellation_reason),
		],
		link=(_("Other workshops"), get_url("/workshops")),
	)


def feedback(workshop: "TrainingWorkshop", participant: "WorkshopRegistration") -> Message:
	return Message(
		_("What did you think of the workshop?"),
		[_("thank you for coming. Please tell us in two minutes what was good and what should be better.")],
		link=(_("Give feedback"), feedback_url(participant.name)),
	)


MESSAGES: dict[str, Callable[..., Message]] = {
	"confirmed": confirmed,
	"waiting": waiting,
	"registered_again": registered_again,
	"moved_up": moved_up,
	"cancelled": cancelled,
	"reminder": reminder,
	"workshop_changed": workshop_changed,
	"workshop_cancelled": workshop_cancelled,
	"feedback": feedback,
}


def send_to_active(workshop: str, kind: str) -> None:
	"""Write to everybody who has a seat or waits for one."""
	for name in frappe.get_all(
		waiting_list.REGISTRATION,
		filters={"workshop": workshop, "status": ("!=", waiting_list.CANCELLED)},
		pluck="name",
		order_by="queue_number asc",
	):
		send_message(kind, name)


def ask_for_feedback(workshop: str) -> int:
	"""Ask those who attended a held workshop and were not asked yet; return how many were."""
	names = frappe.get_all(
		waiting_list.REGISTRATION,
		filters={"workshop": workshop, "attendance": "Attended", "feedback_requested_on": ("is", "not set")},
		pluck="name",
		order_by="queue_number asc",
	)
	asked = [name for name in names if send_message("feedback", name)]
	for name in asked:
		frappe.db.set_value(
			waiting_list.REGISTRATION, name, "feedback_requested_on", now(), update_modified=False
		)
	return len(asked)
