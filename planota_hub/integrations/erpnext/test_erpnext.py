# SPDX-License-Identifier: GPL-3.0-only
"""The adapter on a site with ERPNext; without ERPNext all of this is skipped, and said to be."""

from unittest import SkipTest
from unittest.mock import patch

import frappe
from frappe.utils import today

from planota_hub.integrations import background, connections, installation, leads, parties, timeline
from planota_hub.integrations.erpnext import versions
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_tax_number, take_step
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_representative
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.tests.compat import HubTestCase, as_user, make_user

OFFICER = "officer@crm.test"
SELLER = "seller@crm.test"


class ERPNextTestCase(HubTestCase):
	"""A test that needs ERPNext and its company."""

	@classmethod
	def setUpClass(cls):
		if "erpnext" not in frappe.get_installed_apps():
			raise SkipTest("ERPNext is not on this site: its adapter is not tested here")
		super().setUpClass()

	def setUp(self):
		super().setUp()
		make_user(OFFICER, "Hub Officer")
		make_user(SELLER, "Hub Officer", "Sales User", "Sales Manager", "Sales Master Manager")


def make_lead(**values):
	"""Create a lead of an organisation in Tolmin."""
	name = frappe.generate_hash(length=8)
	return frappe.get_doc(
		{
			"doctype": "Lead",
			"company_name": f"Društvo {name}",
			"first_name": "Ana",
			"last_name": "Novak",
			"email_id": f"{name}@lead.test",
			"city": "Tolmin",
			**values,
		}
	).insert()


def new_person() -> dict:
	"""A representative that no other NGO of the site knows: contacts are found by name and address."""
	key = frappe.generate_hash(length=8)
	return make_representative(full_name=f"Ana {key}", email=f"{key}@crm.test")


def make_customer(ngo_name: str, **values):
	return frappe.get_doc({"doctype": "Customer", "customer_name": ngo_name, **values}).insert()


def links_of(parenttype: str, name: str) -> set[tuple[str, str]]:
	return {(row.link_doctype, row.link_name) for row in frappe.get_doc(parenttype, name).links}


class TestCustomFields(ERPNextTestCase):
	def test_every_field_is_there_and_none_is_missing(self):
		for doctype, fields in installation.get_adapters()[0].custom_fields.items():
			for row in fields:
				if frappe.db.exists("DocType", row["options"]):
					with self.subTest(f"{doctype}.{row['fieldname']}"):
						self.assertEqual(
							frappe.get_meta(doctype).get_field(row["fieldname"]).options, row["options"]
						)
		self.assertEqual(installation.get_missing_fields(installation.get_adapters()[0]), {})

	def test_lists_have_a_column_and_a_filter_for_the_ngo(self):
		for doctype in ("Lead", "Customer"):
			field = frappe.get_meta(doctype).get_field("hub_ngo")
			self.assertTrue(field.in_list_view and field.in_standard_filter, doctype)

	def test_this_erpnext_names_source_and_campaign_of_a_lead(self):
		for what in versions.NAMES:
			self.assertTrue(versions.get_field("Lead", what), what)

	def test_dashboards_show_each_other(self):
		ngo = frappe.get_meta("NGO").get_dashboard_data()
		customer = frappe.get_meta("Customer").get_dashboard_data()

		self.assertEqual(ngo.non_standard_fieldnames["Customer"], "hub_ngo")
		self.assertEqual(customer.internal_links["NGO"], "hub_ngo")
		self.assertIn("Lead", connections.get_links_to("NGO"))

	def test_connections_are_counted_on_every_form_that_shows_them(self):
		for doctype in installation.get_adapters()[0].custom_fields:
			dashboard = frappe.get_meta(doctype).get_dashboard_data()
			self.assertTrue(dashboard.fieldname or not dashboard.transactions, doctype)


