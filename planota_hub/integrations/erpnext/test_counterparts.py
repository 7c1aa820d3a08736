# SPDX-License-Identifier: GPL-3.0-only
"""Funded projects, advocacy campaigns and agreements, and their counterparts on a site with ERPNext."""

import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.report.project_spending import project_spending
from planota_hub.integrations import parties
from planota_hub.integrations.erpnext import counterparts, versions
from planota_hub.integrations.erpnext.test_erpnext import OFFICER, ERPNextTestCase, make_lead
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import as_user, make_user

PLANNER = "planner@crm.test"


def get_company() -> str:
	return frappe.db.get_value("Company", {}, "name", order_by="creation asc")


def spend(project: str, amount: float) -> None:
	"""Book wages on an ERPNext project, in a journal entry that is submitted."""
	company = get_company()
	cost_center = frappe.db.get_value(
		"Cost Center", {"company": company, "is_group": 0}, "name", order_by="name asc"
	)
	expense, bank = (
		frappe.db.get_value(
			"Account",
			{"company": company, "is_group": 0, "root_type": root, "account_type": ("in", types)},
			"name",
			order_by="name asc",
		)
		for root, types in (
			("Expense", ["", "Expense Account", "Indirect Expense"]),
			("Asset", ["Cash", "Bank"]),
		)
	)
	entry = frappe.get_doc({"doctype": "Journal Entry", "company": company, "posting_date": today()})
	for account, side in ((expense, "debit_in_account_currency"), (bank, "credit_in_account_currency")):
		entry.append(
			"accounts", {"account": account, side: amount, "project": project, "cost_center": cost_center}
		)
	entry.insert()
	entry.submit()


class TestProjects(ERPNextTestCase):
	def setUp(self):
		super().setUp()
		frappe.defaults.set_user_default("company", get_company(), "Administrator")
		make_user(PLANNER, "Hub Officer", "Projects User", "Projects Manager")

	def test_a_funded_project_has_one_counterpart_with_its_title_and_time(self):
		funded = make_project()

		name = counterparts.create_project(funded.name)

		project = frappe.get_doc("Project", name)
		self.assertEqual(
			(project.project_name, project.hub_funded_project), (funded.project_title, funded.name)
		)
		self.assertEqual(
			(project.expected_start_date, project.expected_end_date),
			(getdate(funded.starts_on), getdate(funded.ends_on)),
		)
		with self.assertRefused("There is one already", frappe.DuplicateEntryError):
			counterparts.create_project(funded.name)

	def test_the_database_knows_one_project_of_a_funded_project(self):
		funded = make_project()
		counterparts.create_project(funded.name)
		second = {"doctype": "Project", "project_name": "Another", "company": get_company()}

		with self.assertRaises(frappe.UniqueValidationError):
			frappe.get_doc({**second, "hub_funded_project": funded.name}).insert()

	def test_spending_is_what_the_ledger_holds_on_the_project(self):
		funded = make_project()
		self.assertIsNone(counterparts.get_project_spending(funded.name))
		name = counterparts.create_project(funded.name)

		spend(name, 60)
		spend(name, 12.5)

		currency = frappe.db.get_value("Company", get_company(), "default_currency")
		self.assertEqual(
			counterparts.get_project_spending(funded.name),
			{"project": name, "spent": 72.5, "currency": currency},
		)

	def test_the_report_shows_what_erpnext_has_counted_to_whoever_may_see_it_there(self):
		linked, other = make_project(), make_project()
		spend(counterparts.create_project(linked.name), 60)
		expected = {"label": "Spent in ERPNext", "value": 60, "datatype": "Currency"}

		self.assertEqual(project_spending.execute({"project": linked.name})[4][4:], [expected])
		self.assertEqual(len(project_spending.execute({"project": other.name})[4]), 4)
		self.assertEqual(counterparts.get_spending_summary([linked.name, other.name]), [expected])
		with as_user(OFFICER):
			self.assertEqual(len(project_spending.execute({"project": linked.name})[4]), 4)

	def test_a_project_of_that_name_is_named_and_linked_on_its_own_form(self):
		funded = make_project()
		project = frappe.get_doc(
			{"doctype": "Project", "project_name": funded.project_title, "company": get_company()}
		).insert()

		with self.assertRefused("of that name", frappe.DuplicateEntryError):
			counterparts.create_project(funded.name)
		project.hub_funded_project = funded.name
		project.save()

		self.assertEqual(counterparts.get_project_spending(funded.name)["project"], project.name)

	def test_a_new_title_goes_over_unless_it_was_changed_in_erpnext_or_is_taken_there(self):
		followed, changed, clashing = make_project(), make_project(), make_project()
		names = {doc.name: counterparts.create_project(doc.name) for doc in (followed, changed, clashing)}
		frappe.db.set_value("Project", names[changed.name], "project_name", "Books")
		taken = {"doctype": "Project", "project_name": "Taken", "company": get_company()}
		frappe.get_doc(taken).insert()
		former = clashing.project_title

		for doc, title in ((followed, "New title"), (changed, "Newer title"), (clashing, "Taken")):
			doc.project_title = title
			doc.save()

		titles = [frappe.db.get_value("Project", name, "project_name") for name in names.values()]
		self.assertEqual(titles, ["New title", "Books", former])

	def test_what_erpnext_refuses_is_passed_on_and_nothing_is_half_made(self):
		funded = make_project()
		frappe.get_doc(
			{
				"doctype": "Property Setter",
				"doctype_or_field": "DocField",
				"doc_type": "Project",
				"field_name": "notes",
				"property": "reqd",
				"property_type": "Check",
				"value": "1",
			}
		).insert()
		self.addCleanup(frappe.clear_cache, doctype="Project")
		frappe.clear_cache(doctype="Project")

		with self.assertRefused("notes", frappe.MandatoryError):
			counterparts.create_project(funded.name)

		self.assertFalse(frappe.db.exists("Project", {"hub_funded_project": funded.name}))

	def test_without_a_right_in_erpnext_nothing_is_made_and_nothing_is_told(self):
		funded, linked = make_project(), make_project()
		counterparts.create_project(linked.name)

		with as_user(OFFICER):
			self.assertIsNone(counterparts.get_project_spending(linked.name))
			with self.assertRaises(frappe.PermissionError):
				counterparts.create_project(funded.name)

		self.assertFalse(frappe.db.exists("Project", {"hub_funded_project": funded.name}))

	def test_with_the_right_in_erpnext_an_officer_makes_it(self):
		funded = make_project()
		frappe.defaults.set_user_default("company", get_company(), PLANNER)

		with as_user(PLANNER):
			name = counterparts.create_project(funded.name)

		self.assertEqual(frappe.db.get_value("Project", name, "owner"), PLANNER)

	def test_a_funded_project_with_a_counterpart_is_not_deleted(self):
		funded = make_project()
		counterparts.create_project(funded.name)

		with self.assertRaises(frappe.LinkExistsError):
			frappe.delete_doc("Funded Project", funded.name)


