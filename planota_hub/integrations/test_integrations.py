# SPDX-License-Identifier: GPL-3.0-only
"""What holds on every site, whatever CRM is on it: maps, version switches, guards, loop protection."""

import frappe

from planota_hub import hooks
from planota_hub.integrations import adapter, connections, installation
from planota_hub.integrations.erpnext import field_maps, versions
from planota_hub.integrations.erpnext.counterparts import summarise
from planota_hub.integrations.frappe_crm import ADAPTER as FRAPPE_CRM
from planota_hub.integrations.leads import get_values
from planota_hub.integrations.loops import in_step
from planota_hub.integrations.parties import fill, get_party_values
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_tax_number
from planota_hub.tests.compat import HubTestCase

CUSTOMER = adapter.PartyKind(
	"Customer", "customer_name", field_maps.CUSTOMER_FIELDS, lambda: {"territory": "X"}
)


def make_lead(fields: tuple[str, ...] = ("source", "campaign_name"), **values) -> frappe._dict:
	"""A lead as ERPNext hands it over: plain values, and a meta that knows its fields."""
	empty = dict.fromkeys(
		"company_name lead_name first_name middle_name last_name email_id phone mobile_no website city".split()
	)
	meta = frappe._dict(has_field=lambda name: name in fields)
	return frappe._dict({**empty, **values, "meta": meta})


class TestConstants(HubTestCase):
	def test_every_custom_field_links_to_a_doctype_of_the_hub_and_follows_a_known_field(self):
		own = {"NGO", "Stakeholder", "Advocacy Campaign", "Partnership Consortium", "Funded Project"}
		for crm in adapter.get_adapters():
			for doctype, fields in crm.custom_fields.items():
				names = [row["fieldname"] for row in fields]
				self.assertEqual(len(names), len(set(names)), doctype)
				for row in fields:
					with self.subTest(f"{doctype}.{row['fieldname']}"):
						self.assertIn(row["options"], own)
						self.assertTrue(row["fieldname"].startswith("hub_"))
						self.assertTrue(row["no_copy"], "a copy of a record is not the same NGO")

	def test_a_party_belongs_to_one_ngo_and_one_only(self):
		for crm in adapter.get_adapters():
			for kind in crm.parties:
				row = next(row for row in crm.custom_fields[kind.doctype] if row["fieldname"] == "hub_ngo")
				self.assertTrue(row["unique"], kind.doctype)

	def test_every_doctype_with_a_custom_field_has_its_dashboard(self):
		for doctype in adapter.get_adapters()[0].custom_fields:
			if doctype != "Event":
				self.assertIn(doctype, hooks.override_doctype_dashboards)


class TestVersions(HubTestCase):
	def test_erpnext_15_and_16_name_source_and_campaign_differently(self):
		old, new = {"source", "campaign_name"}, {"utm_source", "utm_campaign"}

		self.assertEqual(versions.find_field("source", old.__contains__), "source")
		self.assertEqual(versions.find_field("campaign", old.__contains__), "campaign_name")
		self.assertEqual(versions.find_field("source", new.__contains__), "utm_source")
		self.assertEqual(versions.find_field("campaign", new.__contains__), "utm_campaign")
		self.assertIsNone(versions.find_field("source", set().__contains__))

	def test_a_lead_tells_how_it_came_in_both(self):
		old = make_lead(source="Fair", campaign_name="Spring")
		new = make_lead(("utm_source", "utm_campaign"), utm_source="Fair", utm_campaign="Spring")

		self.assertEqual(field_maps.read_origin(old), ["Fair", "Spring"])
		self.assertEqual(field_maps.read_origin(new), ["Fair", "Spring"])


