# SPDX-License-Identifier: GPL-3.0-only
import random

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_months, get_datetime, getdate, today
from stdnum.si import ddv, maticna

from planota_hub.patches import prove_each_consent
from planota_hub.personal_data.retention import remove_expired
from planota_hub.planota_hub.doctype.consent_text.test_consent_text import make_consent_text
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.register.places import point
from planota_hub.public_forms.consent import NEWS, REGISTER
from planota_hub.rules.search_index import fill_search_index
from planota_hub.tests.compat import HubTestCase, as_user, make_user

OFFICER = "officer@hub.test"


def make_ngo(**overrides):
	"""Create an NGO seated in Tolmin, valid under every rule, with any field overridden.

	`stage` other than Submitted is reached by the steps of the workflow; at Listed it is from the business register.
	"""
	stage = overrides.pop("stage", "Submitted")
	ngo = frappe.get_doc(
		{
			"doctype": "NGO",
			"ngo_name": f"Društvo {frappe.generate_hash(length=12)}",
			"legal_form": "Association",
			"municipality": "Tolmin",
			**overrides,
		}
	)
	ngo.flags.from_register = stage == "Listed"
	ngo.insert()
	steps = {"Verified": ["Verify"], "Inactive": ["Verify", "Deactivate"], "Rejected": ["Reject"]}
	for action in steps.get(stage, []):
		ngo = take_step(ngo, action)
	return ngo


def take_step(ngo, action):
	"""Take a step of the workflow; a reason is given where one is needed."""
	if action == "Reject" and not ngo.rejection_reason:
		ngo.rejection_reason = "Not an NGO"
		ngo.save()
	apply_workflow(ngo, action)
	return frappe.get_doc("NGO", ngo.name)


def make_registration_number() -> str:
	"""Return a valid registration number that no NGO has yet."""
	while True:
		digits = f"{random.randrange(100_000, 1_000_000)}"
		number = digits + maticna.calc_check_digit(digits)
		if maticna.is_valid(number) and not frappe.db.exists("NGO", {"registration_number": number}):
			return number


def make_tax_number() -> str:
	"""Return a valid tax number that no NGO has yet."""
	while True:
		digits = f"{random.randrange(1_000_000, 10_000_000)}"
		number = digits + ddv.calc_check_digit(digits)
		if ddv.is_valid(number) and not frappe.db.exists("NGO", {"tax_number": number}):
			return number


def wrong_check_digit(number: str) -> str:
	return number[:-1] + str((int(number[-1]) + 1) % 10)


class TestNGONumbers(HubTestCase):
	def test_numbers_are_stored_in_their_shortest_form(self):
		registration_number, tax_number = make_registration_number(), make_tax_number()

		ngo = make_ngo(
			registration_number=f"{registration_number[:4]} {registration_number[4:]}000",
			tax_number=f"SI {tax_number}",
		)

		self.assertEqual((ngo.registration_number, ngo.tax_number), (registration_number, tax_number))

	def test_wrong_check_digit_is_refused_by_the_name_of_the_field(self):
		with self.assertRefused("Registration Number"):
			make_ngo(registration_number=wrong_check_digit(make_registration_number()))
		with self.assertRefused("Tax Number"):
			make_ngo(tax_number=wrong_check_digit(make_tax_number()))

	def test_letters_and_odd_lengths_are_refused(self):
		for wrong in ("abcdefg", "12", "123456789012"):
			with self.subTest(wrong), self.assertRefused("is not a number of the business register"):
				make_ngo(registration_number=wrong)

	def test_known_number_is_refused_and_staff_are_led_to_its_owner(self):
		number = make_registration_number()
		known = make_ngo(registration_number=number)

		with self.assertRefused(known.name, frappe.UniqueValidationError):
			make_ngo(registration_number=number)

	def test_a_guest_learns_nothing_about_the_owner_of_a_known_number(self):
		number = make_registration_number()
		known = make_ngo(registration_number=number)

		with as_user("Guest"), self.assertRaises(frappe.UniqueValidationError) as caught:
			new_ngo(registration_number=number).insert(ignore_permissions=True)

		self.assertIn("already in the register", str(caught.exception))
		self.assertNotIn(known.ngo_name, str(caught.exception))
		self.assertNotIn(known.name, str(caught.exception))

	def test_two_people_saving_the_same_number_at_once_get_the_same_message(self):
		number = make_registration_number()
		make_ngo(registration_number=number)
		late = new_ngo(registration_number=number)
		late.flags.ignore_validate = True

		with self.assertRefused("Registration Number: " + number, frappe.UniqueValidationError):
			late.insert()

	def test_ngos_without_numbers_do_not_get_in_each_others_way(self):
		self.assertNotEqual(make_ngo(registration_number="").name, make_ngo(registration_number="").name)


