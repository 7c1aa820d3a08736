# SPDX-License-Identifier: GPL-3.0-only
"""Subscriptions to the newsletter: asked for on the website, counted once the owner of the mailbox has confirmed.

Everybody gets the same answer, whether an address is known or not; its owner is told by e-mail.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import add_days, now, now_datetime

from planota_hub.mail.hub_mail import send_once
from planota_hub.planota_hub.briefings.opt_out import SUBSCRIPTION, end_subscription, forget_opt_out
from planota_hub.planota_hub.newsletter.mail import CONFIRMED, PURPOSE, UNCONFIRMED, send_link
from planota_hub.public_forms import intake
from planota_hub.public_forms.choices import pick_record
from planota_hub.public_forms.confirmation_links import find_record, get_valid_days, is_expired, throw_expired
from planota_hub.public_forms.consent import get_consent

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.newsletter_subscription.newsletter_subscription import (
		NewsletterSubscription,
	)

SECONDS_BETWEEN_MAILS = 600


def get_consent_text() -> str:
	"""Return what people agree to who subscribe."""
	return _(
		"The hub keeps your e-mail address in order to send you its newsletter, until you end it by the link in any of "
		"its messages; then the address is deleted."
	)


def subscribe(values: dict) -> None:
	"""Take a wish for the newsletter from the website, and send the link that confirms it.

	Args:
	        values: `email`, `consent`, and optionally `field_of_work` and `municipality`.

	Raises:
	        frappe.ValidationError: with the field's name when a value is refused. Nothing is saved then.
	        frappe.PermissionError: for a guest while the public forms are closed.
	        frappe.RateLimitExceededError: when the address sent too many forms within a day.
	"""
	if intake.is_robot(values):
		return
	intake.refuse_closed_form("newsletter")
	intake.require_consent(values)
	email = intake.read_email(_("Email"), values.get("email"))
	wishes = {
		"field_of_work": pick_record(
			"Field of Work", _("Field of Work"), values.get("field_of_work"), required=False
		),
		"municipality": pick_record(
			"Municipality", _("Municipality"), values.get("municipality"), required=False
		),
	}
	intake.check_throttle(email)
	subscription = find(email) or create_unless_known(email, wishes)
	if subscription.status == UNCONFIRMED:
		subscription.db_set({**wishes, "requested_on": now()})
	send_once(
		f"newsletter:{subscription.name}", lambda: send_link(subscription), seconds=SECONDS_BETWEEN_MAILS
	)


def find(email: str, for_update: bool = False) -> "NewsletterSubscription | None":
	"""Return the subscription of an address, confirmed or not.

	Args:
	        for_update: see also what another request committed after this one began to read.
	"""
	name = frappe.db.get_value(SUBSCRIPTION, {"email": email}, for_update=for_update)
	return frappe.get_doc(SUBSCRIPTION, name, for_update=for_update) if name else None


def create_unless_known(email: str, wishes: dict) -> "NewsletterSubscription":
	"""Save a new subscription, or return the one that a second click has made in the same moment."""
	frappe.db.savepoint("new_subscription")
	try:
		return create(email, wishes)
	except frappe.UniqueValidationError:
		frappe.db.rollback(save_point="new_subscription")
		frappe.clear_messages()
		known = find(email, for_update=True)
		if not known:
			raise
		return known


def create(email: str, wishes: dict) -> "NewsletterSubscription":
	"""Save a new subscription, which counts only once it is confirmed."""
	subscription = frappe.new_doc(SUBSCRIPTION)
	subscription.update({"email": email, **wishes})
	subscription.flags.intake = {**get_consent("Newsletter"), "requested_on": now()}
	with intake.saving_for_guest():
		subscription.insert(ignore_permissions=True)
	return subscription


def read_link(token: str | None) -> "NewsletterSubscription":
	"""Return the subscription behind a link.

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        ExpiredLinkError: when the subscription is gone, or was not confirmed in time.
	"""
	subscription = frappe.get_doc(SUBSCRIPTION, find_record(PURPOSE, token, SUBSCRIPTION))
	if subscription.status == UNCONFIRMED and is_expired(subscription.requested_on):
		throw_expired()
	return subscription


def confirm(subscription: "NewsletterSubscription") -> None:
	"""Let a subscription count; what its owner refused before is taken back by it."""
	if subscription.status == UNCONFIRMED:
		subscription.db_set({"status": CONFIRMED, "confirmed_on": now()})
		forget_opt_out(subscription.email)


def end(subscription: "NewsletterSubscription") -> None:
	"""End a subscription and forget the address."""
	end_subscription(subscription.email)


def delete_unconfirmed() -> None:
	"""Scheduler, daily: forget who asked for the newsletter and never confirmed."""
	filters = {
		"status": UNCONFIRMED,
		"requested_on": ("<", add_days(now_datetime(), -get_valid_days())),
	}
	for name in frappe.get_all(SUBSCRIPTION, filters, pluck="name", order_by="name asc"):
		frappe.delete_doc(SUBSCRIPTION, name, ignore_permissions=True, force=True, delete_permanently=True)
