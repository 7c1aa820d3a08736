# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/newsletter`: subscribe to the newsletter, and with the link of the e-mail confirm or end it.

It works without a script. Opening it changes nothing, because mail programs open every link; its buttons do.
"""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from planota_hub.planota_hub.newsletter.mail import CONFIRMED
from planota_hub.planota_hub.newsletter.subscriptions import confirm, end, read_link, subscribe
from planota_hub.public_forms.confirmation_links import ExpiredLinkError
from planota_hub.public_forms.consent import get_text, having_read, show_text
from planota_hub.public_forms.intake import HONEYPOT_FIELD, get_closed_reason
from planota_hub.public_forms.web_forms import get_fields_of_work, get_municipalities, options_of
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 1
FIELDS = ("email", "field_of_work", "municipality", "consent", "hub_read", HONEYPOT_FIELD)
POSTS_PER_HOUR = 30
REFUSALS = (frappe.ValidationError, frappe.PermissionError, frappe.RateLimitExceededError)


def get_context(context) -> None:
	"""Show the form, what a link stands for, or what was done."""
	context.token = get_parameter("token")
	add_page_context(context, is_private=bool(context.token))
	context.title = _("Newsletter")
	context.description = _("What is new at the hub and in the region, by e-mail.")
	context.trap, context.closed = HONEYPOT_FIELD, get_closed_reason("newsletter")
	context["values"] = {name: get_parameter(name) for name in FIELDS}
	text = get_text("Newsletter")
	context.consent_text, context.consent = text.name, show_text(text)
	context.municipalities = options_of(get_municipalities())
	context.fields_of_work = options_of(get_fields_of_work())
	is_post = frappe.request.method == "POST"
	if context.token:
		attempt(context, lambda: follow_link(context, get_parameter("action") if is_post else ""))
	elif is_post:
		attempt(context, lambda: receive(context))


def attempt(context, act: Callable[[], None]) -> None:
	"""Do something, or say why it is not possible."""
	try:
		act()
	except REFUSALS as error:
		frappe.clear_messages()
		context.problem = str(error)
		context.http_status_code = (
			403 if isinstance(error, frappe.PermissionError | ExpiredLinkError) else 417
		)


@rate_limit(limit=POSTS_PER_HOUR, seconds=3600)
def receive(context) -> None:
	"""Take what was entered; the answer is the same whether the address is known or not."""
	with having_read([context["values"]["hub_read"]]):
		subscribe(context["values"])
	context.done = _(
		"Thank you. We have sent you an e-mail; please confirm by its link that the address is yours."
	)


def follow_link(context, action: str) -> None:
	"""Show the subscription behind a link, or do with it what its owner wants."""
	subscription = read_link(context.token)
	if action == "confirm":
		confirm(subscription)
		context.done = _("Thank you. You get our newsletter.")
	elif action == "end":
		end(subscription)
		context.done = _("You no longer get our newsletter; your address is deleted.")
		return
	context.subscription = subscription
	context.is_confirmed = subscription.status == CONFIRMED