class TestCustomers(ERPNextTestCase):
	def test_an_ngo_becomes_a_customer_and_a_supplier_with_its_people(self):
		number = make_tax_number()
		ngo = make_ngo(tax_number=number, stage="Verified", representatives=[new_person()])
		ngo.reload()

		customer = frappe.get_doc("Customer", parties.create_party(ngo.name, "Customer"))
		supplier = frappe.get_doc("Supplier", parties.create_party(ngo.name, "Supplier"))

		self.assertEqual((customer.customer_name, customer.tax_id), (ngo.ngo_name, number))
		self.assertEqual((supplier.supplier_name, supplier.hub_ngo), (ngo.ngo_name, ngo.name))
		self.assertEqual(
			links_of("Contact", ngo.representatives[0].contact),
			{("NGO", ngo.name), ("Customer", customer.name), ("Supplier", supplier.name)},
		)

	def test_an_ngo_without_numbers_becomes_one_too_and_that_is_said(self):
		ngo = make_ngo()

		customer = parties.create_party(ngo.name, "Customer")

		self.assertFalse(frappe.db.get_value("Customer", customer, "tax_id"))
		self.assertTrue(any("has no tax number" in str(message) for message in frappe.get_message_log()))

	def test_a_second_customer_of_an_ngo_is_refused(self):
		ngo = make_ngo()
		parties.create_party(ngo.name, "Customer")

		with self.assertRefused("is linked to Customer", parties.PartyExistsError):
			parties.create_party(ngo.name, "Customer")

	def test_the_database_knows_an_ngo_once(self):
		ngo = make_ngo()
		parties.create_party(ngo.name, "Customer")

		with self.assertRaises(frappe.UniqueValidationError):
			make_customer("Another", hub_ngo=ngo.name)

	def test_a_customer_of_the_same_name_is_offered_and_not_overwritten(self):
		ngo = make_ngo(tax_number=make_tax_number())
		customer = make_customer(ngo.ngo_name, website="https://books.test")

		self.assertEqual([row.name for row in parties.find_matches(ngo.name, "Customer")], [customer.name])
		with self.assertRefused("that may be", parties.PartyExistsError):
			parties.create_party(ngo.name, "Customer")
		parties.link_party(ngo.name, "Customer", customer.name)

		customer.reload()
		self.assertEqual(customer.hub_ngo, ngo.name)
		self.assertEqual(customer.website, "https://books.test")
		self.assertEqual(customer.tax_id, ngo.tax_number, "it was empty")

	def test_a_customer_of_another_ngo_cannot_be_taken(self):
		customer = parties.create_party(make_ngo().name, "Customer")

		with self.assertRefused("is linked to another NGO", parties.PartyExistsError):
			parties.link_party(make_ngo().name, "Customer", customer)

	def test_the_same_name_may_be_another_customer(self):
		ngo = make_ngo()
		other = make_customer(ngo.ngo_name)

		name = parties.create_party(ngo.name, "Customer", despite_matches=1)

		self.assertNotEqual(name, other.name)

	def test_without_a_right_in_erpnext_nothing_is_made(self):
		ngo = make_ngo()

		with as_user(OFFICER), self.assertRaises(frappe.PermissionError):
			parties.create_party(ngo.name, "Customer")

		self.assertFalse(frappe.db.exists("Customer", {"hub_ngo": ngo.name}))

	def test_with_the_right_in_erpnext_an_officer_makes_it(self):
		ngo = make_ngo()

		with as_user(SELLER):
			name = parties.create_party(ngo.name, "Customer")

		self.assertEqual(frappe.db.get_value("Customer", name, "hub_ngo"), ngo.name)

	def test_a_refusal_of_erpnext_is_passed_on_and_nothing_is_half_made(self):
		group = frappe.db.get_value("Customer Group", {"is_group": 0}, order_by="name asc")
		ngo = make_ngo(ngo_name=group)

		with self.assertRefused("Customer Group exists with same name", frappe.NameError):
			parties.create_party(ngo.name, "Customer")

		self.assertFalse(frappe.db.exists("Customer", {"hub_ngo": ngo.name}))


