# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.advocacy.doctype.public_policy.test_public_policy import make_policy
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_mandate
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	make_candidate,
	make_election,
)
from planota_hub.patches import link_people
from planota_hub.personal_data.finding import gather_words
from planota_hub.personal_data.person_links import get_linking_doctypes, get_links
from planota_hub.personal_data.removal import delete_with_the_person
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.merging.records import merge_records, preview_merge
from planota_hub.planota_hub.register.people import forget_contact, get_person, offer_people, search_people
from planota_hub.planota_hub.register.person_records import get_everything
from planota_hub.planota_hub.register.same_people import get_same_people
from planota_hub.tests.compat import HubTestCase, as_user, make_user

ANA = "ana.zorko@people.test"
OFFICE = "pisarna@people.test"
OFFICER, MENTOR = "officer@people.test", "mentor@people.test"


def make_contact(full_name="Ana Zorko", *addresses, phone=None, ngo=None, **overrides):
	"""Create a Contact, at `ANA` unless addresses are given; the first one is the primary one."""
	first_name, _space, last_name = full_name.partition(" ")
	emails = [
		{"email_id": address, "is_primary": int(not number)}
		for number, address in enumerate(addresses or (ANA,))
		if address
	]
	return frappe.get_doc(
		{
			"doctype": "Contact",
			"first_name": first_name,
			"last_name": last_name,
			"email_ids": emails,
			"phone_nos": [{"phone": phone, "is_primary_phone": 1}] if phone else [],
			"links": [{"link_doctype": "NGO", "link_name": ngo}] if ngo else [],
			**overrides,
		}
	).insert()


def meet(**participant):
	"""Create a meeting with one participant; return the row."""
	return make_meeting(participants=[{"has_vote": 1, **participant}]).participants[0]


def count_offered(text: str) -> int:
	return len(search_people("Contact", text, "name", 0, 20, {}))


class TestLinks(HubTestCase):
	def test_a_known_name_with_a_known_address_leads_to_the_person(self):
		contact = make_contact().name

		for row in (
			meet(person_name="ZORKO Ana", email=ANA),
			make_mandate(person_name="Ana Zorko", email=ANA),
			make_registration(make_workshop(), participant_name="Ana Zorko", email=ANA),
		):
			with self.subTest(row.doctype):
				self.assertEqual(row.contact, contact)
		self.assertEqual(make_mandate(deputy_name="Ana Zorko", deputy_email=ANA).deputy_contact, contact)

	def test_neither_a_mailbox_nor_a_name_alone_is_a_person(self):
		make_contact("Ana Zorko", OFFICE)

		for participant in (
			{"person_name": "Bor Leban", "email": OFFICE},
			{"person_name": "Ana Zorko", "email": "other.ana@people.test"},
			{"person_name": "Ana Zorko"},
		):
			with self.subTest(participant):
				self.assertIsNone(meet(**participant).contact)

	def test_who_was_picked_stays_also_without_an_address(self):
		contact = make_contact().name

		expert = make_policy(experts=[{"expert_name": "Ana Zorko", "contact": contact}]).experts[0]

		self.assertEqual(expert.contact, contact)

	def test_a_name_typed_over_leads_to_nobody(self):
		contact = make_contact().name
		mandate = make_mandate(person_name="Ana Zorko", contact=contact)

		mandate.person_name = "Bor Leban"
		mandate.save()

		self.assertIsNone(mandate.contact)

	def test_a_link_survives_a_later_change_of_the_name_in_the_contact(self):
		contact = make_contact()
		mandate = make_mandate(person_name="Ana Zorko", email=ANA)
		contact.last_name = "Leban"
		contact.save()

		mandate.decision_reference = "12/2026"
		mandate.save()

		self.assertEqual(mandate.contact, contact.name)

	def test_nobody_picks_whom_they_may_not_see(self):
		contact = make_contact().name
		meeting = make_meeting(participants=[])
		coordinator = make_user(MENTOR, "Hub Mentor")

		with as_user(coordinator):
			meeting.append("participants", {"person_name": "Ana Zorko", "contact": contact})
			meeting.flags.ignore_permissions = True
			meeting.save()

		self.assertIsNone(meeting.participants[0].contact)

	def test_an_entry_of_an_ngo_does_not_take_over_another_person(self):
		contact = make_contact().name
		ngo = make_ngo(
			stage="Verified", representatives=[{"full_name": "Bor Leban", "function": "President"}]
		)

		ngo.representatives[0].contact = contact
		ngo.save()

		self.assertEqual(frappe.db.get_value("Contact", contact, "full_name"), "Ana Zorko")
		self.assertNotEqual(ngo.reload().representatives[0].contact, contact)

	def test_a_representative_who_is_known_gets_no_second_contact(self):
		contact = make_contact().name

		ngo = make_ngo(
			stage="Verified",
			representatives=[{"full_name": "Ana Zorko", "function": "President", "contact": contact}],
		)

		self.assertEqual(ngo.reload().representatives[0].contact, contact)
		self.assertEqual(frappe.db.count("Contact", {"full_name": "Ana Zorko"}), 1)

	def test_records_of_a_site_of_before_are_linked_once(self):
		contact = make_contact().name
		mandate = make_mandate(person_name="Ana Zorko", email=ANA)
		other = make_mandate(person_name="Bor Leban", email=ANA)
		for row in (mandate, other):
			row.db_set("contact", None)

		for _time in range(2):
			link_people.execute()
			self.assertEqual((mandate.reload().contact, other.reload().contact), (contact, None))