def new_ngo(**values):
	return frappe.get_doc(
		{
			"doctype": "NGO",
			"ngo_name": f"Društvo {frappe.generate_hash(length=12)}",
			"legal_form": "Association",
			"municipality": "Tolmin",
			**values,
		}
	)


class TestNGOPlaces(HubTestCase):
	def test_unit_and_region_follow_from_the_municipality_whatever_was_sent(self):
		ngo = make_ngo(municipality="Vipava", administrative_unit="Tolmin", statistical_region=None)

		self.assertEqual((ngo.administrative_unit, ngo.statistical_region), ("Ajdovščina", "Goriška"))

	def test_municipality_that_does_not_exist_is_refused_by_name(self):
		with self.assertRefused("Municipality: Atlantida", frappe.LinkValidationError):
			make_ngo(municipality="Atlantida")

	def test_location_starts_at_the_municipality_and_moves_with_it(self):
		ngo = make_ngo(municipality="Tolmin")
		tolmin, bovec = (
			frappe.db.get_value("Municipality", name, "location") for name in ("Tolmin", "Bovec")
		)

		self.assertEqual(ngo.location, tolmin)
		ngo.municipality = "Bovec"
		ngo.save()
		self.assertEqual(ngo.location, bovec)

	def test_location_that_somebody_set_stays_when_the_municipality_changes(self):
		seat = point(46.19, 13.72)
		ngo = make_ngo(municipality="Tolmin", location=seat)

		ngo.municipality = "Bovec"
		ngo.save()

		self.assertEqual(ngo.location, seat)


class TestNGOText(HubTestCase):
	def test_markup_is_refused_by_the_name_of_the_field(self):
		for fieldname, label in (
			("ngo_name", "Name"),
			("description", "Description"),
			("seat_street", "Street"),
		):
			with self.subTest(fieldname), self.assertRefused(label):
				make_ngo(**{fieldname: "Pesem <script>alert(1)</script>"})

	def test_markup_in_a_row_is_refused_with_table_and_row(self):
		with self.assertRefused("Representatives, row 1, Full Name"):
			make_ngo(representatives=[{"full_name": "<img src=x onerror=alert(1)>"}])

	def test_a_text_may_begin_as_people_like(self):
		for text in ("=1+1", "+386 5 123 45 67", "- prva točka", "@mladi", "-2+3"):
			with self.subTest(text):
				ngo = make_ngo(ngo_name=text, description=text).reload()
				self.assertEqual((ngo.ngo_name, ngo.description), (text, text))

	def test_ordinary_text_is_kept(self):
		for text in ("Za 3 < 5 ljudi & > 2", "- prva točka\n- druga točka", "Šport – za vse!", "a@b = c"):
			with self.subTest(text):
				self.assertEqual(frappe.get_doc("NGO", make_ngo(description=text).name).description, text)

	def test_ten_megabytes_get_one_short_message(self):
		with self.assertRaises(frappe.ValidationError) as caught:
			make_ngo(description="a" * 10_000_000)

		self.assertIn("Description: the text has 10000000 characters", str(caught.exception))
		self.assertLess(len(str(caught.exception)), 200)

	def test_name_longer_than_the_field_is_refused(self):
		with self.assertRefused("Name: the text has 141 characters, at most 140"):
			make_ngo(ngo_name="a" * 141)

	def test_invisible_characters_go_and_accents_have_one_spelling(self):
		ngo = make_ngo(ngo_name=" Drus\u030ctvo\u200b \x00 S\u030cmihel \u202e")

		self.assertEqual(ngo.ngo_name, "Društvo Šmihel")


