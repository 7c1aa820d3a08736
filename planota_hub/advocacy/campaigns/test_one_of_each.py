# SPDX-License-Identifier: GPL-3.0-only
"""Each person and each organisation supports a campaign once: whatever they share, are called or become."""

import frappe
from frappe.utils import add_days, now_datetime

from planota_hub.advocacy.campaigns.supporter_intake import support_campaign
from planota_hub.advocacy.campaigns.supporters import MOST_AT_ONE_MAILBOX, SUPPORTER, withdraw
from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign
from planota_hub.advocacy.doctype.campaign_supporter.test_campaign_supporter import make_supporter
from planota_hub.patches import know_who_is_who
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.tests.compat import HubTestCase, as_user

OFFICE = "pisarna@skupna.test"


class OneOfEachTestCase(HubTestCase):
	def setUp(self):
		super().setUp()
		# which mailbox was told lies in the cache, and a campaign of another test had the same name
		frappe.cache.delete_keys("hub_support_known")
		self.campaign = make_campaign(stage="Active", is_public=1).name

	def get_count(self) -> int:
		return frappe.db.get_value("Advocacy Campaign", self.campaign, "supporter_count")


class TestPeopleOfOneMailbox(OneOfEachTestCase):
	def support(self, **overrides) -> dict:
		values = {
			"campaign": self.campaign,
			"supporter_kind": "Person",
			"supporter_name": "Ana Novak",
			"email": OFFICE,
			"consent": 1,
			**overrides,
		}
		with as_user("Guest"):
			return support_campaign(values)

	def confirm_all(self) -> None:
		for name in frappe.get_all(SUPPORTER, {"campaign": self.campaign}, pluck="name"):
			frappe.db.set_value(SUPPORTER, name, {"status": "Confirmed"})

	def get_mails(self) -> list[str]:
		names = frappe.get_all(
			"Email Queue Recipient", {"recipient": OFFICE}, pluck="parent", order_by="creation asc"
		)
		rows = frappe.get_all(
			"Email Queue", {"name": ("in", names or [""])}, ["message"], order_by="creation asc"
		)
		return [row.message.replace("=\n", "") for row in rows]

	def test_colleagues_who_share_a_mailbox_both_count(self):
		for name in ("Ana Novak", "Bor Kos"):
			self.assertEqual(self.support(supporter_name=name), {"outcome": "to_confirm"})
		people = frappe.get_all(
			SUPPORTER, {"campaign": self.campaign}, pluck="supporter_name", order_by="creation asc"
		)
		self.assertEqual(sorted(people), ["Ana Novak", "Bor Kos"])
		mails = self.get_mails()
		self.assertEqual([("somebody else has signed" in mail) for mail in mails], [False, True])
		self.assertTrue("B. K." in mails[1] and "Kos" not in mails[1])

	def test_the_same_person_again_is_told_so_by_mail_and_once_a_day(self):
		self.support()
		self.confirm_all()
		for name in ("Ana Novak", "NOVAK Ana"):
			self.assertEqual(self.support(supporter_name=name), {"outcome": "to_confirm"})
		self.assertEqual(frappe.db.count(SUPPORTER, {"campaign": self.campaign}), 1)
		self.assertEqual(sum("You support the campaign already" in mail for mail in self.get_mails()), 1)

	def test_invented_names_end_at_a_limit_and_the_mailbox_is_told(self):
		frappe.db.set_single_value("Hub Settings", "public_intake_per_email_per_day", 0)
		for number in range(MOST_AT_ONE_MAILBOX + 2):
			answer = self.support(
				supporter_name=f"Oseba {chr(65 + number)}", email=f"pisarna+{number}@skupna.test"
			)
			self.assertEqual(answer, {"outcome": "to_confirm"})
		self.assertEqual(frappe.db.count(SUPPORTER, {"campaign": self.campaign}), MOST_AT_ONE_MAILBOX)

	def test_whoever_withdraws_leaves_no_key_of_the_mailbox(self):
		supporter = make_supporter(campaign=self.campaign, email=OFFICE)
		withdraw(supporter.name)
		supporter.reload()
		self.assertEqual((supporter.email_key, supporter.person_key, supporter.email), (None, None, None))

	def test_a_person_signs_for_themselves_and_for_each_of_their_organisations(self):
		for values in (
			{},
			{"supporter_kind": "Organisation", "organisation": "Društvo Ena"},
			{"supporter_kind": "Organisation", "organisation": "Društvo Dve"},
			{"supporter_kind": "Organisation", "organisation": "DRUSTVO dve"},
		):
			self.assertEqual(self.support(**values), {"outcome": "to_confirm"})
		self.assertEqual(frappe.db.count(SUPPORTER, {"campaign": self.campaign}), 3)

	def test_people_on_paper_share_a_mailbox_too(self):
		for name in ("Ana Novak", "Bor Kos"):
			make_supporter(campaign=self.campaign, supporter_name=name, email=OFFICE)
		self.assertEqual(self.get_count(), 2)
		with self.assertRefused("Kos Bor supports this campaign already", frappe.UniqueValidationError):
			make_supporter(campaign=self.campaign, supporter_name="Kos Bor", email=OFFICE)


