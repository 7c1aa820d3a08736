# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import getdate, today

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import (
	ledger_of,
	make_session,
)
from planota_hub.capacity_building.support.ledger import SupportRow, post_support
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def make_row(ngo: str, **overrides) -> SupportRow:
	"""Return a row of two hours of mentoring today, with any attribute overridden."""
	return SupportRow(**{"date": getdate(today()), "ngo": ngo, "kind": "Mentoring", "hours": 2, **overrides})


def get_entry_names(source) -> list[str]:
	"""Return the names of the rows that a source document has in the ledger."""
	filters = {"source_doctype": source.doctype, "source_name": source.name}
	return frappe.get_all("Support Entry", filters, pluck="name", order_by="row_key asc")


class TestByHand(HubTestCase):
	"""Not even Administrator writes the ledger, by form, list or API."""

	def setUp(self):
		super().setUp()
		self.session = make_session()
		self.entry = get_entry_names(self.session)[0]

	def test_administrator_can_neither_create_change_rename_nor_delete_a_row(self):
		entry = frappe.get_doc("Support Entry", self.entry)
		copy = frappe.copy_doc(entry)
		attempts = {
			"insert": lambda: copy.insert(),
			"insert without permissions": lambda: copy.insert(ignore_permissions=True),
			"save": lambda: entry.save(ignore_permissions=True),
			"delete": lambda: frappe.delete_doc("Support Entry", self.entry),
			"forced delete": lambda: frappe.delete_doc("Support Entry", self.entry, force=True),
			"rename": lambda: frappe.rename_doc("Support Entry", self.entry, "SUP-X", force=True),
			"API insert": lambda: frappe.client.insert({**entry.as_dict(), "name": None, "row_key": "x"}),
			"API set_value": lambda: frappe.client.set_value("Support Entry", self.entry, "hours", 99),
			"API save": lambda: frappe.client.save({**entry.as_dict(), "hours": 99}),
			"API delete": lambda: frappe.client.delete("Support Entry", self.entry),
		}
		for name, attempt in attempts.items():
			entry.reload()
			with self.subTest(name), self.assertRefused("its source documents", frappe.PermissionError):
				attempt()
		self.assertEqual(list(ledger_of(self.session)), [(self.session.ngo, "Mentoring", 2, 1)])

	def test_no_role_may_even_try(self):
		for role in ("Hub Manager", "Hub Officer", "Hub Mentor", "Network Coordinator", "Hub Auditor"):
			with as_user(make_user(f"{frappe.scrub(role)}@ledger.test", role)):
				for ptype in ("create", "write", "delete", "import"):
					with self.subTest(f"{role} {ptype}"):
						self.assertFalse(frappe.has_permission("Support Entry", ptype))
				with self.assertRaises(frappe.PermissionError):
					frappe.client.set_value("Support Entry", self.entry, "hours", 99)


class TestOneRowPerSource(HubTestCase):
	def test_the_database_keeps_one_row_per_source_and_key(self):
		source = frappe.get_doc({"doctype": "ToDo", "description": "Source"}).insert()
		post_support(source, [make_row(make_ngo(stage="Verified").name)])
		values = frappe.get_doc("Support Entry", get_entry_names(source)[0]).as_dict()
		with self.assertRaises((frappe.UniqueValidationError, frappe.DuplicateEntryError)):
			frappe.get_doc({**values, "name": "SUP-TWICE"}).db_insert()
