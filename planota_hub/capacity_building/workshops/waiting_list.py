# SPDX-License-Identifier: GPL-3.0-only
"""Workshops as something that people register for: the words in which the rules of registration speak of them."""

from frappe import _lt

from planota_hub.planota_hub.taking_part.kinds import CANCELLED, CONFIRMED, WAITING, Kind

__all__ = ["CANCELLED", "CONFIRMED", "KIND", "REGISTRATION", "WAITING", "WORKSHOP", "get_waiting_position"]

WORKSHOP, REGISTRATION = "Training Workshop", "Workshop Registration"
KIND = Kind(
	event=WORKSHOP,
	registration=REGISTRATION,
	fieldname="workshop",
	title="workshop_title",
	cancelled_with="Workshop",
	folder="workshops",
	words={
		"not_found": _lt("This workshop was not found."),
		"is_held": _lt("This workshop has already been held."),
		"is_closed": _lt("Registration for this workshop is closed."),
		"is_draft": _lt("This workshop has not been announced yet."),
		"is_cancelled": _lt("This workshop was cancelled."),
		"is_evaluated": _lt("This workshop has been held and evaluated."),
		"is_full": _lt("All {0} seats of this workshop are taken."),
		"has_begun": _lt("This link has expired: the workshop began on {0}."),
		"is_known": _lt("{0}: {1} is already registered for this workshop with the address {2}."),
		"ends_first": _lt("the workshop must end after it starts."),
		"lasts_long": _lt("a workshop lasts at most {0} days."),
		"opens_late": _lt("{0}: expected is a time before the workshop starts."),
		"where": _lt("please enter where the workshop takes place."),
		"begins_as": _lt("{0}: a new workshop begins as {1}."),
		"to_come": _lt("{0}: the workshop starts on {1}; only then can it have been held."),
		"why_cancelled": _lt("please give the reason before you cancel the workshop."),
		"was_attended": _lt("People have attended this workshop; it can't be cancelled any more."),
		"is_fixed": _lt("{0}: the workshop is evaluated, its attendance is fixed."),
		"not_open": _lt("{0}: the workshop is not open for attendance."),
		"not_started": _lt("{0}: the workshop has not started yet."),
		"too_long": _lt("{0}: expected are more than 0 and at most {1} hours, the length of the workshop."),
		"no_seat": _lt("Attendance: {0} has no confirmed seat at this workshop."),
		"who_records": _lt("Only the hub's staff and the trainer of the workshop record attendance."),
		"sign_in": _lt("Sign in at the workshop"),
		"sign_in_when": _lt("Sign-in is possible from an hour before the workshop until an hour after it."),
		"already_here": _lt("You are signed in already. Enjoy the workshop!"),
		"is_here": _lt("Thank you, you are signed in. Enjoy the workshop!"),
		"seats_free_when": _lt("Seats of those who did not come are free once the workshop has begun ({0})."),
		"all_there": _lt("All {0} seats of this workshop are taken, and everybody who has one is there."),
		"feedback_given": _lt("You have already given feedback on this workshop. Thank you!"),
		"feedback_over": _lt("The feedback on this workshop is closed."),
		"feedback_when": _lt("You can give feedback once the workshop has been held."),
		"feedback_whose": _lt("Only participants who attended the workshop can give feedback."),
		"no_reminder": _lt("The reminder of a workshop could not be sent"),
	},
)
get_waiting_position = KIND.get_waiting_position
