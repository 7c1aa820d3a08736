# SPDX-License-Identifier: GPL-3.0-only
"""People stand by their names in every form, list and choice of the site, not by the address with which they log in.

Set once, at installation: what the site's administrator says of it afterwards stays. The framework removes it with the
module that it belongs to.
"""

import frappe
from frappe.custom.doctype.property_setter.property_setter import make_property_setter

PROPERTY = {"doc_type": "User", "property": "show_title_field_in_link"}
MODULE = "Planota Hub"


def show_names_of_users() -> None:
	"""Let links to users show their full names, unless the site has decided already."""
	if frappe.db.exists("Property Setter", PROPERTY):
		return
	setter = make_property_setter(
		PROPERTY["doc_type"], None, PROPERTY["property"], "1", "Check", for_doctype=True
	)
	setter.db_set("module", MODULE, update_modified=False)
	frappe.clear_cache(doctype=PROPERTY["doc_type"])
