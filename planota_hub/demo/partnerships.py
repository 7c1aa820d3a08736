# SPDX-License-Identifier: GPL-3.0-only
"""Partnerships of the demo region: consortia, joint action plans, promotion, regional programmes.

The cases are those of the region: the 25 partners of the joint information office, the three joint projects for
the development programme of 2014-2020, the eight programmes in the social-care plan, a yearly agreement with
each of three municipalities.
"""

from typing import TYPE_CHECKING

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark
from planota_hub.demo.people import OFFICER, find_ngo

if TYPE_CHECKING:
	from planota_hub.partnerships.doctype.joint_action_plan.joint_action_plan import JointActionPlan
	from planota_hub.partnerships.doctype.programme_proposal.programme_proposal import ProgrammeProposal

CONSORTIUM, PLAN, ACTION = "Partnership Consortium", "Joint Action Plan", "Joint Action"
PROMOTION, PROGRAMME, PROPOSAL = "Promotion Activity", "Regional Programme", "Programme Proposal"
STEPS_OF_CONSORTIUM = {
	"Initiated": (),
	"Forming": ("Start Forming",),
	"Active": ("Start Forming", "Sign Agreement", "Activate"),
	"Closed": ("Start Forming", "Sign Agreement", "Activate", "Close"),
}
STEPS_OF_PLAN = {"Draft": (), "Agreed": ("Agree",), "Completed": ("Agree", "Complete")}
STEPS_OF_PROPOSAL = ("Submit Proposal", "Include", "Make Priority", "Finance")


def load_partnerships() -> None:
	"""Create the records that are missing, each by the steps that people take."""
	data = read("partnerships.json")
	for values in data["consortia"]:
		load_once(CONSORTIUM, {"consortium_name": values["consortium_name"]}, load_consortium, values)
	for values in data["plans"]:
		year = getdate(today()).year - values.get("years_ago", 0)
		load_once(PLAN, {"plan_title": values["plan_title"].format(year=year)}, load_plan, values, year)
	for values in data["promotion"]:
		load_once(PROMOTION, {"activity_title": values["activity_title"]}, load_promotion, values)
	for values in data["programmes"]:
		load_once(PROGRAMME, values["programme_name"], load_programme, values)
	for values in data["proposals"]:
		load_once(PROPOSAL, {"proposal_title": values["proposal_title"]}, load_proposal, values)


def load_once(doctype: str, filters, load, *args) -> None:
	if not frappe.db.exists(doctype, filters):
		load(*args)


# What the data file says in its own way


def day(values: dict, key: str):
	"""Return a day of the data: `<key>_on` as it is, `<key>_days` counted from today; None without both."""
	if values.get(f"{key}_on"):
		return getdate(values[f"{key}_on"])
	offset = values.get(f"{key}_days")
	return None if offset is None else getdate(add_days(today(), offset))


def moment(value):
	"""Return a day given as ISO date or as a number of days from today."""
	return getdate(value) if isinstance(value, str) else getdate(add_days(today(), value))


def find_partner(values: dict) -> dict | None:
	"""Return the partner of a row of the data; None when the site does not have it."""
	if "ngo" in values:
		partner_type, partner = "NGO", find_ngo(values["ngo"])
	else:
		partner_type, filters = "Stakeholder", {"stakeholder_name": values["stakeholder"]}
		partner = frappe.db.get_value("Stakeholder", filters, "name", order_by="creation asc")
	return {"partner_type": partner_type, "partner": partner} if partner else None


def make_rows(rows: list[dict]) -> list[dict]:
	"""Return the rows whose partner the site has, with their further values."""
	found = [(find_partner(row), row) for row in rows]
	return [
		{**partner, **{key: value for key, value in row.items() if key not in ("ngo", "stakeholder")}}
		for partner, row in found
		if partner
	]


def find_needs(values: dict) -> list[dict]:
	"""Return the row of a need that the record serves: the first one of a municipality that is in action."""
	if "needs" not in values:
		return []
	filters = {**values["needs"], "stage": "In Action"}
	need = frappe.db.get_value("Local Need", filters, "name", order_by="creation asc, name asc")
	return [{"need": need}] if need else []


def create(doctype: str, values: dict):
	doc = frappe.get_doc({"doctype": doctype, **values}).insert(ignore_permissions=True)
	mark(doctype, doc.name)
	return doc


def set_history(doc, **values) -> None:
	"""Move stamps of a record to the days on which things happened."""
	frappe.db.set_value(doc.doctype, doc.name, values, update_modified=False)


# Consortia


def load_consortium(values: dict) -> None:
	stamps = {"letter_of_intent_on": day(values, "letter"), "signed_on": day(values, "signed")}
	partners = [{"votes": 1, **stamps, **row} for row in make_rows(values["partners"])]
	kept = ("consortium_name", "municipality", "field_of_work", "purpose", "agreement_terms", "budget")
	consortium = create(
		CONSORTIUM,
		{
			**{key: values.get(key) for key in kept},
			"responsible": OFFICER,
			"starts_on": day(values, "starts"),
			"ends_on": day(values, "ends"),
			"outcome": values.get("outcome"),
			"outcome_note": values.get("outcome_note"),
			"partners": partners,
			"addressed_needs": find_needs(values),
		},
	)
	for action in STEPS_OF_CONSORTIUM[values["stage"]]:
		if action == "Activate" and values.get("override"):
			consortium.flags.override_note = values["override"]
			consortium.save(ignore_permissions=True)
		consortium = apply_workflow(consortium, action)
	closed_on = day(values, "closed")
	changed_on = closed_on or stamps["signed_on"] or stamps["letter_of_intent_on"] or getdate(today())
	set_history(consortium, stage_changed_on=changed_on, **({"closed_on": closed_on} if closed_on else {}))