class TestOneOrganisation(OneOfEachTestCase):
	def support_as(self, **organisation):
		return make_supporter(
			campaign=self.campaign,
			supporter_kind="Organisation",
			**{"organisation": "Društvo", **organisation},
		)

	def assertSupportsAlready(self, **organisation) -> None:
		with self.assertRefused(
			"This organisation supports the campaign already", frappe.UniqueValidationError
		):
			self.support_as(**organisation)

	def test_it_supports_once_by_record_by_number_and_by_name(self):
		number = make_registration_number()
		ngo = make_ngo(ngo_name="Društvo Podpora Tolmin", registration_number=number)
		self.support_as(ngo=ngo.name)
		for way in (
			{"ngo": ngo.name},
			{"registration_number": number},
			{"registration_number": f"{number}000"},
			{"organisation": "DRUSTVO PODPORA Tolmin"},
		):
			with self.subTest(way):
				self.assertSupportsAlready(**way)
		self.assertEqual(self.get_count(), 1)

	def test_a_number_that_it_gets_later_changes_nothing(self):
		ngo, number = make_ngo(ngo_name="Društvo Pozna Številka"), make_registration_number()
		self.support_as(ngo=ngo.name)
		ngo.registration_number = number
		ngo.save()
		self.assertSupportsAlready(registration_number=number)

	def test_it_enters_the_register_later(self):
		number = make_registration_number()
		first = self.support_as(registration_number=number, organisation="Društvo Prej")
		ngo = make_ngo(ngo_name="Društvo Potem", registration_number=number)
		self.assertEqual(first.reload().organisation_key, f"{self.campaign}:{ngo.name}")
		self.assertSupportsAlready(ngo=ngo.name)
		self.assertSupportsAlready(organisation="Društvo Potem")

	def test_it_supports_by_name_and_enters_the_register_later(self):
		self.support_as(organisation="Društvo Samo Ime")
		self.assertSupportsAlready(organisation="društvo samo ime")
		self.assertSupportsAlready(organisation="Društvo Samo Ime", municipality="Brda")
		# another one of this name can say which it is
		self.support_as(organisation="Društvo Samo Ime", registration_number=make_registration_number())
		ngo = make_ngo(ngo_name="Društvo Samo Ime")
		self.assertSupportsAlready(ngo=ngo.name)

	def test_it_is_renamed(self):
		ngo = make_ngo(ngo_name="Društvo Staro Ime", stage="Verified")
		self.support_as(organisation="Društvo Staro Ime")
		ngo.ngo_name = "Društvo Novo Ime"
		ngo.save()
		for name in ("Društvo Staro Ime", "Društvo Novo Ime"):
			self.assertSupportsAlready(organisation=name)

	def test_the_one_into_which_it_was_merged_does_not_support_again(self):
		for numbers in ((False, False), (True, False), (False, True), (True, True)):
			self.campaign = make_campaign(stage="Active", is_public=1).name
			kept, merged = (
				make_ngo(registration_number=make_registration_number() if has_number else None)
				for has_number in numbers
			)
			name, number = merged.ngo_name, merged.registration_number
			with self.subTest(numbers):
				self.support_as(ngo=merged.name)
				merge_ngos(kept.name, merged.name)
				self.assertSupportsAlready(ngo=kept.name)
				self.assertSupportsAlready(organisation=name)
				if number:
					self.assertSupportsAlready(registration_number=number)
				self.assertEqual(self.get_count(), 1)

	def test_two_that_were_merged_count_once_however_they_supported(self):
		kept, merged = (make_ngo(registration_number=make_registration_number()) for _number in range(2))
		for way in ({"ngo": kept.name}, {"registration_number": merged.registration_number}):
			self.support_as(**way)
		self.assertEqual(self.get_count(), 2)
		merge_ngos(kept.name, merged.name)
		self.assertEqual(self.get_count(), 1)
		self.assertEqual(frappe.db.count(SUPPORTER, {"campaign": self.campaign}), 1)

	def test_of_two_that_turn_out_to_be_one_the_first_stays(self):
		number = make_registration_number()
		ngo = make_ngo(ngo_name="Društvo Dvakrat")
		first = self.support_as(registration_number=number)
		first.db_set("confirmed_on", add_days(now_datetime(), -3))
		second = self.support_as(ngo=ngo.name)
		ngo.registration_number = number
		ngo.save()
		self.assertEqual((self.get_count(), frappe.db.exists(SUPPORTER, second.name)), (1, None))
		self.assertEqual(first.reload().organisation_key, f"{self.campaign}:{ngo.name}")

	def test_namesakes_of_two_places_both_support(self):
		make_ngo(ngo_name="Turistično društvo Enako")
		make_ngo(ngo_name="Turistično društvo Enako", municipality="Brda")
		for place in ("Tolmin", "Brda"):
			self.support_as(organisation="Turistično društvo Enako", municipality=place)
		self.assertEqual(self.get_count(), 2)

	def test_another_number_sets_the_former_free(self):
		wrong, right = make_registration_number(), make_registration_number()
		ngo = make_ngo(ngo_name="Društvo Popravljeno", registration_number=wrong)
		self.support_as(registration_number=wrong, organisation="Neko društvo")
		ngo.registration_number = right
		ngo.save()
		self.support_as(ngo=ngo.name)
		self.assertEqual(self.get_count(), 2)