class TestNGOContactData(HubTestCase):
	def test_contact_data_are_normalised(self):
		ngo = make_ngo(email=" INFO@Example.ORG", phone="(05) 307-40-40", website="www.example.org/o-nas")

		self.assertEqual(
			(ngo.email, ngo.phone, ngo.website),
			("info@example.org", "05 307 40 40", "https://www.example.org/o-nas"),
		)

	def test_malformed_contact_data_are_refused_by_the_name_of_the_field(self):
		wrong = {
			"email": ("info", "info@", "a@b.si, c@d.si", "Ana <ana@example.org>"),
			"phone": ("12", "pet", "+386 5 abc", "1" * 20, "05 307 40 40 x"),
			"website": (
				"example",
				"javascript:alert(1)",
				"ftp://example.org",
				"https://user@example.org",
				"a b.si",
			),
		}
		for fieldname, values in wrong.items():
			label = frappe.get_meta("NGO").get_label(fieldname)
			for value in values:
				with self.subTest(value), self.assertRefused(f"{label}: "):
					make_ngo(**{fieldname: value})

	def test_what_was_typed_is_shown_without_its_markup(self):
		with self.assertRaises(frappe.ValidationError) as caught:
			make_ngo(email="x\"'onload=alert(1)@example.org")

		self.assertNotIn("\"'onload", str(caught.exception))


class TestNGOFigures(HubTestCase):
	def test_main_field_is_the_first_one(self):
		ngo = make_ngo(fields_of_work=[{"field_of_work": "Youth"}, {"field_of_work": "Health"}])

		self.assertEqual(ngo.primary_field_of_work, "Youth")
		ngo.fields_of_work = []
		ngo.save()
		self.assertIsNone(ngo.primary_field_of_work)

	def test_year_twice_in_the_future_or_long_ago_is_refused(self):
		next_year = getdate(today()).year + 1
		for rows, message in (
			([{"year": 2020}, {"year": 2020}], "Yearly Figures, row 2, Year"),
			([{"year": next_year}], f"expected is a year from 1900 to {next_year - 1}"),
			([{"year": 20}], "Yearly Figures, row 1, Year"),
		):
			with self.subTest(message), self.assertRefused(message):
				make_ngo(yearly_figures=rows)

	def test_negative_amount_is_refused_with_row_and_field(self):
		with self.assertRefused("Yearly Figures, row 1, Total Income: the value must not be negative"):
			make_ngo(yearly_figures=[{"year": 2020, "income": -5}])

	def test_negative_number_of_members_is_refused(self):
		with self.assertRefused("Members", frappe.NonNegativeError):
			make_ngo(members_count=-1)

	def test_ngo_founded_tomorrow_is_refused(self):
		with self.assertRefused("Founded On"):
			make_ngo(founded_on=add_days(today(), 1))

	def test_only_a_ministry_grants_public_interest(self):
		company = frappe.get_doc(
			{"doctype": "Stakeholder", "stakeholder_name": "Podjetje", "stakeholder_type": "Company"}
		).insert()

		with self.assertRefused("Ministry: expected is a stakeholder of the type Ministry"):
			make_ngo(public_interest_statuses=[{"ministry": company.name}])

	def test_without_a_status_that_holds_nothing_says_that_one_does(self):
		ngo = make_ngo(has_public_interest_status=1, public_interest_statuses=[{"withdrawn_on": today()}])

		self.assertEqual((ngo.has_public_interest_status, ngo.public_interest_ends_on), (0, None))


