# SPDX-License-Identifier: GPL-3.0-only
"""Events as something that people register for: the words in which the rules of registration speak of them."""

import frappe
from frappe import _, _lt

from planota_hub.planota_hub.taking_part.kinds import Kind

EVENT, REGISTRATION, SERIES = "Hub Event", "Event Registration", "Event Series"
EVENT_KIND, FEEDBACK = "Event Kind", "Event Feedback"
RATINGS = ("content_rating", "speakers_rating", "organisation_rating", "usefulness_rating")
KIND = Kind(
	event=EVENT,
	registration=REGISTRATION,
	fieldname="event",
	title="event_title",
	cancelled_with="Event",
	folder="events",
	series=SERIES,
	words={
		"not_found": _lt("This event was not found."),
		"is_held": _lt("This event has already been held."),
		"is_closed": _lt("Registration for this event is closed."),
		"is_draft": _lt("This event has not been announced yet."),
		"is_cancelled": _lt("This event was cancelled."),
		"is_full": _lt("All {0} seats of this event are taken."),
		"has_begun": _lt("This link has expired: the event began on {0}."),
		"is_known": _lt("{0}: {1} is already registered for this event with the address {2}."),
		"ends_first": _lt("the event must end after it starts."),
		"lasts_long": _lt("an event lasts at most {0} days."),
		"opens_late": _lt("{0}: expected is a time before the event starts."),
		"where": _lt("please enter where the event takes place."),
		"begins_as": _lt("{0}: a new event begins as {1}."),
		"to_come": _lt("{0}: the event starts on {1}; only then can it have been held."),
		"why_cancelled": _lt("please give the reason before you cancel the event."),
		"was_attended": _lt("People have attended this event; it can't be cancelled any more."),
		"not_open": _lt("{0}: the event is not open for attendance."),
		"not_started": _lt("{0}: the event has not started yet."),
		"too_long": _lt("{0}: expected are more than 0 and at most {1} hours, the length of the event."),
		"no_seat": _lt("Attendance: {0} has no confirmed seat at this event."),
		"who_records": _lt("Only the hub's staff and who is responsible for the event record attendance."),
		"sign_in": _lt("Sign in at the event"),
		"sign_in_when": _lt("Sign-in is possible from an hour before the event until an hour after it."),
		"already_here": _lt("You are signed in already. Enjoy the event!"),
		"is_here": _lt("Thank you, you are signed in. Enjoy the event!"),
		"seats_free_when": _lt("Seats of those who did not come are free once the event has begun ({0})."),
		"all_there": _lt("All {0} seats of this event are taken, and everybody who has one is there."),
		"feedback_given": _lt("You have already given feedback on this event. Thank you!"),
		"feedback_when": _lt("You can give feedback once the event has been held."),
		"feedback_whose": _lt("Only participants who attended the event can give feedback."),
		"no_reminder": _lt("The reminder of an event could not be sent"),
	},
)


def get_event_kinds() -> dict[str, str]:
	"""Return the kinds of events in the reader's language by name, also those that are offered no longer."""
	names = frappe.get_all(EVENT_KIND, pluck="name", order_by="name asc", limit_page_length=0)
	return {name: _(name) for name in names}
