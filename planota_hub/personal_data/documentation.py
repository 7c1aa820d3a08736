# SPDX-License-Identifier: GPL-3.0-only
"""The table of `docs/personal-data.md`, written from the declarations."""

import frappe

from planota_hub.personal_data.declarations import PersonalData, get_activities, get_declarations

HEADER = ("Record", "What is personal", "Removed by itself", "Stays on request")


def get_table() -> str:
	"""Return what is personal in each record, how long it stays and what is kept, as Markdown."""
	lines = []
	for activity in get_activities():
		rows = [each for each in get_declarations().values() if each.activity == activity.key and each.people]
		lines += [f"### {activity.title}", "", make_row(HEADER), make_row(["---"] * len(HEADER))]
		lines += [make_row(describe(declaration)) for declaration in rows]
		lines.append("")
	return "\n".join(lines).strip()


def make_row(cells) -> str:
	return f"| {' | '.join(cells)} |"


def describe(declaration: PersonalData) -> list[str]:
	meta = frappe.get_meta(declaration.doctype)
	kept = [f"{join(meta, rule.fields)}: {rule.reason}" for rule in declaration.kept]
	return [
		declaration.doctype,
		join(meta, declaration.fields),
		describe_period(meta, declaration),
		"; ".join(kept) or "nothing",
	]


def describe_period(meta, declaration: PersonalData) -> str:
	"""Return what goes when the retention is over, and from which day it is counted."""
	period = declaration.period
	if not period:
		return "no"
	what = "the row" if period.deletes_row else "all" if not period.fields else join(meta, period.fields)
	counted = " or ".join(
		f"*{frappe.get_meta(each.parent or declaration.doctype).get_label(each.since)}*"
		+ (f" of the {each.parent}" if each.parent else "")
		for each in (period, *declaration.more_periods)
	)
	return f"{what}, counted from {counted}"


def join(meta, fields) -> str:
	return ", ".join(meta.get_label(name) or name for name in fields)
