# SPDX-License-Identifier: GPL-3.0-only
"""What officers and managers are told when a file has been compared: what is new in the sector, and what waits for them."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils.user import get_users_with_role

from planota_hub.mail.hub_mail import STAFF_ROLE, is_quiet, notify, site_language
from planota_hub.planota_hub.register.sources.comparison import CHANGED, GONE, IN_DOUBT, NEW, REFUSED
from planota_hub.planota_hub.register.sources.rows import DIFFERENCE, ROW
from planota_hub.rules.readable import show_day_in_text

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.register_import.register_import import RegisterImport

MANAGER_ROLE = "Hub Manager"


def tell(doc: "RegisterImport") -> None:
	"""Put a line under the bell of officers and managers that leads to the import."""
	if is_quiet():
		return
	users = {*get_users_with_role(STAFF_ROLE), *get_users_with_role(MANAGER_ROLE)}
	notify(users, doc.doctype, doc.name, describe(doc, site_language()))


def describe(doc: "RegisterImport", language: str) -> str:
	"""Return in words what a comparison has found."""
	counts = count_news(doc)
	if doc.is_later_import():
		texts = {
			"founded": _("{0} founded", language),
			"moved": _("{0} moved", language),
			"renamed": _("{0} renamed", language),
			"gone": _("{0} deleted from the register", language),
			"changed": _("{0} changed otherwise", language),
		}
	else:
		texts = {
			"founded": _("{0} new", language),
			"changed": _("{0} changed", language),
			"gone": _("{0} not in the source", language),
		}
		counts["changed"] += counts["moved_or_renamed"]
	texts.update(in_doubt=_("{0} in doubt", language), refused=_("{0} refused", language))
	found = [text.format(counts[key]) for key, text in texts.items() if counts[key]]
	what = ", ".join(found) or _("nothing new", language)
	day = f" ({show_day_in_text(doc.as_of)})" if doc.as_of else ""
	return _("{0}{1}: {2}", language).format(_(doc.register_source, language), day, what)


def count_news(doc: "RegisterImport") -> dict[str, int]:
	"""Return how many organisations were founded, moved, renamed …; who moved and was renamed counts in both."""
	changed = set(get_rows(doc, CHANGED))
	by_field: dict[str, set[str]] = {"municipality": set(), "ngo_name": set()}
	for row in frappe.get_all(
		DIFFERENCE,
		{"parenttype": ROW, "field_name": ("in", list(by_field))},
		["parent", "field_name"],
		order_by="parent asc",
		limit_page_length=0,
	):
		if row.parent in changed:
			by_field[row.field_name].add(row.parent)
	moved, renamed = by_field["municipality"], by_field["ngo_name"]
	return {
		"founded": len(get_rows(doc, NEW)),
		"moved": len(moved),
		"renamed": len(renamed),
		"moved_or_renamed": len(moved | renamed),
		"gone": len(get_rows(doc, GONE)),
		"changed": len(changed - moved - renamed),
		"in_doubt": len(get_rows(doc, IN_DOUBT)),
		"refused": len(get_rows(doc, REFUSED)),
	}


def get_rows(doc: "RegisterImport", kind: str) -> list[str]:
	filters = {"register_import": doc.name, "kind": kind, "result": ("is", "not set")}
	return frappe.get_all(ROW, filters, pluck="name", order_by="name asc", limit_page_length=0)
