# SPDX-License-Identifier: GPL-3.0-only
"""What participants of workshops get by e-mail, each in the language in which they registered."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import get_url

from planota_hub.capacity_building.workshops import waiting_list
from planota_hub.capacity_building.workshops.calendar_files import as_entry
from planota_hub.capacity_building.workshops.texts import describe_trainer, workshop_url
from planota_hub.mail.messages import Message
from planota_hub.mail.wording import describe_place, describe_time
from planota_hub.planota_hub.taking_part.letters import Letters
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


def feedback_url(name: str) -> str:
	"""Return the address of the feedback form of a participant."""
	return get_url(f"/workshop-feedback/new?token={make_token(FEEDBACK_PURPOSE, name)}")


def get_facts(workshop: "TrainingWorkshop") -> list[tuple[str, str | None]]:
	"""Return what is to be known of a workshop."""
	return [
		(_("Workshop"), workshop.workshop_title),
		(_("When"), describe_time(workshop)),
		(_("Where"), describe_place(workshop)),
		(_("Trainer"), describe_trainer(workshop)),
	]


def confirmed(workshop: "TrainingWorkshop", participant: "WorkshopRegistration") -> Message:
	return Message(
		_("Your seat is confirmed"),
		[
			_("you are registered for the workshop. Your seat is confirmed; the calendar entry is attached."),
			_("If you can't come, please cancel: somebody else may be waiting for the seat."),
		],
		link=LETTERS.manage_link(participant),
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
		link=LETTERS.manage_link(participant),
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
		link=LETTERS.manage_link(participant),
	)


def moved_up(workshop: "TrainingWorkshop", participant: "WorkshopRegistration") -> Message:
	return Message(
		_("A seat is free for you"),
		[
			_("a seat has become free and is now yours; the calendar entry is attached."),
			_("If you can't come any more, please cancel, so that the next one can move up."),
		],
		link=LETTERS.manage_link(participant),
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
		link=LETTERS.manage_link(participant),
	)


def workshop_changed(workshop: "TrainingWorkshop", participant: "WorkshopRegistration") -> Message:
	return Message(
		_("Changed time or place"),
		[_("the time or the place of the workshop has changed. Please look at the data below.")],
		link=LETTERS.manage_link(participant),
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


LETTERS = Letters(
	kind=waiting_list.KIND,
	messages=MESSAGES,
	facts=get_facts,
	as_entry=as_entry,
	putting_in=frozenset({"confirmed", "moved_up", "workshop_changed"}),
	taking_out=frozenset({"cancelled", "workshop_cancelled"}),
	purpose=REGISTRATION_PURPOSE,
	page="workshop-registration",
)
send_message = LETTERS.send_message
send_to_active = LETTERS.send_to_active
ask_for_feedback = LETTERS.ask_for_feedback
registration_url = LETTERS.registration_url
