# SPDX-License-Identifier: GPL-3.0-only
"""A site that cannot send anything, as a bench is before somebody sets up its e-mail."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

ACCOUNT = "Email Account"


@contextmanager
def no_outgoing_account() -> Iterator[None]:
	"""Let the site have no account for outgoing mail and not be mute either: no mail can even be queued."""
	accounts = frappe.get_all(ACCOUNT, {"enable_outgoing": 1}, pluck="name", order_by="name asc")
	muted = frappe.flags.mute_emails, frappe.local.conf.get("mute_emails")
	switch(accounts, 0)
	frappe.flags.mute_emails, frappe.local.conf.mute_emails = False, 0
	try:
		yield
	finally:
		frappe.flags.mute_emails, frappe.local.conf.mute_emails = muted
		switch(accounts, 1)


def switch(accounts: list[str], enabled: int) -> None:
	frappe.db.set_value(ACCOUNT, {"name": ("in", accounts or [""])}, "enable_outgoing", enabled)
	frappe.local.outgoing_email_account = {}