class TestCampaigns(ERPNextTestCase):
	def make(self):
		return frappe.get_doc(
			{
				"doctype": "Advocacy Campaign",
				"campaign_title": f"Kampanja {frappe.generate_hash(length=8)}",
				"goal": "Volunteer work counts",
				"starts_on": today(),
				"ends_on": add_days(today(), 30),
			}
		).insert()

	def test_a_campaign_has_one_counterpart_that_bears_its_title(self):
		campaign = self.make()

		name = counterparts.create_campaign(campaign.name)

		self.assertEqual(frappe.db.get_value("Campaign", name, "campaign_name"), campaign.campaign_title)
		self.assertEqual(frappe.db.get_value("Campaign", name, "hub_campaign"), campaign.name)
		with self.assertRefused("There is one already", frappe.DuplicateEntryError):
			counterparts.create_campaign(campaign.name)

	def test_leads_that_came_by_the_campaign_are_counted(self):
		campaign = self.make()
		name = counterparts.create_campaign(campaign.name)
		fieldname = versions.get_field("Lead", "campaign")
		value = campaign.campaign_title if fieldname == "utm_campaign" else name
		make_lead(**{fieldname: value})

		found = counterparts.count_campaign_leads(campaign.name)

		self.assertEqual((found["campaign"], found["leads"]), (name, 1))

	def test_a_campaign_of_that_name_is_named_and_not_overwritten(self):
		campaign = self.make()
		frappe.get_doc({"doctype": "Campaign", "campaign_name": campaign.campaign_title}).insert()

		with self.assertRefused("of that name", frappe.DuplicateEntryError):
			counterparts.create_campaign(campaign.name)

	def test_without_a_right_in_erpnext_nothing_is_made(self):
		campaign = self.make()

		with as_user(OFFICER), self.assertRaises(frappe.PermissionError):
			counterparts.create_campaign(campaign.name)

	def test_a_new_title_goes_over_and_leads_of_the_former_one_still_count(self):
		campaign = self.make()
		name = counterparts.create_campaign(campaign.name)
		fieldname = versions.get_field("Lead", "campaign")
		make_lead(**{fieldname: campaign.campaign_title if fieldname == "utm_campaign" else name})

		campaign.campaign_title = f"Kampanja {frappe.generate_hash(length=8)}"
		campaign.save()

		found = counterparts.count_campaign_leads(campaign.name)
		self.assertEqual(found["leads"], 1)
		self.assertEqual(
			frappe.db.get_value("Campaign", found["campaign"], "campaign_name"), campaign.campaign_title
		)

	def test_whoever_may_not_read_campaigns_of_erpnext_learns_nothing_of_them(self):
		campaign = self.make()
		counterparts.create_campaign(campaign.name)

		with as_user(OFFICER):
			self.assertIsNone(counterparts.count_campaign_leads(campaign.name))


class TestContracts(ERPNextTestCase):
	def test_the_agreement_becomes_the_draft_of_a_contract_once(self):
		ngo = make_ngo(stage="Verified")
		customer = parties.create_party(ngo.name, "Customer")
		consortium = frappe.get_doc(
			{
				"doctype": "Partnership Consortium",
				"consortium_name": "Informacijska pisarna",
				"purpose": "Joint office",
				"starts_on": today(),
				"agreement_terms": "1. We work together.",
			}
		)
		consortium.append("partners", {"partner_type": "NGO", "partner": ngo.name})
		consortium.insert()

		name = counterparts.create_contract(consortium.name, "Customer", customer)

		contract = frappe.get_doc("Contract", name)
		self.assertEqual(
			(contract.docstatus, contract.party_name, contract.hub_consortium), (0, customer, consortium.name)
		)
		with self.assertRefused("There is one already", frappe.DuplicateEntryError):
			counterparts.create_contract(consortium.name, "Customer", customer)
		with self.assertRefused("is no partner"):
			counterparts.create_contract(consortium.name, "Customer", "Somebody")