class TestInStep(ERPNextTestCase):
	def test_a_new_name_goes_over_and_what_was_written_in_erpnext_stays(self):
		ngo = make_ngo(website="https://old.test")
		customer = frappe.get_doc("Customer", parties.create_party(ngo.name, "Customer"))
		customer.website = "https://books.test"
		customer.save()

		ngo.reload()
		ngo.update({"ngo_name": "Društvo z novim imenom", "website": "https://new.test"})
		ngo.save()

		customer.reload()
		self.assertEqual(customer.customer_name, "Društvo z novim imenom")
		self.assertEqual(customer.website, "https://books.test")

	def test_whoever_may_change_the_register_only_keeps_the_customer_in_step(self):
		ngo = make_ngo()
		customer = parties.create_party(ngo.name, "Customer")

		with as_user(OFFICER):
			doc = frappe.get_doc("NGO", ngo.name)
			doc.ngo_name = "Društvo s popravkom"
			doc.save()

		self.assertEqual(frappe.db.get_value("Customer", customer, "customer_name"), "Društvo s popravkom")

	def test_somebody_new_in_office_is_a_contact_of_the_customer_and_whoever_left_is_not(self):
		ngo = make_ngo(stage="Verified", representatives=[new_person()])
		customer = parties.create_party(ngo.name, "Customer")
		ngo.reload()
		first = ngo.representatives[0].contact

		ngo.append("representatives", make_representative(full_name="Bor Kos", email="bor@crm.test"))
		ngo.representatives[0].to_date = "2020-01-01"
		ngo.representatives[0].from_date = None
		ngo.save()
		ngo.reload()

		self.assertIn(("Customer", customer), links_of("Contact", ngo.representatives[1].contact))
		if frappe.db.exists("Contact", first):
			self.assertNotIn(("Customer", customer), links_of("Contact", first))

	def test_erpnext_commits_nothing_while_an_ngo_gets_the_people_it_can_call(self):
		committed = []
		frappe.db.before_commit.add(lambda: committed.append(True))

		ngo = make_ngo(stage="Verified", representatives=[new_person()])

		contact = frappe.get_doc("Contact", ngo.representatives[0].contact)
		self.assertTrue(contact.phone_nos)
		self.assertEqual(committed, [])

	def test_linking_on_the_form_of_the_customer_shares_its_contacts_and_unlinking_ends_it(self):
		ngo = make_ngo(stage="Verified", representatives=[new_person()])
		ngo.reload()
		contact = ngo.representatives[0].contact
		customer = make_customer("Stranka")

		customer.hub_ngo = ngo.name
		customer.save()
		self.assertIn(("Customer", customer.name), links_of("Contact", contact))
		customer.hub_ngo = None
		customer.save()
		self.assertEqual(links_of("Contact", contact), {("NGO", ngo.name)})

	def test_merged_ngos_leave_one_customer_linked_and_say_so_on_the_other(self):
		kept, merged = make_ngo(), make_ngo()
		kept_customer = parties.create_party(kept.name, "Customer")
		merged_customer = parties.create_party(merged.name, "Customer")

		merge_ngos_as_manager(kept.name, merged.name)

		self.assertEqual(frappe.db.get_value("Customer", kept_customer, "hub_ngo"), kept.name)
		self.assertFalse(frappe.db.get_value("Customer", merged_customer, "hub_ngo"))
		comments = {"reference_doctype": "Customer", "reference_name": merged_customer}
		texts = frappe.get_all("Comment", comments, pluck="content", order_by="creation asc")
		self.assertTrue(any("was merged into" in text for text in texts))

	def test_the_customer_of_a_merged_ngo_goes_over_when_the_kept_one_has_none(self):
		kept, merged = make_ngo(), make_ngo()
		customer = parties.create_party(merged.name, "Customer")

		merge_ngos_as_manager(kept.name, merged.name)

		self.assertEqual(frappe.db.get_value("Customer", customer, "hub_ngo"), kept.name)

	def test_an_ngo_with_a_customer_is_not_deleted(self):
		ngo = make_ngo()
		parties.create_party(ngo.name, "Customer")

		with self.assertRaises(frappe.LinkExistsError):
			frappe.delete_doc("NGO", ngo.name)


