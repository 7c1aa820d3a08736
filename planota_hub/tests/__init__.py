# SPDX-License-Identifier: GPL-3.0-only
"""Tests that need more than one DocType, and what every test of the app stands on."""

import frappe


def before_tests() -> None:
	"""Make the records that every test takes for granted; runs once before a test run.

	`bench run-tests --app` runs this hook of the tested app only: ERPNext, where it is on the site, gets its
	company and its accounts from its own.
	"""
	from planota_hub.install import create_required_records
	from planota_hub.planota_hub.notification.test_notifications import make_outgoing_account

	if "erpnext" in frappe.get_installed_apps():
		for path in frappe.get_hooks("before_tests", app_name="erpnext"):
			frappe.get_attr(path)()
	create_required_records()
	make_outgoing_account()
	# the tests read the queue; the framework commits what it sends, with all that a test has made until then
	frappe.flags.mute_emails = True