class TestPatch(OneOfEachTestCase):
	def test_keys_made_of_addresses_and_numbers_become_those_of_people_and_records(self):
		number = make_registration_number()
		ngo = make_ngo(registration_number=number)
		person = make_supporter(campaign=self.campaign, email=OFFICE)
		organisation = make_supporter(campaign=self.campaign, supporter_kind="Organisation", ngo=ngo.name)
		keys = [doc.as_dict() for doc in (person, organisation)]
		person.db_set({"person_key": f"{self.campaign}:{OFFICE}", "email_key": None})
		organisation.db_set("organisation_key", f"{self.campaign}:{number}")

		for _time in range(2):
			know_who_is_who.execute()
			for doc, before in zip((person, organisation), keys, strict=True):
				doc.reload()
				for fieldname in ("person_key", "email_key", "organisation_key"):
					self.assertEqual(doc.get(fieldname), before[fieldname])
		self.assertEqual(self.get_count(), 2)

	def test_what_supported_twice_before_supports_once_after(self):
		number = make_registration_number()
		ngo = make_ngo()
		first = make_supporter(campaign=self.campaign, supporter_kind="Organisation", ngo=ngo.name)
		frappe.db.set_value("NGO", ngo.name, "registration_number", number)
		second = make_supporter(campaign=self.campaign, supporter_kind="Organisation", organisation="X")
		second.db_set({"registration_number": number, "organisation_key": f"{self.campaign}:{number}"})
		first.db_set("confirmed_on", add_days(now_datetime(), -1))

		know_who_is_who.execute()

		self.assertEqual(self.get_count(), 1)
		self.assertEqual(frappe.db.exists(SUPPORTER, second.name), None)
