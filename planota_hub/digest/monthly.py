# SPDX-License-Identifier: GPL-3.0-only
"""The monthly digest: one mail per manager and month about what needs a manager's eye."""

import frappe
from frappe import _
from frappe.utils import cint, get_url, getdate, today
from frappe.utils.user import get_users_with_role

from planota_hub.mail.account import can_leave
from planota_hub.mail.hub_mail import is_quiet, send_confirmation
from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.wording import speaking
from planota_hub.rules.readable import show_month

ROLE = "Hub Manager"
# month of the last digest of a user, kept with the mail in one transaction
SENT_FOR = "hub_digest_sent_for"


def send_monthly_digests() -> None:
	"""Scheduler, daily: send the managers their digest of this month, unless they have it or are to get none.

	It runs every day, so that a digest that failed on the first of the month is sent on the second. The mail and
	the note that it was sent are stored together: after a crash there are both or neither.
	"""
	if not cint(frappe.get_cached_doc("Hub Settings").send_monthly_digest) or is_quiet() or not can_leave():
		return
	for user in sorted(get_users_with_role(ROLE)):
		with one_of_many(_("A monthly digest could not be sent")):
			send_digest(user, get_month())


def get_month() -> str:
	"""Return this month as year and month."""
	return f"{getdate(today()):%Y-%m}"


def send_digest(user: str, month: str) -> bool:
	"""Send one manager the digest of a month; tell whether a mail was queued.

	A manager for whom there is nothing to tell has been served too. Without an outgoing e-mail account nothing is
	noted, so that the digest is sent when there is one.
	"""
	# two jobs at the same moment send one after the other
	account = frappe.db.get_value(
		"User", user, ["email", "language", "first_name"], as_dict=True, for_update=True
	)
	if not account.email or get_sent_month(user) == month:
		return False
	with speaking(account.language):
		sections = get_sections()
		if sections and not mail(account, sections):
			return False
	frappe.defaults.set_user_default(SENT_FOR, month, user)
	return bool(sections)


def get_sent_month(user: str) -> str | None:
	"""Return the month of the last digest of a user, as the latest commit left it."""
	stored = {"parent": user, "defkey": SENT_FOR}
	return frappe.db.get_value("DefaultValue", stored, "defvalue", order_by="creation desc", for_update=True)


def get_sections(paths: list[str] | None = None) -> list[dict]:
	"""Return the sections that have something to tell; one that fails is logged and stops no other.

	Args:
	        paths: of the functions that make them; those of the hook `hub_digest_sections` when none are given.
	"""
	sections = []
	for path in frappe.get_hooks("hub_digest_sections") if paths is None else paths:
		try:
			sections.append(frappe.get_attr(path)())
		except Exception:
			frappe.log_error(_("A section of the monthly digest failed: {0}").format(path))
	return [section for section in sections if section]


def mail(account: frappe._dict, sections: list[dict]) -> bool:
	hub_name = frappe.get_cached_doc("Hub Settings").hub_name
	month = show_month(today())
	subject = _("{0}: what to look at in {1}").format(hub_name or _("Hub"), month)
	args = {
		"greeting": _("Good day, {0},").format(account.first_name),
		"sections": sections,
		"dashboard_url": get_url("/app/dashboard-view/Hub%20Overview"),
		"settings_url": get_url("/app/hub-settings"),
	}
	return send_confirmation(account.email, subject, "monthly_digest", args)