def merge_ngos_as_manager(keep: str, merge: str) -> None:
	manager = make_user("manager@crm.test", "Hub Manager")
	with as_user(manager):
		merge_ngos(keep, merge)


class TestAutomatic(ERPNextTestCase):
	def test_a_verified_ngo_becomes_a_customer_where_the_settings_say_so(self):
		quiet, wanted = make_ngo(), make_ngo()
		take_step(quiet, "Verify")
		change_settings(create_party_when_verified=1)
		take_step(wanted, "Verify")

		self.assertFalse(frappe.db.exists("Customer", {"hub_ngo": quiet.name}))
		self.assertTrue(frappe.db.exists("Customer", {"hub_ngo": wanted.name}))

	def test_what_erpnext_refuses_does_not_stop_the_register_and_stands_as_a_comment(self):
		ngo = make_ngo()
		change_settings(create_party_when_verified=1)
		with as_user(OFFICER):
			take_step(frappe.get_doc("NGO", ngo.name), "Verify")

		self.assertEqual(frappe.db.get_value("NGO", ngo.name, "stage"), "Verified")
		self.assertFalse(frappe.db.exists("Customer", {"hub_ngo": ngo.name}))
		comments = {"reference_doctype": "NGO", "reference_name": ngo.name, "comment_type": "Info"}
		texts = frappe.get_all("Comment", comments, pluck="content", order_by="creation asc")
		self.assertTrue(any("was not created" in text for text in texts), texts)


class TestLeads(ERPNextTestCase):
	def test_a_lead_becomes_an_ngo_with_all_that_is_known_of_it(self):
		lead = make_lead()
		contact = frappe.get_doc({"doctype": "Contact", "first_name": "Ana"})
		contact.append("links", {"link_doctype": "Lead", "link_name": lead.name})
		contact.insert()
		lead.add_comment("Comment", "Called twice")
		about = {"reference_doctype": "Lead", "reference_name": lead.name}
		mail = frappe.get_doc({"doctype": "Communication", "subject": "x", "content": "x", **about}).insert()
		todo = frappe.get_doc(
			{"doctype": "ToDo", "description": "Call", "reference_type": "Lead", "reference_name": lead.name}
		).insert()
		event = frappe.get_doc({"doctype": "Event", "subject": "Visit", "starts_on": today()})
		event.append("event_participants", {"reference_doctype": "Lead", "reference_docname": lead.name})
		event.insert()

		asked = {"legal_form": "Association", "municipality": "Tolmin"}
		name = leads.convert_lead("Lead", lead.name, "NGO", asked)

		ngo = frappe.get_doc("NGO", name)
		self.assertEqual(
			(ngo.ngo_name, ngo.email, ngo.stage), (lead.company_name, lead.email_id, "Submitted")
		)
		self.assertEqual(ngo.representatives[0].full_name, "Ana Novak")
		self.assertEqual(frappe.db.get_value("Lead", lead.name, "hub_ngo"), name)
		self.assertIn(("NGO", name), links_of("Contact", contact.name))
		self.assertTrue(frappe.db.exists("Communication Link", {"parent": mail.name, "link_name": name}))
		self.assertTrue(frappe.db.exists("Comment", {"reference_name": name, "content": "Called twice"}))
		self.assertEqual(frappe.db.get_value("ToDo", todo.name, "reference_name"), name)
		self.assertEqual(frappe.db.get_value("Event", event.name, "hub_ngo"), name)
		self.assertTrue(
			frappe.db.exists("Event Participants", {"parent": event.name, "reference_docname": name})
		)

	def test_a_lead_becomes_a_stakeholder(self):
		lead = make_lead()

		name = leads.convert_lead("Lead", lead.name, "Stakeholder", {"stakeholder_type": "Company"})

		self.assertEqual(frappe.db.get_value("Stakeholder", name, "stakeholder_name"), lead.company_name)

	def test_a_lead_becomes_an_ngo_once(self):
		lead = make_lead()
		asked = {"legal_form": "Association", "municipality": "Tolmin"}
		leads.convert_lead("Lead", lead.name, "NGO", asked)

		with self.assertRefused("is linked to NGO", frappe.DuplicateEntryError):
			leads.convert_lead("Lead", lead.name, "NGO", asked)

	def test_a_lead_is_linked_to_an_ngo_that_the_hub_knows_and_carried_over_once(self):
		lead, ngo = make_lead(), make_ngo()
		lead.add_comment("Comment", "Met at the fair")

		leads.link_lead("Lead", lead.name, "NGO", ngo.name)
		frappe.db.set_value("Lead", lead.name, "hub_ngo", None)
		leads.link_lead("Lead", lead.name, "NGO", ngo.name)

		self.assertEqual(
			frappe.db.count("Comment", {"reference_name": ngo.name, "content": "Met at the fair"}), 1
		)

	def test_what_the_register_refuses_leaves_the_lead_as_it_was(self):
		lead = make_lead()

		with self.assertRaises(frappe.ValidationError):
			leads.convert_lead("Lead", lead.name, "NGO", {"legal_form": "Nothing", "municipality": "Tolmin"})

		self.assertFalse(frappe.db.get_value("Lead", lead.name, "hub_ngo"))
		self.assertFalse(frappe.db.exists("NGO", {"ngo_name": lead.company_name}))

	def test_whoever_may_not_change_the_lead_may_not_take_it_over(self):
		lead = make_lead()

		with as_user(OFFICER), self.assertRaises(frappe.PermissionError):
			leads.convert_lead("Lead", lead.name, "NGO", {})

	def test_the_dialog_begins_with_the_municipality_of_the_town(self):
		self.assertEqual(leads.propose("Lead", make_lead().name)["municipality"], "Tolmin")