class TestNGOVerification(HubTestCase):
	def test_verification_is_stamped(self):
		officer = make_user(OFFICER, "Hub Officer")
		ngo = make_ngo()

		with as_user(officer):
			apply_workflow(ngo, "Verify")

		ngo.reload()
		self.assertEqual((ngo.stage, ngo.verified_by), ("Verified", officer))
		self.assertEqual(getdate(ngo.verified_on), getdate(today()))
		self.assertEqual(getdate(ngo.stage_changed_on), getdate(today()))

	def test_rejection_needs_a_reason(self):
		ngo = make_ngo()

		with self.assertRefused("Reason for Rejection", frappe.MandatoryError):
			apply_workflow(ngo, "Reject")
		self.assertEqual(frappe.db.get_value("NGO", ngo.name, "stage"), "Submitted")

	def test_every_step_of_the_workflow(self):
		ngo = make_ngo(stage="Rejected")
		for action, stage in (
			("Reopen", "Submitted"),
			("Verify", "Verified"),
			("Deactivate", "Inactive"),
			("Reactivate", "Verified"),
		):
			ngo = take_step(ngo, action)
			self.assertEqual(ngo.stage, stage)

	def test_a_stage_that_is_no_step_of_the_workflow_is_refused(self):
		officer = make_user(OFFICER, "Hub Officer")
		ngo = make_ngo()

		with as_user(officer), self.assertRefused("Workflow State transition not allowed"):
			ngo.stage = "Inactive"
			ngo.save()

	def test_a_stage_written_directly_as_by_a_kanban_board_is_the_step_that_it_means(self):
		officer, auditor = make_user(OFFICER, "Hub Officer"), make_user("auditor@hub.test", "Hub Auditor")
		verified, rejected = make_ngo(), make_ngo()

		with as_user(officer):
			frappe.client.set_value("NGO", verified.name, "stage", "Verified")
			with self.assertRefused("Reason for Rejection", frappe.MandatoryError):
				frappe.client.set_value("NGO", rejected.name, "stage", "Rejected")
		with as_user(auditor), self.assertRaises(frappe.PermissionError):
			frappe.client.set_value("NGO", rejected.name, "stage", "Verified")

		self.assertEqual(frappe.db.get_value("NGO", verified.name, "verified_by"), officer)
		self.assertEqual(frappe.db.get_value("NGO", rejected.name, "stage"), "Submitted")

	def test_a_new_ngo_cannot_begin_verified(self):
		with self.assertRefused("Stage: a new NGO begins as Submitted"):
			new_ngo(stage="Verified").insert()

	def test_stamps_that_a_client_sends_are_ignored(self):
		ngo = make_ngo(verified_by="Administrator", tracking_code="MINE", source="Import", name_key="x")

		self.assertIsNone(ngo.verified_by)
		self.assertIsNone(ngo.tracking_code)
		self.assertEqual(ngo.source, "Desk")
		ngo.source, ngo.owner, ngo.consent_given_by = "Import", "Guest", "Somebody"
		ngo.save()
		ngo.reload()
		self.assertEqual((ngo.source, ngo.owner, ngo.consent_given_by), ("Desk", "Administrator", None))

	def test_a_copy_begins_anew(self):
		ngo = make_ngo(stage="Verified", registration_number=make_registration_number())

		copy = frappe.copy_doc(ngo, ignore_no_copy=False).insert()

		self.assertEqual((copy.stage, copy.verified_on, copy.registration_number), ("Submitted", None, None))

	def test_web_form_gives_a_tracking_code_that_differs_each_time(self):
		frappe.flags.in_web_form = True
		self.addCleanup(frappe.flags.pop, "in_web_form", None)

		codes = {make_ngo().tracking_code for _number in range(3)}

		self.assertEqual(len(codes), 3)
		self.assertTrue(all(len(code) == 10 for code in codes))


class TestNGOConsent(HubTestCase):
	def test_consent_is_stamped_with_time_text_and_person(self):
		text = make_consent_text(REGISTER)

		ngo = make_ngo(consent_register=1)

		self.assertTrue(ngo.consent_given_on)
		self.assertEqual((ngo.consent_text_version, ngo.consent_given_by), (text.name, "Administrator"))

	def test_the_stamp_stays_while_nothing_new_is_agreed_to(self):
		ngo = make_ngo(consent_register=1)
		given_on = ngo.consent_given_on
		text = make_consent_text(REGISTER)

		ngo.short_name = "Kratko"
		ngo.save()

		self.assertEqual(get_datetime(ngo.consent_given_on), get_datetime(given_on))
		self.assertNotEqual(ngo.consent_text_version, text.name)

	def test_withdrawn_consent_leaves_no_stamp(self):
		ngo = make_ngo(consent_register=1)

		ngo.consent_register = 0
		ngo.save()

		self.assertEqual((ngo.consent_given_on, ngo.consent_given_by), (None, None))

	def test_a_second_consent_leaves_the_proof_of_the_first_alone(self):
		ngo = make_ngo(consent_register=1)
		given_on = "2020-01-01 10:00:00"
		ngo.db_set({"consent_given_on": given_on, "consent_text_version": "1"})
		text = make_consent_text(NEWS)

		ngo.consent_news = 1
		ngo.save()

		ngo.reload()
		self.assertEqual((str(ngo.consent_given_on), ngo.consent_text_version), (given_on, "1"))
		self.assertEqual(ngo.news_consent_text_version, text.name)
		self.assertGreater(ngo.news_consent_given_on, ngo.consent_given_on)

	def test_one_proof_for_both_consents_becomes_one_for_each(self):
		both, news, declined = make_ngo(), make_ngo(), make_ngo()
		proof = {"consent_given_on": "2020-01-01 10:00:00", "consent_text_version": "1"}
		withdrawn = {"consent_withdrawn_on": "2021-01-01 10:00:00"}
		both.db_set({**proof, "consent_register": 1, "consent_news": 1})
		news.db_set({**proof, "consent_news": 1})
		declined.db_set({**proof, **withdrawn, "consent_register": 1})

		for _time in range(2):
			prove_each_consent.execute()

		for ngo in (both, news, declined):
			ngo.reload()
		self.assertEqual((both.consent_text_version, both.news_consent_text_version), ("1", "1"))
		self.assertEqual((news.consent_given_on, news.news_consent_text_version), (None, "1"))
		self.assertEqual((declined.consent_withdrawn_on, declined.news_consent_given_on), (None, None))
		self.assertTrue(declined.consent_given_on and declined.news_consent_withdrawn_on)

	def test_a_guest_consents_in_the_name_that_was_given(self):
		with as_user("Guest"):
			ngo = new_ngo(consent_register=1, submitter_name="Ana Novak").insert(ignore_permissions=True)

		self.assertEqual(ngo.consent_given_by, "Ana Novak")


