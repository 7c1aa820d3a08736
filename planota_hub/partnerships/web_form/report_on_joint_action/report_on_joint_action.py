# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Report on a joint action": for representatives who are logged in, and for whoever has the link."""

import frappe
from frappe import _
from frappe.utils import cint, escape_html

from planota_hub.partnerships.action_plans.progress import ACTION
from planota_hub.partnerships.action_plans.reports import (
	DONE,
	REPORTED_STATUSES,
	find_action,
	get_own_actions,
	get_problem,
)
from planota_hub.public_forms.web_forms import as_select, close_form, get_field, prepare_web_form, show_if
from planota_hub.public_forms.website import get_parameter, redirect
from planota_hub.rules.readable import show_day


def get_context(context) -> None:
	"""Show the form for the action behind the link, or for the own actions, or why there is nothing to report."""
	token, chosen = (get_parameter(key) for key in ("token", "action"))
	if not token and frappe.session.user == "Guest":
		redirect("/login?redirect-to=/report-on-joint-action/new")
	actions, closed = look_up(token)
	prepare_web_form(context, _(context.introduction_text))
	field = get_field(context, "joint_action")
	field.options = [
		*([] if token else [{"value": "", "label": ""}]),
		*({"value": row.name, "label": describe(row)} for row in actions),
	]
	known = next((row for row in actions if row.name == chosen or len(actions) == 1), None)
	as_select(get_field(context, "status"), list(REPORTED_STATUSES))
	# what is done is at 100 percent and needs evidence
	show_if(
		context, ("progress_percent",), "status", *("", *(name for name in REPORTED_STATUSES if name != DONE))
	)
	show_if(context, ("evidence",), "status", DONE)
	if known:
		field.default = known.name
		if known.status in REPORTED_STATUSES:
			get_field(context, "status").default = known.status
			get_field(context, "progress_percent").default = cint(known.progress_percent)
	close_form(context, closed)
	context.hub |= {"token": token}


def look_up(token: str) -> tuple[list[frappe._dict], str | None]:
	"""Return the actions that can be reported on, and why there is none."""
	if not token:
		actions = get_own_actions()
		return actions, None if actions else _("Your organisations have no open action. Thank you.")
	try:
		action = frappe.get_doc(ACTION, find_action({"token": token})[0])
	except (frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.clear_messages()
		return [], str(error)
	return [action], get_problem(action)


def describe(action: frappe._dict) -> str:
	"""Return an action with its day, safe to be shown."""
	return escape_html(f"{action.action_title} ({show_day(action.due_on)})")
