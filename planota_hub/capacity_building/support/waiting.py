# SPDX-License-Identifier: GPL-3.0-only
"""What waits for a representative about support: steps of the plan, feedback on workshops, ratings of answers."""

import frappe
from frappe import _
from frappe.utils import getdate

from planota_hub.capacity_building.plans.step_reports import get_own_steps
from planota_hub.capacity_building.support.portal import get_requests
from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.mail import feedback_url
from planota_hub.permissions import get_own_ngos
from planota_hub.rules.fields import get_email_key
from planota_hub.rules.waiting import Waiting


def get_waiting() -> list[Waiting]:
	"""Hook `hub_waiting`."""
	ngos = get_own_ngos()
	return [*get_steps(ngos), *get_feedback(), *get_ratings(ngos)]


def get_steps(ngos: list[str]) -> list[Waiting]:
	"""Return the open steps of the development plans that are for the NGO to do."""
	return [
		Waiting(row.step_title, row.ngo_name, "/my-support", row.due_date and getdate(row.due_date))
		for row in get_own_steps(ngos)
	]


def get_feedback() -> list[Waiting]:
	"""Return the workshops that the user attended and has said nothing about yet."""
	registration, workshop = frappe.qb.DocType(seats.REGISTRATION), frappe.qb.DocType(seats.WORKSHOP)
	rows = (
		frappe.qb.from_(registration)
		.join(workshop)
		.on(workshop.name == registration.workshop)
		.select(registration.name, workshop.workshop_title)
		.where(registration.email_key == get_email_key(frappe.session.user))
		.where((registration.attendance == "Attended") & (workshop.stage == "Held"))
		.where(registration.feedback_given_on.isnull())
		.orderby(workshop.starts_on, registration.name)
		.run(as_dict=True)
	)
	return [Waiting(_("Give feedback"), row.workshop_title, feedback_url(row.name)) for row in rows]


def get_ratings(ngos: list[str]) -> list[Waiting]:
	"""Return the answered requests that the user has not rated yet."""
	rows = [row for requests in get_requests(ngos).values() for row in requests if row.rating_token]
	return [
		Waiting(_("Rate the support"), row.subject, f"/rate-support?token={row.rating_token}") for row in rows
	]
