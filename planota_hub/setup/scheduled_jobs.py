# SPDX-License-Identifier: GPL-3.0-only
"""Scheduled jobs whose time stamps lie ahead of the site's clock."""

from typing import TYPE_CHECKING

import frappe
from frappe.utils import get_datetime_in_timezone, get_system_timezone

if TYPE_CHECKING:
	from frappe.core.doctype.system_settings.system_settings import SystemSettings

JOB = "Scheduled Job Type"
# a job falls due some time after its last run, or before the first one after it was made
STAMPS = ("creation", "last_execution")


def bring_to_present(settings: "SystemSettings | None" = None, method: str | None = None) -> None:
	"""Stamp the jobs that seem to have been made, or to have run, in the future with the present.

	The framework makes its jobs in the time zone of India, before anybody has chosen one; in a zone west of it
	none of them would run for hours. It is called after installation and migration, and by the hook `on_update`
	of System Settings.

	Args:
	        settings: System Settings as they were just saved; those of the site without.
	"""
	settings = settings or frappe.get_single("System Settings")
	present = get_datetime_in_timezone(settings.time_zone or get_system_timezone()).replace(tzinfo=None)
	for stamp in STAMPS:
		frappe.db.set_value(JOB, {stamp: (">", present)}, stamp, present, update_modified=False)