class TestOffer(HubTestCase):
	def test_people_are_found_by_words_of_name_address_and_organisation(self):
		ngo = make_ngo(ngo_name="Društvo Čebelica")
		make_contact("Žana Čopič", ANA, ngo=ngo.name)

		for text in ("copic", "ČOPIČ žana", "žana cebelica", "ana.zorko@people"):
			with self.subTest(text):
				self.assertEqual(count_offered(text), 1)
		self.assertEqual(count_offered("žana nekdo"), 0)

	def test_who_is_offered_is_told_apart_by_address_and_organisation(self):
		ngo = make_ngo(ngo_name="Društvo Čebelica")
		contact = make_contact("Žana Čopič", ANA, phone="041 111 222", ngo=ngo.name)

		(offered,) = offer_people("Čopič Žana")

		self.assertEqual(
			(offered["contact"], offered["email"], offered["phone"]), (contact.name, ANA, "041 111 222")
		)
		self.assertIn("Društvo Čebelica", offered["description"])
		self.assertEqual(get_person(contact.name)["full_name"], "Žana Čopič")

	def test_a_first_name_alone_offers_nobody(self):
		make_contact()

		self.assertEqual(offer_people("Ana"), [])

	def test_who_may_not_see_contacts_is_offered_nobody(self):
		contact = make_contact().name
		with as_user(make_user(MENTOR, "Hub Mentor")):
			self.assertEqual((offer_people("Ana Zorko"), count_offered("Zorko")), ([], 0))
			with self.assertRaises(frappe.PermissionError):
				get_person(contact)
		with as_user(make_user(OFFICER, "Hub Officer")):
			self.assertEqual(len(offer_people("Ana Zorko")), 1)


class TestEverything(HubTestCase):
	def setUp(self):
		super().setUp()
		self.contact = make_contact("Ana Zorko", ANA, "ana@second.test").name

	def get_groups(self, user=None) -> dict:
		with as_user(user or "Administrator"):
			found = get_everything(self.contact)
		return {group["doctype"]: group["entries"] for group in found["groups"]}

	def test_every_kind_of_record_stands_there(self):
		meeting = make_meeting(participants=[{"person_name": "Ana Zorko", "email": ANA}])
		mandate = make_mandate(person_name="Ana Zorko", email="ana@second.test")
		policy = make_policy(experts=[{"expert_name": "Ana Zorko", "contact": self.contact}])
		election = make_election(candidates=[make_candidate("Ana Zorko", email=ANA)])
		registration = make_registration(make_workshop(), participant_name="Ana Zorko", email=ANA)
		ngo = make_ngo(submitter_name="Ana Zorko", submitter_email=ANA)
		mail = frappe.get_doc(
			{
				"doctype": "Communication",
				"communication_type": "Communication",
				"subject": "Hello",
				"timeline_links": [{"link_doctype": "Contact", "link_name": self.contact}],
			}
		).insert()

		groups = self.get_groups()

		for doc in (meeting, mandate, policy, election, registration, ngo, mail):
			with self.subTest(doc.doctype):
				(entry,) = groups[doc.doctype]
				self.assertEqual((entry["name"], entry["certain"]), (doc.name, True))

	def test_a_colleague_at_the_same_mailbox_is_somebody_else(self):
		make_mandate(person_name="Bor Leban", email=ANA)

		self.assertEqual(self.get_groups(), {})

	def test_where_only_the_name_is_the_same_the_page_says_so(self):
		mandate = make_mandate(person_name="Ana Zorko")
		make_mandate(person_name="Ana Zorko", email="another.ana@people.test")

		(entry,) = self.get_groups()["Body Mandate"]

		self.assertEqual((entry["name"], entry["certain"]), (mandate.name, False))

	def test_a_namesake_with_a_contact_of_their_own_is_not_there(self):
		other = make_contact("Ana Zorko", "another.ana@people.test").name
		make_policy(experts=[{"expert_name": "Ana Zorko", "contact": other}])

		self.assertEqual(self.get_groups(), {})

	def test_only_what_its_reader_may_read_is_there(self):
		make_mandate(person_name="Ana Zorko", email=ANA)
		make_election(candidates=[make_candidate("Ana Zorko", email=ANA)])
		role = (
			frappe.get_doc({"doctype": "Role", "role_name": "Contact Reader", "desk_access": 1}).insert().name
		)
		frappe.permissions.add_permission("Contact", role)
		frappe.permissions.add_permission("Representative Election", role)
		reader = make_user("reader@people.test", role)

		self.assertEqual(self.get_groups(reader), {})
		self.assertEqual(
			set(self.get_groups(make_user(OFFICER, "Hub Officer"))),
			{"Body Mandate", "Representative Election"},
		)

	def test_who_may_not_read_the_contact_gets_nothing(self):
		with as_user(make_user(MENTOR, "Hub Mentor")), self.assertRaises(frappe.PermissionError):
			get_everything(self.contact)


