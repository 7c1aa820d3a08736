# SPDX-License-Identifier: GPL-3.0-only
"""Where records lead to the framework's Contact of a person.

Which fields of which DocTypes hold a person, the declarations tell; a field among them that leads to a Contact is the
link.
"""

from typing import NamedTuple

import frappe
from frappe.utils.caching import request_cache

from planota_hub.personal_data.declarations import Person, get_declarations

CONTACT = "Contact"


class Link(NamedTuple):
	"""Where a record names a person: the field with the Contact, with the name, and with the address if there is one."""

	contact: str
	name: str
	email: str | None


@request_cache
def get_links(doctype: str) -> list[Link]:
	"""Return where a DocType links people to their Contacts."""
	declaration = get_declarations().get(doctype)
	return [
		link for person in (declaration.people if declaration else ()) if (link := get_link(doctype, person))
	]


def get_link(doctype: str, person: Person) -> Link | None:
	"""Return the field that leads from a declared person to the Contact; None where there is none."""
	meta = frappe.get_meta(doctype)
	for fieldname in person.fields:
		field = meta.get_field(fieldname)
		if field and field.fieldtype == "Link" and field.options == CONTACT and person.names:
			return Link(fieldname, person.names[0], person.email)
	return None


def get_linking_doctypes() -> list[str]:
	"""Return every DocType with a link to the Contact of a person."""
	return [doctype for doctype in get_declarations() if get_links(doctype)]
