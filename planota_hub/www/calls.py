# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/calls`: the calls that NGOs can apply to now or soon."""

import frappe
from frappe import _
from frappe.utils import escape_html, get_url

from planota_hub.funding.calls.conditions import LEGAL_FORMS
from planota_hub.funding.calls.pages import get_open_calls
from planota_hub.public_forms.web_forms import get_fields_of_work, options_of
from planota_hub.public_forms.website import add_page_context, get_parameter

sitemap = 1

DEADLINES = "/calls.ics"
NEWS = "/calls.rss"


def get_context(context) -> None:
	"""List the open and announced calls, narrowed down by `legal_form` and `field`."""
	add_page_context(context)
	context.title = _("Calls for NGOs")
	context.search = frappe._dict(legal_form=get_parameter("legal_form"), field=get_parameter("field"))
	context.legal_forms = [{"value": form, "label": escape_html(_(form))} for form in LEGAL_FORMS]
	context.fields_of_work = options_of(get_fields_of_work())
	context.calls = get_open_calls(context.search.legal_form, context.search.field)
	context.news_url = get_url(NEWS)
	deadlines_url = get_url(DEADLINES)
	context.subscribe_url = deadlines_url.replace("https://", "webcal://").replace("http://", "webcal://")