class TestSamePeople(HubTestCase):
	def get_found(self, contact) -> list[tuple[str, str]]:
		return [(row["contact"], row["reason"]) for row in get_same_people(contact.name)]

	def test_a_name_counts_with_something_in_common(self):
		ngo = make_ngo().name
		ana = make_contact("Ana Zorko", ANA, phone="041 111 222", ngo=ngo)
		for reason, other in {
			"email": make_contact("Zorko Ana", ANA),
			"phone": make_contact("Ana Zorko Leban", "x@people.test", phone="041 111 222"),
			"organisation": make_contact("Ana Zorkko", "y@people.test", ngo=ngo),
		}.items():
			with self.subTest(reason):
				self.assertIn((other.name, reason), self.get_found(ana))

	def test_namesakes_and_colleagues_are_others(self):
		ngo = make_ngo().name
		ana = make_contact("Ana Zorko", ANA, phone="041 111 222", ngo=ngo)
		make_contact("Ana Zorko", "namesake@people.test")
		make_contact("Bor Leban", ANA, phone="041 111 222", ngo=ngo)
		make_contact("Bor Zorko", ANA, ngo=ngo)

		self.assertEqual(self.get_found(ana), [])


class TestMerge(HubTestCase):
	def setUp(self):
		super().setUp()
		self.kept = make_contact("Ana Zorko", ANA, phone="041 111 222").name
		self.merged = make_contact("Ana Leban", "ana.leban@people.test", phone="041 333 444").name

	def merge(self):
		merge_records("Contact", self.kept, self.merged)
		return frappe.get_doc("Contact", self.kept)

	def test_everything_follows_and_one_address_stays_the_first(self):
		mandate = make_mandate(person_name="Ana Leban", email="ana.leban@people.test")
		unlinked = make_mandate(person_name="Ana Leban", email="ana.leban@people.test")
		unlinked.db_set("contact", None)

		contact = self.merge()

		self.assertEqual(
			[(row.email_id, row.is_primary) for row in contact.email_ids],
			[(ANA, 1), ("ana.leban@people.test", 0)],
		)
		self.assertEqual(len(contact.phone_nos), 2)
		for doc in (mandate, unlinked):
			self.assertEqual(doc.reload().contact, self.kept)
			self.assertEqual(doc.person_name, "Ana Leban")

	def test_who_was_twice_in_one_meeting_is_there_once(self):
		meeting = make_meeting(
			participants=[
				{"person_name": "Ana Zorko", "email": ANA},
				{"person_name": "Ana Leban", "email": "ana.leban@people.test", "has_vote": 1},
			]
		)

		self.merge()

		(row,) = meeting.reload().participants
		self.assertEqual((row.contact, row.has_vote), (self.kept, 1))

	def make_election_of_both(self, **overrides):
		rows = [
			make_candidate("Ana Zorko", email=ANA),
			make_candidate("Ana Leban", email="ana.leban@people.test"),
		]
		return make_election(candidates=rows, **overrides)

	def test_who_stands_twice_in_a_running_election_is_not_merged_but_told_the_way(self):
		election = self.make_election_of_both(stage="Call Open")

		for act in (preview_merge, merge_records):
			with self.subTest(act.__name__), self.assertRefused("withdraw one of the two candidacies"):
				act("Contact", self.kept, self.merged)
		self.assertTrue(frappe.db.exists("Contact", self.merged))

		election.reload().candidates[1].status = "Withdrawn"
		election.save()
		self.merge()

		self.assertEqual({row.contact for row in election.reload().candidates}, {self.kept})

	def test_an_election_that_is_over_stands_in_nobodys_way(self):
		election = self.make_election_of_both()
		election.db_set("stage", "Decided")

		self.merge()

		self.assertEqual({row.contact for row in election.reload().candidates}, {self.kept})

	def test_the_log_of_the_merge_names_nobody(self):
		self.merge()

		(log,) = frappe.get_all("Record Merge", {"record_type": "Contact"}, pluck="name", order_by="name asc")
		# what undoing needs is nobody's to read, and goes with the person
		text = frappe.as_json({**frappe.get_doc("Record Merge", log).as_dict(), "undo_values": None})
		for word in ("Zorko", "Leban", ANA, "041"):
			self.assertNotIn(word, text)

	def test_what_undoing_needs_goes_with_the_person(self):
		self.merge()
		(log,) = frappe.get_all("Record Merge", {"record_type": "Contact"}, pluck="name", order_by="name asc")
		self.assertIn("Leban", frappe.db.get_value("Record Merge", log, "undo_values"))

		delete_with_the_person("Contact", self.kept)

		self.assertIsNone(frappe.db.get_value("Record Merge", log, "undo_values"))

	def test_only_a_manager_merges_people(self):
		with as_user(make_user(OFFICER, "Hub Officer")), self.assertRaises(frappe.PermissionError):
			self.merge()
		with as_user(make_user("manager@people.test", "Hub Manager")):
			self.merge()
		self.assertFalse(frappe.db.exists("Contact", self.merged))


