# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.utils import add_days, today

from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.planota_hub.briefings.audience import find_audience
from planota_hub.planota_hub.briefings.people import is_in_role
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase


def make_contact(stakeholder, email: str, designation: str | None = None, **overrides):
	"""Create a contact of a stakeholder."""
	values = {
		"doctype": "Contact",
		"first_name": email.split("@")[0],
		"designation": designation,
		"email_ids": [{"email_id": email, "is_primary": 1}],
		"links": [{"link_doctype": "Stakeholder", "link_name": stakeholder.name}],
		**overrides,
	}
	return frappe.get_doc(values).insert()


def make_informed_ngo(**overrides):
	"""Create a verified NGO in Brda that agreed to information by e-mail."""
	values = {"stage": "Verified", "municipality": "Brda", "consent_news": 1, "email": "info@brda.test"}
	return make_ngo(**{**values, **overrides})


class TestChosen(HubTestCase):
	def choose(self, *records, **more) -> list[dict]:
		return [
			{"recipient_type": "Those Chosen", "chosen_type": doctype, "chosen": name, **more}
			for doctype, name in records
		]

	def test_chosen_ngos_get_it_only_if_they_agreed_and_each_is_named(self):
		agreed, silent = make_informed_ngo(email="yes@chosen.test"), make_informed_ngo(consent_news=0)
		town = make_stakeholder(email="town@chosen.test")
		make_informed_ngo(email="other@chosen.test")

		audience = find_audience(
			self.choose(("NGO", agreed.name), ("NGO", silent.name), ("Stakeholder", town.name))
		)

		emails = [addressee.email for addressee in audience.addressees]
		self.assertEqual(emails, ["yes@chosen.test", "town@chosen.test"])
		self.assertEqual([one.recipient for one, _reason in audience.left_out], [silent.name])

	def test_a_network_means_its_members_of_today(self):
		members = [make_informed_ngo(email=f"{side}@chosen.test") for side in ("now", "before")]
		rows = [make_member(members[0]), {**make_member(members[1]), "to_date": add_days(today(), -1)}]
		network = make_network(members=rows)

		audience = find_audience(self.choose(("Local Network", network.name)))

		self.assertEqual([addressee.email for addressee in audience.addressees], ["now@chosen.test"])

	def test_however_many_are_chosen_it_takes_as_many_queries(self):
		def count(number: int) -> int:
			ngos = [make_informed_ngo().name for _one in range(number)]
			rows = self.choose(*(("NGO", name) for name in ngos))
			with patch.object(frappe.db, "sql", wraps=frappe.db.sql) as sql:
				self.assertEqual(len(find_audience(rows).addressees), number)
			return sql.call_count

		count(1)
		self.assertEqual(count(2), count(8))

	def test_a_row_of_chosen_ones_says_whom(self):
		rows = [{"recipient_type": "Those Chosen", "chosen_type": "NGO"}]
		with self.assertRefused("please choose whom this row is for", frappe.MandatoryError):
			frappe.get_doc(
				{
					"doctype": "Stakeholder Briefing",
					"briefing_title": "Vabilo",
					"message": "Pozdravljeni",
					"audience": rows,
				}
			).insert()

	def test_every_group_that_can_be_chosen_has_members(self):
		kinds = {
			option for option in frappe.get_meta("Briefing Audience").get_options("chosen_type").split("\n")
		}
		self.assertLessEqual(kinds - {"", "NGO", "Stakeholder"}, set(frappe.get_hooks("hub_meeting_members")))


