# SPDX-License-Identifier: GPL-3.0-only
"""Links by which somebody confirms what was sent: signed, so that nobody can make one up, and good for some days.

Each area says by the purpose what its links are for, and which record stands behind them.
"""

import frappe
from frappe import _
from frappe.utils import add_days, cint, get_datetime, now_datetime

from planota_hub.rules.tokens import read_token

CONFIRMATIONS_PER_TEN_MINUTES = 60


class ExpiredLinkError(frappe.ValidationError):
	"""A link that the hub has made, opened too late."""


def get_valid_days() -> int:
	"""Return for how many days a link confirms something."""
	return cint(frappe.get_cached_doc("Hub Settings").confirmation_days)


def is_expired(requested_on) -> bool:
	"""Tell whether a link that was asked for at this moment confirms nothing any more."""
	return add_days(get_datetime(requested_on), get_valid_days()) < now_datetime()


def find_record(purpose: str, token: str | None, doctype: str) -> str:
	"""Return the record behind a link.

	Raises:
	        InvalidTokenError: for a link that the hub has not made, or made for something else.
	        ExpiredLinkError: when the record is gone because it was never confirmed.
	"""
	name = read_token(purpose, token)
	if not frappe.db.exists(doctype, name):
		throw_expired()
	return name


def throw_expired() -> None:
	frappe.throw(
		_("This link has expired. Please fill in the form again; you will get a new one."),
		ExpiredLinkError,
		title=_("Link Has Expired"),
	)