class TestNGORetention(HubTestCase):
	def test_personal_data_go_when_the_period_is_over_and_not_before(self):
		change_settings(retention_months=12)
		old, young, active = (
			make_ngo(
				stage=stage,
				submitter_email="ana@example.org",
				representatives=[{"full_name": "Ana Novak", "email": f"ana@{stage}.org"}],
			)
			for stage in ("Inactive", "Rejected", "Verified")
		)
		self.assertTrue(frappe.db.exists("Contact", {"email_id": "ana@inactive.org"}))
		for ngo in (old, active):
			ngo.db_set("stage_changed_on", add_months(today(), -13))

		remove_expired()
		remove_expired()

		for ngo in (old, young, active):
			ngo.reload()
		self.assertEqual((old.representatives, old.submitter_email), ([], None))
		self.assertEqual(getdate(old.anonymised_on), getdate(today()))
		self.assertFalse(frappe.db.exists("Contact", {"email_id": "ana@inactive.org"}))
		for kept in (young, active):
			self.assertEqual(kept.representatives[0].full_name, "Ana Novak")
			self.assertIsNone(kept.anonymised_on)

	def test_one_run_removes_contacts_too_and_none_of_it_fails(self):
		change_settings(retention_months=12)
		ana = {"full_name": "Ana Enkratna", "email": "ana@once.org"}
		ngo = make_ngo(stage="Inactive", representatives=[ana])
		ngo.db_set("stage_changed_on", add_months(today(), -13))
		errors = frappe.db.count("Error Log")

		remove_expired()
		fill_search_index()

		self.assertEqual(frappe.db.count("Error Log"), errors)
		self.assertFalse(frappe.db.exists("Comment", {"subject": ("like", "%Ana Enkratna%")}))
		indexed = frappe.db.sql("SELECT name FROM `__global_search` WHERE name LIKE %s", ("Ana Enkratna%",))
		self.assertEqual(list(indexed), [])
		self.assertFalse(frappe.db.exists("Contact", {"email_id": "ana@once.org"}))
		self.assertFalse(frappe.db.exists("Deleted Document", {"data": ("like", "%ana@once.org%")}))

	def test_a_contact_of_two_organisations_stays_with_the_other(self):
		change_settings(retention_months=12)
		ngo, other = (
			make_ngo(stage=stage, representatives=[{"full_name": "Ana Novak", "email": "ana@both.org"}])
			for stage in ("Inactive", "Verified")
		)
		contact = other.reload().representatives[0].contact
		links = {"parenttype": "Contact", "parent": contact, "link_doctype": "NGO"}
		self.assertEqual(frappe.db.count("Dynamic Link", links), 2)
		ngo.db_set("stage_changed_on", add_months(today(), -13))

		remove_expired()

		linked = frappe.get_all("Dynamic Link", links, pluck="link_name", order_by="link_name asc")
		self.assertEqual(linked, [other.name])
		self.assertEqual(other.reload().representatives[0].contact, contact)

	def test_period_of_zero_keeps_everything(self):
		change_settings(retention_months=0)
		ngo = make_ngo(stage="Rejected", submitter_name="Ana")
		ngo.db_set("stage_changed_on", add_months(today(), -500))

		remove_expired()

		ngo.reload()
		self.assertEqual(ngo.submitter_name, "Ana")
