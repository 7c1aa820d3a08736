# SPDX-License-Identifier: GPL-3.0-only
"""Notifications that the framework sends once a day."""

import frappe
from frappe.email.doctype.notification.notification import evaluate_alert


def send_alerts_of_today(notification: str) -> None:
	"""Do what the framework does once a day for one Notification, without its commit."""
	alert = frappe.get_doc("Notification", notification)
	for doc in alert.get_documents_for_today():
		evaluate_alert(doc, alert, alert.event)