class TestAudience(HubTestCase):
	"""The tests ask for Brda, where no other test puts anybody."""

	def get_emails(self, *rows, municipality="Brda") -> list[str]:
		rows = [{"municipality": municipality, **row} for row in rows]
		return [addressee.email for addressee in find_audience(rows).addressees]

	def get_reasons(self, *rows) -> dict[str, int]:
		return find_audience([{"municipality": "Brda", **row} for row in rows]).count_reasons()

	def test_type_and_municipality_decide_together(self):
		for kind, place, email in (
			("Municipality", "Brda", "town@brda.test"),
			("Chamber", "Brda", "chamber@brda.test"),
			("Municipality", "Tolmin", "town@tolmin.test"),
		):
			make_stakeholder(stakeholder_type=kind, municipality=place, email=email)

		self.assertEqual(self.get_emails({"recipient_type": "Municipality"}), ["town@brda.test"])
		self.assertEqual(
			sorted(self.get_emails({"recipient_type": "All Stakeholders"})),
			["chamber@brda.test", "town@brda.test"],
		)

	def test_rows_add_up_and_an_address_gets_it_once_for_each_organisation(self):
		make_stakeholder(stakeholder_type="Chamber", municipality="Brda", email="One@Brda.test")
		make_stakeholder(stakeholder_type="Media", municipality="Brda", email="one@brda.test")

		rows = [{"recipient_type": kind} for kind in ("Chamber", "Media", "All Stakeholders")]

		self.assertEqual(self.get_emails(*rows), ["one@brda.test", "one@brda.test"])
		messages = find_audience([{"municipality": "Brda", **row} for row in rows]).get_messages()
		self.assertEqual([message.email for message in messages], ["one@brda.test"])

	def test_disabled_stakeholders_and_unverified_ngos_get_nothing(self):
		make_stakeholder(stakeholder_type="Chamber", municipality="Brda", email="a@brda.test", disabled=1)
		make_informed_ngo(stage="Submitted")

		self.assertEqual(
			self.get_emails({"recipient_type": "All Stakeholders"}, {"recipient_type": "NGO"}), []
		)

	def test_field_of_work_of_ngos(self):
		youth = [{"field_of_work": "Culture and Arts"}, {"field_of_work": "Youth"}]
		make_informed_ngo(fields_of_work=youth, email="youth@brda.test")
		make_informed_ngo(fields_of_work=[{"field_of_work": "Health"}], email="health@brda.test")

		self.assertEqual(
			self.get_emails({"recipient_type": "NGO", "field_of_work": "Youth"}), ["youth@brda.test"]
		)

	def test_an_ngo_without_consent_is_left_out_with_the_reason(self):
		make_informed_ngo(consent_news=0)

		self.assertEqual(self.get_emails({"recipient_type": "NGO"}), [])
		self.assertEqual(self.get_reasons({"recipient_type": "NGO"}), {"No Consent to Information": 1})

	def test_roles_are_the_representatives_in_office(self):
		today = frappe.utils.today()
		make_informed_ngo(
			representatives=[
				{"full_name": "Ana", "function": "President", "email": "ana@brda.test"},
				{"full_name": "Bor", "function": "Treasurer", "email": "bor@brda.test"},
				{
					"full_name": "Cene",
					"function": "President",
					"email": "cene@brda.test",
					"from_date": "2019-01-01",
					"to_date": frappe.utils.add_days(today, -1),
				},
			]
		)
		roles = {
			None: ["info@brda.test"],
			"President": ["ana@brda.test"],
			"Anybody Named": ["ana@brda.test", "bor@brda.test"],
			"Director": [],
		}
		for role, emails in roles.items():
			with self.subTest(role):
				self.assertEqual(self.get_emails({"recipient_type": "NGO", "role": role}), emails)

	def test_without_an_own_address_the_contact_person_gets_it(self):
		make_informed_ngo(
			email=None,
			representatives=[
				{"full_name": "Ana", "function": "President", "email": "ana@brda.test"},
				{"full_name": "Bor", "function": "Contact Person", "email": "bor@brda.test"},
			],
		)

		self.assertEqual(self.get_emails({"recipient_type": "NGO"}), ["bor@brda.test"])

	def test_nobody_to_write_to_is_left_out_with_the_reason(self):
		make_stakeholder(stakeholder_type="Chamber", municipality="Brda")

		self.assertEqual(self.get_reasons({"recipient_type": "Chamber"}), {"No E-mail Address": 1})

	def test_contacts_of_stakeholders_by_their_designation(self):
		town = make_stakeholder(stakeholder_type="Municipality", municipality="Brda", email="town@brda.test")
		make_contact(town, "mayor@brda.test", "Mayor of Brda")
		make_contact(town, "clerk@brda.test", "Clerk")

		self.assertEqual(
			self.get_emails({"recipient_type": "Municipality", "role": "Mayor"}), ["mayor@brda.test"]
		)
		self.assertEqual(
			self.get_emails({"recipient_type": "Municipality", "role": "Anybody Named"}),
			["clerk@brda.test", "mayor@brda.test"],
		)

	def test_a_designation_is_a_role_by_its_beginning(self):
		self.assertTrue(is_in_role("Deputy mayor", "Mayor"))
		self.assertTrue(is_in_role("Contact Person", "Contact Person"))
		self.assertFalse(is_in_role("Clerk", "Mayor"))
		self.assertFalse(is_in_role(None, "Mayor"))

	def test_whoever_unsubscribed_is_left_out_whichever_way(self):
		for name in ("opt-out", "global", "contact", "stays"):
			make_stakeholder(stakeholder_type="Media", municipality="Brda", email=f"{name}@brda.test")
		frappe.get_doc({"doctype": "Briefing Opt-Out", "email": "Opt-Out@brda.test"}).insert()
		frappe.get_doc(
			{"doctype": "Email Unsubscribe", "email": "global@brda.test", "global_unsubscribe": 1}
		).insert()
		make_contact(make_stakeholder(), "contact@brda.test", unsubscribed=1)

		self.assertEqual(self.get_emails({"recipient_type": "Media"}), ["stays@brda.test"])
		self.assertEqual(self.get_reasons({"recipient_type": "Media"}), {"Unsubscribed": 3})
