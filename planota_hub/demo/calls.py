# SPDX-License-Identifier: GPL-3.0-only
"""Thirty calls of all kinds, forty applications at all stages, and who was told of an open call.

Three of the asks are those of the seed region: a smaller minimum amount, interim reports so that associations
get their money back sooner, and volunteer work as a cost.
"""

from typing import TYPE_CHECKING

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import now

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark
from planota_hub.demo.people import MENTOR, OFFICER, find_ngo
from planota_hub.demo.plans import day
from planota_hub.funding.calls.conditions import LEGAL_FORMS
from planota_hub.funding.calls.matching import NO_MATCH, match_call

if TYPE_CHECKING:
	from planota_hub.funding.doctype.call_application.call_application import CallApplication

CALL, APPLICATION, ALERT = "Funding Call", "Call Application", "Funding Call Alert"
RESPONSIBLE = {"officer": OFFICER, "mentor": MENTOR}
# the call of which the NGOs were told, one of a narrow field, so that the list can be read
TOLD_CALL = "Dnevni centri in skupine za samopomoč starejših"
# values of the data file that are fields under another name, or none
NOT_FIELDS = frozenset(
	"stage funder previous proposal fields forms municipalities asks opens_days closes_days decision_days".split()
)
# values of the data file that are fields of an application under the same name
APPLICATION_FIELDS = (
	"application_title",
	"requested_amount",
	"project_value",
	"approved_amount",
	"decision_note",
	"withdrawal_reason",
	"contact_name",
	"contact_email",
)
CALL_ACTIONS = {
	"Draft": (),
	"Published": ("Publish",),
	"Decided": ("Publish", "Mark as Decided"),
	"Withdrawn": ("Publish", "Withdraw"),
}
APPLICATION_ACTIONS = {
	"In Preparation": (),
	"Submitted": ("Mark as Submitted",),
	"Approved": ("Mark as Submitted", "Approve"),
	"Completed": ("Mark as Submitted", "Approve"),
	"Rejected": ("Mark as Submitted", "Reject"),
	"Withdrawn": ("Mark as Submitted", "Withdraw"),
}


def load_funding() -> None:
	"""Load calls, applications and alerts."""
	data = read("calls.json")
	# earlier calls first: later ones follow on them
	for values in sorted(data["calls"], key=lambda call: call["opens_days"]):
		if not find_call(values["call_title"]):
			load_call(values)
	for values in data["applications"]:
		if not frappe.db.exists(APPLICATION, {"application_title": values["application_title"]}):
			load_application(values)
	load_alerts()


def find_call(call_title: str) -> str | None:
	return frappe.db.get_value(CALL, {"call_title": call_title}, "name", order_by="creation asc")


def load_call(values: dict) -> None:
	call = frappe.get_doc(
		{
			"doctype": CALL,
			**{key: value for key, value in values.items() if key not in NOT_FIELDS},
			"funder": find_stakeholder(values["funder"]),
			"opens_on": day(values["opens_days"]),
			"closes_on": day(values.get("closes_days")),
			"decision_expected_on": day(values.get("decision_days")),
			"previous_call": find_call(values["previous"]) if "previous" in values else None,
			**{LEGAL_FORMS[form]: 1 for form in values.get("forms", [])},
			"eligible_fields": [{"field_of_work": name} for name in values.get("fields", [])],
			"eligible_municipalities": [{"municipality": name} for name in values.get("municipalities", [])],
			"asks": get_asks(values),
		}
	).insert(ignore_permissions=True)
	for action in CALL_ACTIONS[values["stage"]]:
		call = apply_workflow(call, action)
	mark(CALL, call.name)


def get_asks(values: dict) -> list[dict]:
	"""Return the rows of asks, with the proposal in which they were made."""
	title = values.get("proposal")
	proposal = title and frappe.db.get_value(
		"Policy Proposal", {"proposal_title": title}, order_by="creation asc"
	)
	return [
		{"ask": ask, "rule": rule, "result": result, "note": note, "policy_proposal": proposal}
		for ask, rule, result, note in values.get("asks", [])
	]


def find_stakeholder(stakeholder_name: str) -> str | None:
	return frappe.db.get_value(
		"Stakeholder", {"stakeholder_name": stakeholder_name}, "name", order_by="creation asc"
	)


def load_application(values: dict) -> None:
	"""Create an application and lead it to its stage, unless the site lacks its NGO or its call."""
	ngo, call = find_ngo(values["ngo_name"]), find_call(values["call_title"])
	if not ngo or not call:
		return
	responsible = RESPONSIBLE[values["responsible"]]
	application = frappe.get_doc(
		{
			"doctype": APPLICATION,
			**{key: values.get(key) for key in APPLICATION_FIELDS},
			"ngo": ngo,
			"funding_call": call,
			"responsible": responsible,
			"submitted_on": day(values.get("submitted_days")),
			"decided_on": day(values.get("decided_days")),
			"project_until": day(values.get("until")),
			"help_rows": [make_help(row, "Application Help", responsible) for row in values["help"]],
		}
	).insert(ignore_permissions=True)
	for action in APPLICATION_ACTIONS[values["stage"]]:
		application = apply_workflow(application, action)
	if values["stage"] in ("Approved", "Completed"):
		add_reports(application, values, responsible)
	if values["stage"] == "Completed":
		apply_workflow(application, "Complete")
	mark(APPLICATION, application.name)


def make_help(row: dict, kind: str, done_by: str) -> dict:
	return {"work_date": day(row["days"]), "hours": row["hours"], "kind": kind, "done_by": done_by}


def add_reports(application: "CallApplication", values: dict, responsible: str) -> None:
	"""Enter what came after the approval: help with reports, deadlines and amendments."""
	for row in values.get("report_help", []):
		application.append("help_rows", make_help(row, "Report Help", responsible))
	for row in values.get("reports", []):
		dates = {"due_date": day(row["due_days"]), "sent_on": day(row.get("sent_days"))}
		application.append(
			"reporting_deadlines",
			{"report_title": row["report_title"], "report_kind": row["report_kind"], **dates},
		)
	for row in values.get("amendments", []):
		application.append(
			"amendments",
			{
				**{key: value for key, value in row.items() if not key.endswith("_days")},
				"requested_on": day(row["requested_days"]),
				"decided_on": day(row.get("decided_days")),
				"new_end": day(row.get("new_end_days")),
			},
		)
	application.save(ignore_permissions=True)


def load_alerts() -> None:
	"""Write down that the NGOs which match one of the open calls were told of it; nobody is written to."""
	call = find_call(TOLD_CALL)
	for match in match_call(call) if call else []:
		agreed = match.ngo.consent_news and match.ngo.email
		pair = {"funding_call": call, "ngo": match.ngo.name}
		if match.state == NO_MATCH or not agreed or frappe.db.exists(ALERT, pair):
			continue
		alert = frappe.get_doc({"doctype": ALERT, **pair, "match_state": match.state, "sent_on": now()})
		alert.insert(ignore_permissions=True)
		mark(ALERT, alert.name)
