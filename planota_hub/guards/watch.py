# SPDX-License-Identifier: GPL-3.0-only
"""After every migration: do the framework's doors still lead to the guards, or has another app taken one?"""

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import make_notification_logs
from frappe.utils import escape_html
from frappe.utils.user import get_users_with_role

from planota_hub.guards.doors import get_function

GUARDS = "planota_hub.guards."


def watch_doors() -> None:
	"""Tell the managers of the doors that another app has taken, in the Desk and in the Error Log."""
	taken = get_taken_doors()
	if not taken:
		return
	lines = [f"{door}: {keeper}" for door, keeper in sorted(taken.items())]
	frappe.log_error(_("Another app stands in for guards of the hub"), "\n".join(lines))
	tell_managers(
		_("Another app has taken doors that the hub guards. Records may be seen without permission."), lines
	)


def tell_managers(subject: str, lines: list[str]) -> None:
	"""Put a notice under the bell of the hub's managers, at once: what else is stored knows that they were told.

	Args:
	        subject: plain text.
	        lines: plain text of the notice when it is opened.
	"""
	# the framework finds those who are told by their e-mail address, which is not the name of every user
	managers = {"name": ("in", sorted(get_users_with_role("Hub Manager")) or [""])}
	addresses = frappe.get_all("User", managers, pluck="email", order_by="email asc")
	notice = {"type": "Alert", "subject": subject, "email_content": "<br>".join(map(escape_html, lines))}
	make_notification_logs(frappe._dict(notice), addresses)


def get_taken_doors() -> dict[str, str]:
	"""Return the guarded functions of this framework version that another app answers: function -> its stand-in."""
	taken = {}
	for door, keepers in frappe.get_hooks("override_whitelisted_methods").items():
		is_ours = any(keeper.startswith(GUARDS) for keeper in keepers)
		if (
			is_ours
			and get_function(door)
			and not (keepers[-1].startswith(GUARDS) and get_function(keepers[-1]))
		):
			taken[door] = keepers[-1]
	return taken
