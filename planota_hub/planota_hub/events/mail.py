# SPDX-License-Identifier: GPL-3.0-only
"""What participants of events get by e-mail, each in the language in which they registered."""

from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import get_url

from planota_hub.mail.messages import Message
from planota_hub.mail.wording import describe_place, describe_time
from planota_hub.planota_hub.events.calendar_files import as_entry, event_url
from planota_hub.planota_hub.events.kind import KIND
from planota_hub.planota_hub.taking_part.kinds import WAITING
from planota_hub.planota_hub.taking_part.letters import Letters
from planota_hub.rules.tokens import make_token

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.event_registration.event_registration import EventRegistration
	from planota_hub.planota_hub.doctype.hub_event.hub_event import HubEvent

REGISTRATION_PURPOSE, FEEDBACK_PURPOSE = "event registration", "event feedback"
LINK_PURPOSES = {
	"event feedback": {"doctype": "Event Registration", "depends_on": ("email",)},
	"event registration": {"doctype": "Event Registration", "depends_on": ("email",)},
}


def get_facts(event: "HubEvent") -> list[tuple[str, str | None]]:
	"""Return what is to be known of an event."""
	return [
		(_("Event"), event.event_title),
		(_("When"), describe_time(event)),
		(_("Where"), describe_place(event)),
		(_("Organisers"), event.organisers),
	]


def confirmed(event: "HubEvent", participant: "EventRegistration") -> Message:
	return Message(
		_("Your seat is confirmed"),
		[
			_("you are registered for the event. Your seat is confirmed; the calendar entry is attached."),
			_("If you can't come, please cancel: somebody else may be waiting for the seat."),
		],
		link=LETTERS.manage_link(participant),
	)


def waiting(event: "HubEvent", participant: "EventRegistration") -> Message:
	return Message(
		_("You are on the waiting list"),
		[
			_(
				"all seats of the event are taken at the moment. You are on the waiting list, number {0}."
			).format(KIND.get_waiting_position(participant)),
			_("We will write to you as soon as a seat becomes free."),
		],
		link=LETTERS.manage_link(participant),
	)


def registered_again(event: "HubEvent", participant: "EventRegistration") -> Message:
	waits = participant.status == WAITING
	return Message(
		_("You are already registered"),
		[
			_(
				"your name and this e-mail address were entered again for the event, probably by you. You are "
				"registered already and nothing was changed. Others may register with the same address."
			),
			_("You are on the waiting list, number {0}.").format(KIND.get_waiting_position(participant))
			if waits
			else _("Your seat is confirmed."),
		],
		link=LETTERS.manage_link(participant),
	)


def moved_up(event: "HubEvent", participant: "EventRegistration") -> Message:
	return Message(
		_("A seat is free for you"),
		[
			_("a seat has become free and is now yours; the calendar entry is attached."),
			_("If you can't come any more, please cancel, so that the next one can move up."),
		],
		link=LETTERS.manage_link(participant),
	)


def cancelled(event: "HubEvent", participant: "EventRegistration") -> Message:
	return Message(
		_("Your registration is cancelled"),
		[_("your registration for the event is cancelled.")],
		link=(_("To the event"), event_url(event.name)),
	)


def reminder(event: "HubEvent", participant: "EventRegistration") -> Message:
	return Message(
		_("The event is about to begin"),
		[
			_("we look forward to seeing you at the event."),
			_("If you can't come, please cancel: somebody else may be waiting for the seat."),
		],
		link=LETTERS.manage_link(participant),
	)


def event_changed(event: "HubEvent", participant: "EventRegistration") -> Message:
	return Message(
		_("Changed time or place"),
		[_("the time or the place of the event has changed. Please look at the data below.")],
		link=LETTERS.manage_link(participant),
	)


def event_cancelled(event: "HubEvent", participant: "EventRegistration") -> Message:
	return Message(
		_("The event is cancelled"),
		[
			_("we are sorry: the event does not take place."),
			_("Reason: {0}").format(event.cancellation_reason),
		],
		link=(_("Other events"), get_url("/events")),
	)


def feedback(event: "HubEvent", participant: "EventRegistration") -> Message:
	token = make_token(FEEDBACK_PURPOSE, participant.name)
	return Message(
		_("What did you think of the event?"),
		[_("thank you for coming. Please tell us in two minutes what was good and what should be better.")],
		link=(_("Give feedback"), get_url(f"/event-feedback/new?token={token}")),
	)


LETTERS = Letters(
	kind=KIND,
	messages={
		"confirmed": confirmed,
		"waiting": waiting,
		"registered_again": registered_again,
		"moved_up": moved_up,
		"cancelled": cancelled,
		"reminder": reminder,
		"event_changed": event_changed,
		"event_cancelled": event_cancelled,
		"feedback": feedback,
	},
	facts=get_facts,
	as_entry=as_entry,
	putting_in=frozenset({"confirmed", "moved_up", "event_changed"}),
	taking_out=frozenset({"cancelled", "event_cancelled"}),
	purpose=REGISTRATION_PURPOSE,
	page="event-registration",
)