class TestLeaving(ERPNextTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.clear_cache)
		self.addCleanup(frappe.db.rollback)
		ngo = make_ngo(stage="Verified", representatives=[new_person()])
		self.customer = parties.create_party(ngo.name, "Customer")
		self.ngo = frappe.get_doc("NGO", ngo.name)

	def count_fields(self) -> int:
		return frappe.db.count("Custom Field", {"fieldname": ("like", "hub_%"), "module": "Planota Hub"})

	def test_when_erpnext_goes_the_ngo_keeps_its_people_and_can_be_saved(self):
		self.assertTrue(self.count_fields())

		installation.leave_app("erpnext")

		self.assertEqual(self.count_fields(), 0)
		contact = self.ngo.representatives[0].contact
		self.assertEqual(links_of("Contact", contact), {("NGO", self.ngo.name)})
		self.ngo.ngo_name = "Društvo brez ERPNext"
		self.ngo.save()
		frappe.get_doc("Contact", contact).save()

	def test_when_the_hub_goes_the_customer_stays_without_a_trace(self):
		installation.remove_custom_fields()

		self.assertEqual(self.count_fields(), 0)
		customer = frappe.get_doc("Customer", self.customer)
		self.assertFalse(customer.meta.has_field("hub_ngo"))
		customer.website = "https://still.test"
		customer.save()
		table = frappe.qb.DocType("Customer")
		self.assertEqual(frappe.qb.from_(table).select(table.name).where(table.hub_ngo.isnotnull()).run(), ())

	def test_adding_the_fields_again_changes_nothing(self):
		before = self.count_fields()

		installation.add_custom_fields("erpnext")

		self.assertEqual(self.count_fields(), before)


