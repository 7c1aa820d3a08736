# SPDX-License-Identifier: GPL-3.0-only
"""What applicants and mentors are told about a development plan."""

from dataclasses import replace
from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.mail.hub_mail import is_quiet, notify, site_language
from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import has_address
from planota_hub.mail.wording import speaking
from planota_hub.public_forms.tracking import tracking_url
from planota_hub.rules.stages import is_step

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.development_plan.development_plan import DevelopmentPlan

PLAN = "Development Plan"


def tell_mentor(plan: "DevelopmentPlan") -> None:
	"""Put a line under the bell of a mentor who was just given a plan."""
	before = plan.get_doc_before_save()
	if not plan.mentor or (before and before.mentor == plan.mentor) or plan.mentor == frappe.session.user:
		return
	if is_quiet():
		return
	subject = _("You are the mentor of {0}", site_language()).format(plan.ngo_name)
	notify([plan.mentor], PLAN, plan.name, subject, from_user=frappe.session.user)


def tell_stage(plan: "DevelopmentPlan") -> None:
	"""Write to the applicant when the plan takes a step that is theirs to know."""
	if is_step(plan) and get_message(plan, plan.stage) and has_address(plan.applicant_email, plan.ngo_name):
		send_message(plan, plan.stage)


def send_message(plan: "DevelopmentPlan", stage: str) -> bool:
	"""Queue the message of a stage in the applicant's language; tell whether there was one to queue."""
	with speaking(plan.preferred_language):
		message = get_message(plan, stage)
		if not message:
			return False
		code = plan.tracking_code
		facts = [(_("Round"), plan.programme_round), (_("Tracking Code"), code)]
		link = (_("See how far your application has come"), tracking_url(code)) if code else None
		return send(plan.applicant_email, replace(message, facts=facts, link=link))


def get_message(plan: "DevelopmentPlan", stage: str) -> Message | None:
	"""Return what the applicant reads at a stage; None where nothing is written."""
	reason = _("Reason: {0}").format(plan.withdrawal_reason or "")
	messages = {
		"Applied": Message(
			_("We have received your application"),
			[_("we have received the application of your organisation as an NGO with potential.")],
		),
		"Selected": Message(
			_("Your organisation has been selected"),
			[
				_("your organisation has been selected as an NGO with potential."),
				_("We will write to you to agree on the first assessment and on your development plan."),
			],
		),
		"Not Selected": Message(
			_("Your application has not been selected this time"),
			[_("your organisation has not been selected in this round."), reason],
		),
		"Completed": Message(
			_("Your development plan is completed"),
			[_("your organisation has completed its development plan. Congratulations!")],
		),
		"Withdrawn": Message(
			_("Your development plan has been ended"),
			[_("the development plan of your organisation has been ended before its completion."), reason],
		),
	}
	return messages.get(stage)
