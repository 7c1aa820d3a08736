# SPDX-License-Identifier: GPL-3.0-only
"""The links that documents of ERPNext take over; where it is not on the site its records are stood in for."""

from contextlib import contextmanager
from unittest.mock import patch

import frappe
from frappe.utils import today

from planota_hub.integrations import leads, parties
from planota_hub.integrations.erpnext import counterparts, documents, field_maps
from planota_hub.integrations.erpnext.test_erpnext import ERPNextTestCase, make_customer, make_lead
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase

EVERY_FIELD = ("hub_ngo", "hub_stakeholder")


class Record(frappe._dict):
	"""A record as ERPNext hands it over."""

	def set(self, fieldname, value):
		self[fieldname] = value

	def get_doc_before_save(self):
		return self.before


@contextmanager
def known_to_erpnext(records: dict[tuple[str, str], dict]):
	"""Let ERPNext be there with these records: (DocType, name) -> values."""

	def get_value(doctype, filters, fieldname="name", **options):
		if isinstance(filters, str):
			return records.get((doctype, filters), {}).get(fieldname)
		wanted = {key: value for key, value in filters.items() if not isinstance(value, tuple)}
		for (kind, name), values in records.items():
			if kind == doctype and wanted.items() <= values.items() and filters.get("name") != ("!=", name):
				return name
		return None

	with (
		patch.object(documents, "is_linked", side_effect=lambda doctype, fieldname: fieldname in EVERY_FIELD),
		patch.object(frappe.db, "get_value", side_effect=get_value),
	):
		yield


class TestLinksOfAParty(HubTestCase):
	LINKED = {
		("Customer", "Soča"): {"hub_ngo": "NGO-1"},
		("Lead", "LEAD-1"): {"hub_ngo": "NGO-1"},
		("Supplier", "Občina"): {"hub_stakeholder": "STK-1"},
		("NGO", "NGO-1"): {"ngo_name": "Društvo Soča"},
	}

	def test_each_document_takes_the_links_of_its_party(self):
		for values, expected in (
			({"doctype": "Opportunity", "opportunity_from": "Lead", "party_name": "LEAD-1"}, ("NGO-1", None)),
			({"doctype": "Quotation", "quotation_to": "Customer", "party_name": "Soča"}, ("NGO-1", None)),
			({"doctype": "Project", "customer": "Soča"}, ("NGO-1", None)),
			({"doctype": "Contract", "party_type": "Supplier", "party_name": "Občina"}, (None, "STK-1")),
			({"doctype": "Contract", "party_type": "Employee", "party_name": "Ana"}, (None, None)),
			({"doctype": "Project", "customer": None}, (None, None)),
		):
			with self.subTest(values), known_to_erpnext(self.LINKED):
				doc = Record(values)
				documents.follow_party(doc)
				self.assertEqual((doc.hub_ngo, doc.hub_stakeholder), expected)

	def test_what_somebody_chose_stays(self):
		doc = Record(doctype="Project", customer="Soča", hub_ngo="NGO-2")
		with known_to_erpnext(self.LINKED):
			documents.follow_party(doc)

		self.assertEqual(doc.hub_ngo, "NGO-2")

	def test_a_customer_made_of_a_linked_lead_is_the_ngos(self):
		customer = Record(doctype="Customer", lead_name="LEAD-1")
		with known_to_erpnext({("Lead", "LEAD-1"): {"hub_ngo": "NGO-1"}}):
			documents.follow_lead(customer)

		self.assertEqual(customer.hub_ngo, "NGO-1")

	def test_a_second_customer_of_the_ngo_is_refused_with_the_first(self):
		customer = Record(doctype="Customer", lead_name="LEAD-1", name=None)
		with known_to_erpnext(self.LINKED):
			with self.assertRefused("Društvo Soča, is a customer already", documents.NGOHasCustomerError):
				documents.follow_lead(customer)

	def test_a_customer_of_an_unlinked_lead_is_left_alone(self):
		customer = Record(doctype="Customer", lead_name="LEAD-2")
		with known_to_erpnext(self.LINKED):
			documents.follow_lead(customer)

		self.assertIsNone(customer.hub_ngo)

	def test_an_ngos_customer_names_the_lead_that_it_came_from(self):
		with known_to_erpnext(self.LINKED):
			self.assertEqual(field_maps.get_origin("NGO-1"), {"lead_name": "LEAD-1"})
			self.assertEqual(field_maps.get_origin("NGO-2"), {})

	def test_without_erpnext_nothing_is_asked(self):
		doc = Record(doctype="Project", customer="Soča")
		documents.follow_party(doc)

		self.assertIsNone(doc.hub_ngo)


