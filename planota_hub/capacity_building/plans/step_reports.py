# SPDX-License-Identifier: GPL-3.0-only
"""What representatives say of the steps of their plan: that one is done, and how it went."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.rate_limiter import rate_limit
from frappe.utils import cint, cstr, get_fullname, today

from planota_hub.capacity_building.plans.steps import PLAN
from planota_hub.mail.hub_mail import notify, site_language
from planota_hub.permissions import get_own_ngos
from planota_hub.rules.readable import show_day
from planota_hub.rules.text import TEXT_LENGTH

REPORTS_PER_HOUR = 60
STEP = "Development Plan Step"


def get_own_steps(ngos: list[str]) -> list[frappe._dict]:
	"""Return the open steps of active plans that NGOs do themselves, the one due first at the top.

	Those are the steps for which nobody is named, or somebody who represents the NGO; the others are the hub's.
	"""
	step, plan = DocType(STEP), DocType(PLAN)
	row = DocType("NGO Representative")
	people = (
		frappe.qb.from_(row).select(row.user).where((row.parenttype == "NGO") & row.parent.isin(ngos or [""]))
	)
	is_theirs = (
		step.assigned_to.isnull()
		| (step.assigned_to == "")
		| step.assigned_to.isin(people.where(row.user != ""))
	)
	return (
		frappe.qb.from_(step)
		.join(plan)
		.on((step.parent == plan.name) & (step.parenttype == PLAN))
		.select(step.name, step.step_title, step.due_date, plan.name.as_("plan"), plan.ngo, plan.ngo_name)
		.where(plan.ngo.isin(ngos or [""]) & (plan.stage == "Active") & (step.status == "Open"))
		.where(is_theirs)
		.orderby(step.due_date, step.idx)
		.run(as_dict=True)
	)


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=REPORTS_PER_HOUR, seconds=3600)
def report_on_step(step: str, comment: str = "", done: int | str = 0) -> str:
	"""Tick a step of the own plan, comment on it, or both; the mentor is told.

	Args:
	        step: name of the row.
	        comment: plain text.
	        done: whether the step is done.

	Returns:
	        what the person is told.

	Raises:
	        frappe.PermissionError: for a step that is not open, or not the NGO's own.
	        frappe.ValidationError: when nothing is said, or too much.
	"""
	own = {row.name: row for row in get_own_steps(get_own_ngos())}
	if cstr(step) not in own:
		frappe.throw(_("This step is not yours, or it is closed already."), frappe.PermissionError)
	text, is_done = cstr(comment).strip(), bool(cint(done))
	if not text and not is_done:
		frappe.throw(_("Please write a comment, or tick that the step is done."))
	if len(text) > TEXT_LENGTH:
		frappe.throw(_("The comment is longer than {0} characters.").format(TEXT_LENGTH))
	note_report(own[step], text, is_done)
	return _("Thank you. Your mentor can see it now.")


def note_report(row: frappe._dict, text: str, is_done: bool) -> None:
	"""Write into the plan what was reported, below what was said before, and tell who accompanies the NGO."""
	plan = frappe.get_doc(PLAN, row.plan, for_update=True)
	step = plan.getone("steps", {"name": row.name})
	if text:
		said = f"{show_day(today())}, {get_fullname(frappe.session.user)}: {text}"
		step.ngo_notes = "\n".join(filter(None, (step.ngo_notes, said)))
	if is_done:
		step.status = "Done"
	plan.save(ignore_permissions=True)
	language = site_language()
	what = _("{0} has done a step: {1}", language) if is_done else _("{0} writes on a step: {1}", language)
	people = {person for person in (plan.mentor, plan.responsible) if person}
	notify(people, PLAN, plan.name, what.format(row.ngo_name, row.step_title))
