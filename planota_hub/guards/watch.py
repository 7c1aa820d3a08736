"""After every migration: do the framework's doors still lead to the guards, or has another app taken one?"""

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification

from planota_hub.guards.doors import get_function
from planota_hub.rules.text import shown

GUARDS = "planota_hub.guards."


def watch_doors() -> None:
	"""Tell the managers of the doors that another app has taken, in the Desk and in the Error Log."""
	taken = get_taken_doors()
	if not taken:
		return
	lines = [f"{door}: {keeper}" for door, keeper in sorted(taken.items())]
	frappe.log_error(_("Another app stands in for guards of the hub"), "\n".join(lines))
	managers = frappe.get_all(
		"Has Role", {"role": "Hub Manager", "parenttype": "User"}, pluck="parent", order_by="parent asc"
	)
	notice = {
		"type": "Alert",
		"subject": _(
			"Another app has taken doors that the hub guards. Records may be seen without permission."
		),
		"email_content": "<br>".join(map(shown, lines)),
	}
	enqueue_create_notification(sorted(set(managers)), notice)


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