class TestDefaults(HubTestCase):
	def get_default(self, there: tuple[str, ...]) -> str:
		with (
			patch.object(field_maps, "has_doctype", return_value=False),
			patch.object(frappe.db, "exists", side_effect=lambda doctype, filters: filters["name"] in there),
			patch.object(frappe.db, "get_value", return_value="Commercial"),
		):
			return field_maps.get_default(
				"Selling Settings", "customer_group", "Customer Group", ("Non Profit",)
			)

	def test_the_group_of_those_that_work_for_no_profit_comes_before_the_first(self):
		self.assertEqual(self.get_default(there=("Non Profit",)), "Non Profit")
		self.assertEqual(self.get_default(there=()), "Commercial")


class TestCompany(HubTestCase):
	def choose(self, companies: list[str], chosen: str | None = None, own: str | None = None) -> str:
		with (
			patch.object(frappe.defaults, "get_user_default", return_value=own),
			patch.object(frappe, "get_all", return_value=companies),
		):
			return counterparts.choose_company(chosen)

	def test_the_company_is_the_chosen_one_the_users_or_the_only_one(self):
		self.assertEqual(self.choose(["A", "B"], chosen="B", own="A"), "B")
		self.assertEqual(self.choose(["A", "B"], own="A"), "A")
		self.assertEqual(self.choose(["A"]), "A")

	def test_of_several_one_has_to_be_chosen(self):
		with self.assertRefused("Company: please choose"):
			self.choose(["A", "B"])
		with self.assertRefused("ERPNext has none yet"):
			self.choose([])


class TestLedger(HubTestCase):
	TABLES = {
		"`tabAccount`": "name varchar(140), root_type varchar(140)",
		"`tabGL Entry`": "account varchar(140), project varchar(140), debit decimal(21,9), credit decimal(21,9), "
		"is_cancelled int, voucher_type varchar(140)",
	}

	def setUp(self):
		super().setUp()
		if frappe.db.table_exists("GL Entry"):
			self.skipTest("ERPNext is on this site, with a ledger of its own")
		for name, columns in self.TABLES.items():
			frappe.db._cursor.execute(f"create temporary table {name} ({columns})")
			self.addCleanup(frappe.db._cursor.execute, f"drop table {name}")

	def test_whatever_is_booked_on_expenses_of_a_project_counts(self):
		for account in (("Wages", "Expense"), ("Bank", "Asset")):
			frappe.db._cursor.execute("insert into `tabAccount` values ('{}', '{}')".format(*account))
		for entry in (
			("Wages", "P1", 300, 0, 0, "Purchase Invoice"),
			("Wages", "P1", 90, 0, 0, "Journal Entry"),
			("Wages", "P1", 0, 10.5, 0, "Journal Entry"),
			("Wages", "P1", 500, 0, 1, "Journal Entry"),
			("Bank", "P1", 0, 390, 0, "Journal Entry"),
			("Wages", "P1", 0, 379.5, 0, "Period Closing Voucher"),
			("Wages", "P2", 7, 0, 0, "Journal Entry"),
		):
			values = "insert into `tabGL Entry` values ('{}', '{}', {}, {}, {}, '{}')".format(*entry)
			frappe.db._cursor.execute(values)

		self.assertEqual(counterparts.add_up_ledger(["P1"]), {"P1": 379.5})


class TestOnASiteWithERPNext(ERPNextTestCase):
	def test_what_erpnext_makes_of_a_linked_lead_belongs_to_its_ngo(self):
		lead, ngo = make_lead(), make_ngo()
		opportunity = {"doctype": "Opportunity", "opportunity_from": "Lead", "party_name": lead.name}
		earlier = frappe.get_doc(opportunity).insert()
		leads.link_lead("Lead", lead.name, "NGO", ngo.name)
		later = frappe.get_doc(opportunity).insert()

		customer = frappe.get_doc("Customer", parties.create_party(ngo.name, "Customer"))

		self.assertEqual((earlier.reload().hub_ngo, later.hub_ngo), (ngo.name, ngo.name))
		self.assertEqual(customer.lead_name, lead.name)
		self.assertEqual(frappe.db.get_value("Lead", lead.name, "status"), "Converted")
		with self.assertRefused("is a customer already", documents.NGOHasCustomerError):
			make_customer("Second", lead_name=lead.name)

	def test_a_contract_with_an_ngos_customer_is_the_ngos(self):
		ngo = make_ngo()
		customer = parties.create_party(ngo.name, "Customer")
		contract = frappe.get_doc(
			{
				"doctype": "Contract",
				"party_type": "Customer",
				"party_name": customer,
				"start_date": today(),
				"contract_terms": "We work together.",
			}
		).insert()

		self.assertEqual(contract.hub_ngo, ngo.name)
