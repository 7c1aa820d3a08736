# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import get_url_to_form

from planota_hub.mail.hub_mail import site_language


def get_context(context):
	"""Give the template the address of the form, and the language of the staff, whoever sent it."""
	doc = context["doc"]
	return {"language": site_language(), "form_url": get_url_to_form(doc.doctype, doc.name)}