class TestTimeline(ERPNextTestCase):
	def test_the_timeline_of_a_customer_shows_the_work_of_the_hub(self):
		ngo = make_ngo(stage="Verified")
		customer = parties.create_party(ngo.name, "Customer")
		plan = frappe.get_doc(
			{
				"doctype": "NGO Support Request",
				"ngo": ngo.name,
				"subject": "Help with an application",
				"description": "Help",
				"category": frappe.db.get_value("Support Request Category", {}, order_by="name asc"),
				"requester_name": "Ana",
				"requester_email": "ana@crm.test",
				"municipality": "Tolmin",
			}
		).insert()

		entries = timeline.get_hub_work("Customer", customer)

		self.assertTrue(any(plan.name in entry["content"] for entry in entries))
		with as_user("Guest"):
			self.assertEqual(timeline.get_hub_work("Customer", customer), [])


class TestBackground(ERPNextTestCase):
	"""A batch is what one job makes; the framework commits it when the job ends."""

	def setUp(self):
		super().setUp()
		self.manager = make_user("manager@crm.test", "Hub Manager", "Sales Master Manager", "Sales Manager")
		self.ngos = [make_ngo(stage="Verified").name for _number in range(4)]
		# NGOs of other tests or of the site come before: a run begins after them
		self.before = max(
			frappe.get_all("NGO", {"name": ("<", self.ngos[0])}, pluck="name", order_by="name asc") or [""]
		)
		self.jobs, self.reports = [], []
		for name, calls in (("enqueue_batch", self.jobs), ("report", self.reports)):
			self.replace(name, lambda *args, calls=calls: calls.append(args))
		self.replace("BATCH", 2)

	def replace(self, name: str, value) -> None:
		patcher = patch.object(background, name, value)
		patcher.start()
		self.addCleanup(patcher.stop)

	def make_batch(self, after: str, made: int = 0, refused: dict | None = None) -> None:
		background.make_batch("Customer", self.manager, after, made, refused or {})

	def count(self) -> list[int]:
		return [frappe.db.count("Customer", {"hub_ngo": name}) for name in self.ngos]

	def test_each_batch_calls_for_the_next_and_the_last_one_reports(self):
		self.make_batch(self.before)
		self.assertEqual(self.jobs, [("Customer", self.manager, self.ngos[1], 2, {})])
		self.make_batch(*self.jobs[0][2:])
		self.make_batch(*self.jobs[1][2:])

		self.assertEqual(self.count(), [1, 1, 1, 1])
		self.assertEqual(self.reports, [("Customer", self.manager, 4, {})])

	def test_a_run_that_crashes_is_taken_up_by_the_next_one_without_doubles(self):
		def crash(name, doctype):
			if name == self.ngos[3]:
				raise MemoryError
			return parties.create_party(name, doctype)

		self.make_batch(self.before)
		frappe.db.savepoint("worker_was_killed")
		with patch.object(background, "create_party", crash), self.assertRaises(MemoryError):
			self.make_batch(self.ngos[1])
		frappe.db.rollback(save_point="worker_was_killed")
		self.assertEqual(self.count(), [1, 1, 0, 0], "the batch that was not committed is gone as a whole")

		self.make_batch(self.before)
		self.make_batch(self.ngos[3])

		self.assertEqual(self.count(), [1, 1, 1, 1])

	def test_what_is_refused_is_named_tried_once_and_the_others_are_made(self):
		make_customer(frappe.db.get_value("NGO", self.ngos[0], "ngo_name"))

		self.make_batch(self.before)
		self.make_batch(*self.jobs[0][2:])
		self.make_batch(*self.jobs[1][2:])

		((_doctype, _user, made, refused),) = self.reports
		self.assertEqual((made, list(refused)), (3, [self.ngos[0]]))
		self.assertEqual(self.count(), [0, 1, 1, 1])

	def test_only_those_without_a_customer_wait(self):
		parties.create_party(self.ngos[0], "Customer")

		waiting = background.find_waiting("Customer")

		self.assertNotIn(self.ngos[0], waiting)
		self.assertLessEqual(set(self.ngos[1:]), set(waiting))

	def test_an_officer_may_not_begin_it(self):
		with as_user(OFFICER), self.assertRaises(frappe.PermissionError):
			background.start("Customer")