# Joint action plans


def load_plan(values: dict, year: int) -> None:
	owner = get_owner(values)
	if not owner:
		return
	kept = ("aim", "field_of_work", "result")
	plan = create(
		PLAN,
		{
			**{key: values.get(key) for key in kept},
			**owner,
			"plan_title": values["plan_title"].format(year=year),
			"year": year,
			"responsible": OFFICER,
			"agreed_on": clamp(values.get("agreed_days"), year),
			"decision_reference": values.get("decision_reference", "").format(year=year),
			"parties": make_rows(values.get("parties", [])),
			"addressed_needs": find_needs(values),
		},
	)
	for action in values["actions"]:
		load_action(plan, action, year)
	plan.reload()
	for action in STEPS_OF_PLAN[values["stage"]]:
		plan = apply_workflow(plan, action)
	set_history(plan, stage_changed_on=plan.agreed_on or getdate(today()))


def get_owner(values: dict) -> dict | None:
	if "municipality" in values:
		return {"plan_of_type": "Municipality", "plan_of": values["municipality"]}
	consortium = frappe.db.get_value(CONSORTIUM, {"consortium_name": values["consortium"]}, "name")
	return {"plan_of_type": CONSORTIUM, "plan_of": consortium} if consortium else None


def clamp(offset: int | None, year: int):
	"""Return a day counted from today, moved into a year; None without an offset."""
	if offset is None:
		return None
	return min(max(getdate(add_days(today(), offset)), getdate(f"{year}-01-01")), getdate(f"{year}-12-31"))


def load_action(plan: "JointActionPlan", values: dict, year: int) -> None:
	partner = find_partner(values["partner"])
	if not partner:
		return
	given = ("action_title", "description", "status", "progress_percent", "evidence", "evidence_link")
	more = ("planned_cost", "actual_cost", "drop_reason")
	starts_on, due_on = clamp(values["start"], year), clamp(values["due"], year)
	create(
		ACTION,
		{
			**{key: values.get(key) for key in (*given, *more)},
			**partner,
			"joint_action_plan": plan.name,
			"starts_on": starts_on,
			"due_on": due_on,
			"done_on": min(due_on, getdate(today())) if values["status"] == "Done" else None,
		},
	)


# Promotion and programmes


def load_promotion(values: dict) -> None:
	served = values.get("served")
	consortium = served and frappe.db.get_value(CONSORTIUM, {"consortium_name": served}, "name")
	create(
		PROMOTION,
		{
			"activity_title": values["activity_title"],
			"activity_date": moment(values["days"]),
			"channel": values["channel"],
			"status": "Called Off" if values.get("called_off") else "Planned",
			"reach": values["reach"],
			"reach_source": values["reach_source"],
			"cost": values.get("cost"),
			"responsible": OFFICER,
			"served_type": CONSORTIUM if consortium else None,
			"served": consortium,
		},
	)


def load_programme(values: dict) -> None:
	body = frappe.db.get_value("Stakeholder", {"stakeholder_name": values["body"]}, "name")
	if not body:
		return
	kept = ("programme_name", "programme_type", "field_of_work", "description")
	create(
		PROGRAMME,
		{
			**{key: values.get(key) for key in kept},
			"programme_body": body,
			"starts_on": day(values, "starts"),
			"ends_on": day(values, "ends"),
			"proposals_until": values.get("proposals_until") or day(values, "proposals"),
		},
	)


def load_proposal(values: dict) -> None:
	lead = find_partner({"ngo": values["lead"]})
	if not lead or not frappe.db.exists(PROGRAMME, values["regional_programme"]):
		return
	consortium = values.get("consortium")
	kept = ("proposal_title", "regional_programme", "municipality", "field_of_work", "summary", "amount")
	first, *steps = values["steps"]
	proposal = create(
		PROPOSAL,
		{
			**{key: values.get(key) for key in kept},
			"lead_type": lead["partner_type"],
			"lead": lead["partner"],
			"responsible": OFFICER,
			"consortium": consortium
			and frappe.db.get_value(CONSORTIUM, {"consortium_name": consortium}, "name"),
			"financed_amount": values.get("financed_amount"),
			"partners": make_rows(values["partners"]),
			"addressed_needs": find_needs(values),
			"next_decided_on": moment(first[0]),
		},
	)
	for action, (decided_on, reference) in zip(STEPS_OF_PROPOSAL, steps, strict=False):
		proposal = take_step(proposal, action, decided_on, next_decision_reference=reference)
	if "dropped" in values:
		decided_on, reason = values["dropped"]
		take_step(proposal, "Drop", decided_on, next_reason=reason)


def take_step(proposal: "ProgrammeProposal", action: str, decided_on, **entered):
	proposal.update({"next_decided_on": moment(decided_on), **entered})
	proposal.save(ignore_permissions=True)
	return apply_workflow(proposal, action)
