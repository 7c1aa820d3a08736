# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import get_url_to_form


def get_context(context):
	"""Give the template the address of the form."""
	doc = context["doc"]
	return {"form_url": get_url_to_form(doc.doctype, doc.name)}
