# SPDX-License-Identifier: GPL-3.0-only
"""The course of an application: where it begins, the days of its steps, and what each stage needs."""

from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import today

from planota_hub.funding.applications.rules import DECIDED_STAGES
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.stages import begin, is_step, is_step_to

if TYPE_CHECKING:
	from planota_hub.funding.doctype.call_application.call_application import CallApplication

FIRST_STAGE = "In Preparation"
ENDED_STAGES = DECIDED_STAGES | {"Withdrawn"}


def set_step_dates(application: "CallApplication") -> None:
	"""The day of a step is today, unless somebody says which day it was."""
	if is_step_to(application, "Submitted"):
		application.submitted_on = application.submitted_on or today()
	if is_step(application) and application.stage in DECIDED_STAGES:
		application.decided_on = application.decided_on or today()


def validate_stage(application: "CallApplication") -> None:
	"""The workflow decides on the steps; here are the conditions of a stage."""
	begin(application, FIRST_STAGE, _("{0}: a new application begins as {1}."))
	clear_results(application)
	validate_needed_values(application)
	if is_step_to(application, "Completed"):
		validate_completed(application)


def clear_results(application: "CallApplication") -> None:
	"""Going back takes the result away; before a step forward it may be typed in already."""
	if not is_step(application):
		return
	before = application.get_doc_before_save()
	if before.stage in ENDED_STAGES and application.stage not in ENDED_STAGES:
		application.approved_amount, application.decided_on = 0, None
	if application.stage == FIRST_STAGE:
		application.submitted_on = None


def validate_needed_values(application: "CallApplication") -> None:
	"""Refuse a stage as long as a value is missing that it needs."""
	needed = {
		"Submitted": ("requested_amount",),
		"Approved": ("approved_amount",),
		"Completed": ("approved_amount",),
		"Rejected": ("decision_note",),
		"Withdrawn": ("withdrawal_reason",),
	}
	message = _("please fill it in; an application that is {0} needs it.").format(_(application.stage))
	for fieldname in needed.get(application.stage, ()):
		refuse_missing(application, fieldname, message)


def validate_completed(application: "CallApplication") -> None:
	"""Refuse to complete an application while reports are not sent."""
	if late := [row.report_title for row in application.reporting_deadlines if not row.sent_on]:
		refuse(
			application,
			"reporting_deadlines",
			_("these reports are not sent yet: {0}.").format(", ".join(late)),
		)
