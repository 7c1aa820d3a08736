# SPDX-License-Identifier: GPL-3.0-only
"""Which Frappe the app runs on."""

import frappe

SUPPORTED_MAJORS = (15, 16)


def check_frappe_version() -> None:
	"""Stop with one clear message when the site's Frappe is neither version 15 nor 16.

	Raises:
	        frappe.IncompatibleApp: on every other version.
	"""
	if major_version(frappe.__version__) not in SUPPORTED_MAJORS:
		raise frappe.IncompatibleApp(
			f"Planota Hub needs Frappe version 15 or 16, this site runs Frappe {frappe.__version__}. "
			"Nothing was changed."
		)


def major_version(version: str) -> int:
	"""Return the major number of a version such as `15.44.2` or `16.0.0-dev`; 0 when it has none."""
	major = version.split(".", 1)[0]
	return int(major) if major.isdigit() else 0
