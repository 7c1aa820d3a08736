# SPDX-License-Identifier: GPL-3.0-only
"""The first screen of everybody who works at the Desk: what waits for me, today and this week."""

import re
from itertools import zip_longest

import frappe
from frappe import _
from frappe.utils import add_days, cstr, get_datetime, getdate, strip_html, today

from planota_hub.digest.queues import EVENTS, MANAGER, Queue, get_queues
from planota_hub.permissions import DESK_ROLES, get_roles, require_desk
from planota_hub.rules.readable import show_day, show_moment

PAGE, FALLBACKS = "my-day", ("desktop", "Workspaces", "workspace")
SHOWN, MOST_COUNTED, DAYS = 5, 100, 7
TASK, HEADING = "ToDo", "Section Break"
BREAK = re.compile(r"<br ?/?>")
# what one enters most often, where one may
NEW = ("Mentoring Session", "NGO Support Request", "Local Need", "NGO", "Hub Meeting")


@frappe.whitelist()
def get_my_day() -> dict:
	"""Return what waits for the session user, and what stands in the next days.

	Returns:
	        `waiting`: groups with `label`, `doctype`, `filters` of the list behind it, `total` (100 for more) and the first
	        `items` (`doctype`, `name`, `title`, `day`, `overdue`); `events`, by day; `new`: what may be entered.

	Raises:
	        frappe.PermissionError: for log-ins without a role of the Desk.
	"""
	require_desk()
	roles = get_roles(frappe.session.user)
	wanted = [queue for queue in get_queues() if queue.roles & roles]
	groups = [get_tasks(), *(read_queue(queue, MANAGER in roles) for queue in wanted)]
	waiting = [group for group in groups if group["items"]]
	waiting.sort(key=lambda group: not any(item["overdue"] for item in group["items"]))
	new = [
		{"doctype": doctype, "label": _(doctype)}
		for doctype in NEW
		if frappe.has_permission(doctype, "create")
	]
	return {"waiting": waiting, "events": list(get_events()), "new": new}


def read_queue(queue: Queue, sees_all: bool) -> dict:
	"""Return one group: what of its kind waits for the session user, the most urgent first."""
	filters = [list(row) for row in queue.filters]
	if queue.mine and not sees_all:
		filters.append([queue.mine, "in", [frappe.session.user, ""]])
	rows = []
	if frappe.has_permission(queue.doctype, "read"):
		title = frappe.get_meta(queue.doctype).get_title_field()
		rows = frappe.get_list(
			queue.doctype,
			filters=filters,
			fields=list(dict.fromkeys(["name", title, queue.day])),
			order_by=f"{queue.day} asc, name asc",
			limit_page_length=MOST_COUNTED,
		)
		for row in rows:
			row.title = row.get(title) or row.name
	return {
		"label": queue.label,
		"doctype": queue.doctype,
		"filters": filters,
		"total": len(rows),
		"items": [make_item(queue, row) for row in rows[:SHOWN]],
	}


def make_item(queue: Queue, row: frappe._dict) -> dict:
	day = row.get(queue.day)
	return {
		"doctype": queue.doctype,
		"name": row.name,
		"title": row.title,
		"day": show_day(day),
		"overdue": bool(queue.is_due and day and getdate(day) < getdate(today())),
	}


def get_tasks() -> dict:
	"""Return the tasks of the session user: decisions of meetings, steps of plans, what was assigned."""
	filters = [["allocated_to", "=", frappe.session.user], ["status", "=", "Open"]]
	rows = frappe.get_list(
		TASK,
		filters=filters,
		fields=["name", "description", "date", "reference_type", "reference_name"],
		order_by="date asc, name asc",
		limit_page_length=MOST_COUNTED,
	)
	rows.sort(key=lambda row: (not row.date, cstr(row.date)))
	return {
		"label": _("My Tasks"),
		"doctype": TASK,
		"filters": filters,
		"total": len(rows),
		"items": [
			{
				"doctype": row.reference_type or TASK,
				"name": row.reference_name if row.reference_type else row.name,
				"title": read_text(row.description) or row.name,
				"day": show_day(row.date),
				"overdue": bool(row.date and row.date < getdate(today())),
			}
			for row in rows[:SHOWN]
		],
	}


def read_text(html: str | None) -> str:
	"""Return the text of a task in one line, its paragraphs parted, its lines by a dot."""
	return " ".join(strip_html(BREAK.sub(" · ", cstr(html)).replace("<", " <")).split())


def get_events(days: int = DAYS) -> list[dict]:
	"""Return what stands in the calendar from today on, as far as the session user may read it, the next first."""
	until = f"{add_days(today(), days - 1)} 23:59:59"
	found = []
	for doctype, (day, conditions) in EVENTS.items():
		if not frappe.has_permission(doctype, "read"):
			continue
		meta = frappe.get_meta(doctype)
		title, end = meta.get_title_field(), "ends_on" if meta.has_field("ends_on") else None
		rows = frappe.get_list(
			doctype,
			filters=[*conditions, [day, "between", [today(), until]]],
			fields=list(dict.fromkeys(filter(None, ["name", title, day, end, "modified"]))),
			order_by=f"{day} asc, name asc",
			limit_page_length=MOST_COUNTED,
		)
		is_timed = meta.get_field(day).fieldtype == "Datetime"
		for row in rows:
			found.append(
				{
					"doctype": doctype,
					"kind": _(doctype),
					"name": row.name,
					"title": row.get(title) or row.name,
					"starts_on": get_datetime(row[day]),
					"ends_on": row.get(end) if is_timed and end else None,
					"modified": row.modified,
					"is_timed": is_timed,
					"is_today": getdate(row[day]) == getdate(today()),
					"day": show_moment(row[day]) if is_timed else show_day(row[day]),
				}
			)
	return sorted(found, key=lambda event: (event["starts_on"], event["doctype"], event["name"]))


def extend_boot(bootinfo: frappe._dict) -> None:
	"""Hook `extend_bootinfo`: who works for the hub starts with the own day, and finds nothing that is not theirs.

	Icons of the framework's own go for who does not manage the system, and headings of sidebars below which they may
	read nothing.
	"""
	roles = get_roles(frappe.session.user)
	if frappe.session.user == "Administrator" or not roles & DESK_ROLES:
		return
	if bootinfo.get("home_page") in FALLBACKS:
		bootinfo["home_page"] = PAGE
	if "System Manager" not in roles and bootinfo.get("desktop_icons"):
		bootinfo["desktop_icons"] = [
			icon for icon in bootinfo["desktop_icons"] if icon.get("app") != "frappe"
		]
	for sidebar in (bootinfo.get("workspace_sidebar_item") or {}).values():
		sidebar["items"] = drop_empty_headings(sidebar.get("items") or [])


def drop_empty_headings(items: list[dict]) -> list[dict]:
	"""Return the entries of a sidebar without headings that nothing follows."""
	return [
		item
		for item, following in zip_longest(items, items[1:], fillvalue={})
		if item.get("type") != HEADING or following.get("child")
	]
