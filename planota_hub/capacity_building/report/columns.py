# SPDX-License-Identifier: GPL-3.0-only
"""What the figures of each column of the reports of this area count, in words; `*` of all its other numbers."""

from frappe import _lt

COLUMNS = {
	"Workshop Participation by NGO": {
		"workshops": _lt("Different workshops that people of the NGO attended"),
		"attendances": _lt("Attendances; who came to two workshops counts twice"),
		"people": _lt("Different people by their e-mail address"),
		"hours": _lt("Hours of the attendances as they are credited, added up"),
	},
	"Support Delivered": {
		"ngos": _lt("NGOs that got support in the period, each once in a row"),
		"entries": _lt("Records of the ledger: one for each document and NGO"),
		"participants": _lt("Attendances; who came twice counts twice"),
		"hours": _lt("Hours of all kinds together"),
		"*": _lt("Hours of this kind of support, each once however many took part"),
	},
	"Workshop Attendance and Satisfaction": {
		"workshops": _lt("Workshops that began in the period, without drafts and cancelled ones"),
		"capacity": _lt("Seats of the workshops"),
		"registered": _lt("Registrations with a seat"),
		"waiting": _lt("Registrations on the waiting list"),
		"cancelled": _lt("Registrations that were cancelled"),
		"attended": _lt("Registrations whose attendance is recorded as Attended"),
		"absent": _lt("Registrations whose attendance is recorded as absent"),
		"attendance_rate": _lt("Attended, of those whose attendance is recorded"),
		"ngo_count": _lt("NGOs of those who attended, each once"),
		"participant_hours": _lt("Hours of the workshop times those who attended, as they are credited"),
		"complete_rate": _lt("Of those who attended, how many have given all data of participants"),
		"feedbacks": _lt("Feedback forms that were sent in"),
		"response_rate": _lt("Feedback forms, of those who attended"),
		"satisfaction": _lt("Mean of the four ratings, from 1 to 5"),
		"recommend_rate": _lt("Of the feedback, how many would recommend the workshop"),
		"*": _lt("Mean of the ratings from 1 to 5"),
	},
	"Capacity Before and After": {
		"levels": _lt("Capacity areas that have a level at all"),
		"compared": _lt("Of these, those assessed a second time"),
		"baseline": _lt(
			"Mean level at the first assessment, from 1 to 5; where some areas were assessed twice, of these"
		),
		"latest": _lt("Mean level at the newest later assessment"),
		"change": _lt("After less before, of what was assessed both times"),
		"wanted": _lt("Mean level that the NGOs want to reach"),
		"gap": _lt("What is missing to the wanted level"),
	},
	"NGOs with Potential Progress": {
		"delivered": _lt("Hours in the ledger from the start of the plan to its end or today"),
		"required": _lt("Hours that the programme asks for"),
		"missing": _lt("Required less delivered, never below 0; 0 once the plan has ended"),
		"percent": _lt("Delivered of the required while the plan runs"),
		"steps": _lt("Steps of the plan"),
		"done": _lt("Steps that are done"),
		"overdue": _lt("Open steps whose day has passed"),
		"baseline": _lt("Mean level at the first assessment, from 1 to 5"),
		"latest": _lt("Mean level at the newest assessment"),
		"*": _lt("Hours of this kind in the ledger, in the time of the plan"),
	},
	"ESF Participants": {
		"times": _lt("Workshops of the project that the person attended"),
		"*": _lt(
			"1: the person belongs to this group by what they said at the first attendance; empty: it is not known"
		),
	},
}
