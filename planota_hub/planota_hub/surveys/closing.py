# SPDX-License-Identifier: GPL-3.0-only
"""The end of a survey: at its last moment, without anybody closing it."""

import frappe
from frappe import _
from frappe.model.workflow import apply_workflow
from frappe.utils import now

from planota_hub.mail.jobs import one_of_many
from planota_hub.planota_hub.surveys.kinds import SURVEY


def close_ended_surveys() -> None:
	"""Scheduler, every five minutes: close the surveys whose last moment has come."""
	ended = [["stage", "=", "Open"], ["closes_on", "<=", now()]]
	for name in frappe.get_all(SURVEY, ended, pluck="name", order_by="closes_on asc, name asc"):
		with one_of_many(_("A survey could not be closed"), SURVEY, name):
			apply_workflow(frappe.get_doc(SURVEY, name, for_update=True), "Close Survey")
