# SPDX-License-Identifier: GPL-3.0-only
"""What the public sees of the joint action plans that the hub shows; never costs and people."""

import frappe
from frappe import _
from frappe.utils import cint, today

from planota_hub.local_networks.needs.public_page import get_needs_of_answers
from planota_hub.partnerships.action_plans.partners import get_participants
from planota_hub.partnerships.consortia.partners import lasts_on
from planota_hub.planota_hub.register.public_register import link_organisations
from planota_hub.public_forms.public_areas import PublicArea, PublicItem, PublicPage, Section
from planota_hub.public_forms.structured_data import describe_body, describe_organisations
from planota_hub.rules.readable import show_day

PLAN, ACTION, FOLDER = "Joint Action Plan", "Joint Action", "joint-plans"
PUBLIC = {"show_on_website": 1, "stage": ("in", ("Agreed", "Completed"))}


def get_public_area() -> PublicArea:
	"""Return what the public sees of joint action plans. Hook `hub_public_areas`."""
	return PublicArea(
		folder=FOLDER,
		title=_("Joint plans"),
		doctype=PLAN,
		filters=(PUBLIC,),
		get_items=lambda: get_plans({}),
		get_page=get_page,
		lead=_("What was agreed with municipalities, networks and partners, and how far it has come."),
	)


def get_plans(filters: dict) -> list[PublicItem]:
	"""Return the shown plans that meet some filters, the latest first."""
	rows = frappe.get_all(
		PLAN,
		filters={**PUBLIC, **filters},
		fields=["name", "plan_title", "aim", "stage", "plan_of_name", "progress_percent", "municipality"],
		order_by="year desc, name desc",
		limit_page_length=0,
	)
	return [
		PublicItem(
			title=row.plan_title,
			url=f"/{FOLDER}/{row.name}",
			text=_("{0} · {1} % done").format(row.plan_of_name or _(row.stage), cint(row.progress_percent)),
			summary=row.aim or "",
			is_open=row.stage == "Agreed",
			places=[row.municipality] if row.municipality else [],
		)
		for row in rows
	]


def get_page(name: str) -> PublicPage | None:
	"""Return what the page of a plan shows; None when the hub does not show it."""
	if not frappe.db.exists(PLAN, {"name": name, **PUBLIC}):
		return None
	plan = frappe.get_doc(PLAN, name)
	parties = [
		(row.partner_type, row.partner)
		for row in get_participants(plan)
		if lasts_on(row, plan.ends_on or today())
	]
	participants = link_organisations(parties)
	return PublicPage(
		title=plan.plan_title,
		facts=[
			(_("State"), _(plan.stage)),
			(_("Plan Of"), plan.plan_of_name),
			(_("When"), describe_days(plan.starts_on, plan.ends_on)),
			(_("Agreed On"), show_day(plan.agreed_on) if plan.agreed_on else None),
			(_("Done"), f"{cint(plan.progress_percent)} %"),
		],
		texts=[(_("Aim"), plan.aim), (_("Result"), plan.result)],
		sections=[
			Section(_("Actions", context="Joint Action Plan"), get_actions(name)),
			Section(_("Who takes part"), participants),
			Section(_("Needs it answers"), get_needs_of_answers(PLAN, [name])),
		],
		structured_data=describe_body(
			"Project",
			plan.plan_title,
			f"/{FOLDER}/{name}",
			plan.starts_on,
			plan.ends_on,
			description=plan.aim,
			member=describe_organisations([item.title for item in participants]),
		),
	)


def get_actions(plan: str) -> list[PublicItem]:
	"""Return the actions of a plan with who does them, until when, and their state; dropped ones are left out."""
	rows = frappe.get_all(
		ACTION,
		filters={"joint_action_plan": plan, "status": ("!=", "Dropped")},
		fields=["action_title", "partner_type", "partner", "partner_name", "due_on", "status"],
		order_by="due_on asc, name asc",
		limit_page_length=0,
	)
	shown = {item.title for item in link_organisations([(row.partner_type, row.partner) for row in rows])}
	return [
		PublicItem(title=row.action_title, url="", text=" · ".join(filter(None, describe_action(row, shown))))
		for row in rows
	]


def describe_action(action: frappe._dict, shown: set[str]) -> list[str]:
	"""Return who does an action, if the public may know, until when, and how far it is."""
	return [
		action.partner_name if action.partner_name in shown else "",
		show_day(action.due_on),
		_(action.status),
	]


def describe_days(first, last) -> str:
	"""Return from when to when something lasts, as far as it is known."""
	if not first and not last:
		return ""
	return " – ".join(show_day(day) if day else "…" for day in (first, last))