class TestMaps(HubTestCase):
	def test_a_lead_with_an_organisation_brings_its_person(self):
		lead = make_lead(
			company_name="Društvo Soča",
			lead_name="Ana Novak",
			first_name="Ana",
			last_name="Novak",
			email_id="ana@soca.test",
			city="Tolmin",
		)
		kind = adapter.LeadKind("Lead", field_maps.read_lead)

		values = get_values(
			kind, lead, "NGO", {"legal_form": "Association", "municipality": "Tolmin", "x": 1}
		)

		self.assertEqual(
			values,
			{
				"doctype": "NGO",
				"ngo_name": "Društvo Soča",
				"email": "ana@soca.test",
				"seat_town": "Tolmin",
				"legal_form": "Association",
				"municipality": "Tolmin",
				"representatives": [
					{
						"full_name": "Ana Novak",
						"function": "Contact Person",
						"email": "ana@soca.test",
						"phone": None,
					}
				],
			},
		)
		self.assertTrue(frappe.get_doc(values).insert().name, "the register takes what the map gives")

	def test_a_lead_without_an_organisation_is_not_its_own_representative(self):
		self.assertIsNone(field_maps.read_person(make_lead(lead_name="Ana Novak")))

	def test_a_lead_of_frappe_crm_says_the_same(self):
		lead = frappe._dict(
			organization="Zavod Idrija",
			first_name="Bor",
			last_name="Kos",
			email="bor@idrija.test",
			lead_name="Bor Kos",
		)

		values = get_values(FRAPPE_CRM.leads[0], lead, "Stakeholder", {"stakeholder_type": "Company"})

		self.assertEqual(values["stakeholder_name"], "Zavod Idrija")
		self.assertEqual(values["stakeholder_type"], "Company")
		self.assertNotIn("representatives", values)

	def test_an_ngo_without_numbers_becomes_a_party_without_them(self):
		ngo = make_ngo(ngo_name="Društvo Kolovrat")

		self.assertEqual(
			get_party_values(CUSTOMER, ngo),
			{
				"doctype": "Customer",
				"territory": "X",
				"customer_name": "Društvo Kolovrat",
				"hub_ngo": ngo.name,
			},
		)


class TestSpending(HubTestCase):
	def test_what_was_spent_in_another_currency_is_not_added_up(self):
		rows = [{"spent": 60.0, "currency": "EUR"}, {"spent": 5.5, "currency": "EUR"}]

		[figure] = summarise([*rows, {"spent": 7.0, "currency": "HUF"}], "EUR")

		self.assertEqual(figure, {"label": "Spent in ERPNext", "value": 65.5, "datatype": "Currency"})
		self.assertEqual(summarise(rows, "HUF"), [])


class TestInStep(HubTestCase):
	def test_what_somebody_wrote_in_the_crm_is_never_overwritten(self):
		before = frappe._dict(ngo_name="Old", tax_number="1", website=None)
		now = frappe._dict(ngo_name="New", tax_number="2", website="https://new.test")
		party = frappe.new_doc("ToDo")
		party.update({"customer_name": "Old", "tax_id": "SI99"})

		changed = fill(CUSTOMER, party, now, before)

		self.assertTrue(changed)
		self.assertEqual(party.get("customer_name"), "New", "it still had the former name")
		self.assertEqual(party.get("tax_id"), "SI99", "somebody wrote it in the CRM")
		self.assertEqual(party.get("website"), "https://new.test", "it had none")

	def test_linking_fills_empty_fields_and_no_others(self):
		ngo = frappe._dict(ngo_name="Register", tax_number=make_tax_number(), website=None)
		party = frappe.new_doc("ToDo")
		party.set("customer_name", "Books")

		fill(CUSTOMER, party, ngo, before=None)

		self.assertEqual(party.get("customer_name"), "Books")
		self.assertEqual(party.get("tax_id"), ngo.tax_number)

	def test_whoever_comes_round_again_is_stopped(self):
		with in_step("NGO", "A") as first, in_step("NGO", "A") as again, in_step("NGO", "B") as other:
			self.assertEqual((first, again, other), (True, False, True))
		with in_step("NGO", "A") as later:
			self.assertTrue(later, "the next change is followed again")


class TestGuards(HubTestCase):
	def test_a_crm_that_is_installed_while_the_process_runs_is_seen(self):
		self.assertFalse(adapter.has_doctype("Hub Test Party"))

		doctypes = frappe.qb.DocType("DocType")
		frappe.qb.into(doctypes).columns(doctypes.name).insert("Hub Test Party").run()

		self.assertTrue(adapter.has_doctype("Hub Test Party"))

	def test_a_crm_that_is_not_here_is_passed_over(self):
		for crm in adapter.get_adapters():
			if crm.app in frappe.get_installed_apps():
				continue
			with self.subTest(crm.app):
				self.assertEqual(installation.get_missing_fields(crm), {})
				for doctype in (kind.doctype for kind in (*crm.parties, *crm.leads)):
					with self.assertRefused("is not on this site"):
						adapter.get_party_kind(doctype)
					self.assertNotIn(doctype, connections.get_links_to("NGO"))

	def test_adding_again_and_leaving_a_crm_that_is_not_here_change_nothing(self):
		before = frappe.db.count("Custom Field")

		installation.add_custom_fields("crm")
		installation.leave_app("nothing")

		self.assertEqual(frappe.db.count("Custom Field"), before)