class TestPersonalData(HubTestCase):
	def test_every_link_to_a_removed_person_is_cut(self):
		contact = make_contact().name
		mandate = make_mandate(person_name="Ana Zorko", email=ANA)
		other = make_mandate(deputy_name="Ana Zorko", deputy_email=ANA)
		self.assertEqual((mandate.contact, other.deputy_contact), (contact, contact))

		forget_contact(contact)

		for doctype in get_linking_doctypes():
			for link in get_links(doctype):
				self.assertFalse(frappe.db.exists(doctype, {link.contact: contact}))

	def test_a_request_reaches_what_leads_to_the_person_under_another_address(self):
		contact = make_contact("Ana Zorko", ANA, "ana@second.test", OFFICE)
		make_contact("Bor Leban", OFFICE)
		row = meet(person_name="Ana Zorko", email="ana@third.test", contact=contact.name)
		self.assertEqual(row.contact, contact.name)

		words = gather_words(ANA)

		self.assertEqual(words.addresses, {ANA, "ana@second.test", "ana@third.test"})

	def test_the_address_of_an_organisation_leads_nowhere(self):
		make_contact("Ana Zorko", ANA, "info@cebelica.test")
		make_ngo(email="info@cebelica.test")

		self.assertEqual(gather_words(ANA).addresses, {ANA})

	def test_of_two_at_one_mailbox_the_one_with_the_given_name_is_meant(self):
		make_contact("Ana Zorko", OFFICE, "ana@second.test")
		make_contact("Bor Leban", OFFICE, "bor@second.test")

		words = gather_words(OFFICE, "Bor Leban")
		self.assertEqual((words.addresses, words.shared), ({"bor@second.test"}, {OFFICE}))
		words = gather_words(OFFICE)
		self.assertEqual((words.addresses, words.shared), (set(), {OFFICE}))

	def test_every_field_for_a_contact_is_declared_as_personal(self):
		links = {(doctype, link.contact) for doctype in get_linking_doctypes() for link in get_links(doctype)}
		filters = {"fieldtype": "Link", "options": "Contact"}
		own = frappe.get_all(
			"DocType", {"module": ("in", frappe.get_module_list("planota_hub"))}, pluck="name"
		)
		fields = frappe.get_all(
			"DocField", {**filters, "parent": ("in", own)}, ["parent", "fieldname"], order_by="parent asc"
		)

		self.assertEqual({(field.parent, field.fieldname) for field in fields} - links, set())
