# SPDX-License-Identifier: GPL-3.0-only
import json
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import frappe
from frappe.website.doctype.web_form.web_form import accept as framework_accept

from planota_hub.planota_hub.doctype.consent_text.test_consent_text import make_consent_text
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number, wrong_check_digit
from planota_hub.planota_hub.register import intake as ngo_intake
from planota_hub.planota_hub.register.intake import get_figure_name, offered_years
from planota_hub.public_forms import intake
from planota_hub.public_forms.consent import REGISTER
from planota_hub.tests.compat import HubTestCase, as_user, make_user

REPRESENTATIVE = "representative@intake.test"
OUTSIDER = "outsider@intake.test"
OFFICER = "officer@intake.test"


def make_registration(**overrides) -> dict:
	"""Return what the browser sends for a registration that is valid under every rule."""
	return {
		"ngo_name": f"Društvo {frappe.generate_hash(length=12)}",
		"legal_form": "Association",
		"registration_number": make_registration_number(),
		"municipality": "Tolmin",
		"fields_of_work": get_fields_of_work()[:2],
		"members_count": "12",
		"submitter_name": "Ana Novak",
		"submitter_email": f"{frappe.generate_hash(length=8)}@example.org",
		"submitter_function": "President",
		"submitter_phone": "05 123 45 67",
		"consent_register": 1,
		**overrides,
	}


def get_fields_of_work() -> list[str]:
	return frappe.get_all("Field of Work", filters={"disabled": 0}, pluck="name", order_by="name asc")


def send(form: str, values: dict, user: str = "Guest") -> dict:
	"""Send a web form the way the browser does."""
	with as_user(user):
		return intake.accept(form, json.dumps(values))


def register(**overrides) -> dict:
	return send("register-ngo", make_registration(**overrides))


def get_registered(answer: dict):
	return frappe.get_doc("NGO", {"tracking_code": answer["tracking_code"]})


@contextmanager
def seeing_nothing_at_first(function: str) -> Iterator[None]:
	"""Let a look-up find nothing the first time, as when another request has not committed yet."""
	look_up = getattr(ngo_intake, function)
	answers = iter([lambda *_args, **_kwargs: None])
	with patch.object(
		ngo_intake, function, side_effect=lambda *args, **kwargs: next(answers, look_up)(*args, **kwargs)
	):
		yield


class TestRegistration(HubTestCase):
	def test_registration_becomes_a_submitted_ngo_with_its_first_representative(self):
		values = make_registration()

		answer = send("register-ngo", values)

		ngo = get_registered(answer)
		self.assertEqual(answer["outcome"], "received")
		self.assertEqual(
			(ngo.ngo_name, ngo.stage, ngo.source, ngo.owner, ngo.administrative_unit, ngo.members_count),
			(values["ngo_name"], "Submitted", "Web Form", "Guest", "Tolmin", 12),
		)
		self.assertEqual([row.field_of_work for row in ngo.fields_of_work], values["fields_of_work"])
		person = ngo.representatives[0]
		self.assertEqual(
			(person.full_name, person.function, person.email, person.user),
			("Ana Novak", "President", values["submitter_email"], None),
		)

	def test_consent_is_recorded_with_time_person_and_text(self):
		text = make_consent_text(REGISTER)

		ngo = get_registered(register(consent_news=1))

		self.assertEqual(
			(ngo.consent_register, ngo.consent_news, ngo.consent_text_version, ngo.consent_given_by),
			(1, 1, text.name, "Ana Novak"),
		)
		self.assertTrue(ngo.consent_given_on)

	def test_nothing_is_saved_without_consent(self):
		with self.assertRefused("Please agree"):
			register(ngo_name="Brez soglasja", consent_register=0)
		self.assertFalse(frappe.db.exists("NGO", {"ngo_name": "Brez soglasja"}))

	def test_whatever_else_a_guest_sends_is_dropped(self):
		ngo = get_registered(
			register(
				name="NGO-00001",
				owner="Administrator",
				stage="Verified",
				source="Desk",
				docstatus=1,
				tracking_code="AAAAAAAAAA",
				verified_by="Administrator",
				consent_text_version="99",
				has_public_interest_status=1,
				representatives=[{"full_name": "Eve", "user": "Administrator"}],
				yearly_figures=[{"year": 2020, "income": 1}],
			)
		)

		self.assertEqual(
			(
				ngo.stage,
				ngo.source,
				ngo.owner,
				ngo.docstatus,
				ngo.verified_by,
				ngo.has_public_interest_status,
			),
			("Submitted", "Web Form", "Guest", 0, None, 0),
		)
		self.assertNotEqual(ngo.tracking_code, "AAAAAAAAAA")
		self.assertNotEqual(ngo.consent_text_version, "99")
		self.assertEqual([row.full_name for row in ngo.representatives], ["Ana Novak"])
		self.assertFalse(ngo.yearly_figures)

	def test_a_guest_cannot_change_an_existing_ngo_through_the_form(self):
		known = make_ngo()

		register(name=known.name, ngo_name="Prevzeto društvo")

		self.assertEqual(frappe.db.get_value("NGO", known.name, "ngo_name"), known.ngo_name)

	def test_a_guest_gets_nowhere_through_the_api(self):
		known = make_ngo()
		with as_user("Guest"):
			for attempt in (
				lambda: frappe.get_doc({"doctype": "NGO", "ngo_name": "X", "legal_form": "Other"}).insert(),
				lambda: frappe.get_doc("NGO", known.name).update({"ngo_name": "X"}).save(),
				lambda: frappe.get_list("NGO"),
			):
				with self.assertRaises(frappe.PermissionError):
					attempt()

	def test_the_frameworks_own_function_is_replaced_for_our_forms_only(self):
		overrides = frappe.get_hooks("override_whitelisted_methods")
		path = f"{framework_accept.__module__}.accept"

		self.assertEqual(overrides[path][-1], "planota_hub.public_forms.intake.accept")
		with as_user("Guest"), self.assertRaises(frappe.DoesNotExistError):
			intake.accept("no-such-form", "{}")

	def test_the_same_registration_sent_twice_is_one_record_with_one_code(self):
		values = make_registration()

		first, second = send("register-ngo", values), send("register-ngo", values)

		self.assertEqual(first["tracking_code"], second["tracking_code"])
		self.assertEqual(frappe.db.count("NGO", {"registration_number": values["registration_number"]}), 1)

	def test_a_second_click_in_the_same_moment_gets_the_same_code(self):
		values = make_registration()
		first = send("register-ngo", values)

		with seeing_nothing_at_first("find_same_submission"), seeing_nothing_at_first("find_by_number"):
			second = send("register-ngo", values)

		self.assertEqual(first["tracking_code"], second["tracking_code"])

	def test_an_organisation_registered_by_somebody_else_in_the_same_moment_is_known(self):
		known = make_ngo(registration_number=make_registration_number())

		with seeing_nothing_at_first("find_by_number"):
			answer = register(registration_number=known.registration_number)

		self.assertEqual(answer, {"outcome": "known"})
		self.assertTrue(frappe.db.exists("Communication", {"reference_name": known.name}))

	def test_a_known_number_is_recognised_without_a_word_about_its_owner(self):
		known = make_ngo(registration_number=make_registration_number())

		answer = register(registration_number=known.registration_number, ngo_name="Nekdo drug")

		self.assertEqual(answer, {"outcome": "known"})
		self.assertFalse(frappe.db.exists("NGO", {"ngo_name": "Nekdo drug"}))

	def test_staff_find_a_message_with_the_known_ngo(self):
		make_user(OFFICER, "Hub Officer")
		known = make_ngo(registration_number=make_registration_number())

		register(
			registration_number=known.registration_number, ngo_name="A & B", submitter_email="ana@example.org"
		)

		message = frappe.get_doc("Communication", {"reference_doctype": "NGO", "reference_name": known.name})
		self.assertEqual((message.sender, message.sent_or_received), ("ana@example.org", "Received"))
		self.assertIn("A &amp; B", message.content)
		self.assertTrue(
			frappe.db.exists("Notification Log", {"for_user": OFFICER, "document_name": known.name})
		)

	def test_staff_are_told_about_a_new_registration(self):
		make_user(OFFICER, "Hub Officer")

		ngo = get_registered(register())

		subject = frappe.db.get_value(
			"Notification Log", {"for_user": OFFICER, "document_name": ngo.name}, "subject"
		)
		self.assertIn(ngo.ngo_name, subject)

	def test_an_email_address_may_send_only_so_much_a_day(self):
		change_settings(public_intake_per_email_per_day=2)
		known = make_ngo(registration_number=make_registration_number())
		register(submitter_email="often@example.org")
		# a known organisation counts too, or numbers could be probed without end
		register(submitter_email="often@example.org", registration_number=known.registration_number)

		with self.assertRefused("2 forms were sent today", frappe.RateLimitExceededError):
			register(submitter_email="Often@Example.org")
		self.assertEqual(register(submitter_email="other@example.org")["outcome"], "received")

	def test_a_limit_of_zero_is_none(self):
		change_settings(public_intake_per_email_per_day=0)

		for _time in range(5):
			self.assertEqual(register(submitter_email="often@example.org")["outcome"], "received")

	def test_a_robot_is_thanked_and_nothing_is_kept(self):
		answer = register(ngo_name="Robot", hub_second_name="x")

		self.assertEqual(answer["outcome"], "received")
		self.assertFalse(frappe.db.exists("NGO", {"ngo_name": "Robot"}))
		self.assertFalse(frappe.db.exists("NGO", {"tracking_code": answer["tracking_code"]}))

	def test_guests_are_refused_when_the_form_is_closed(self):
		change_settings(anonymous_intake_allowed=0)

		with self.assertRefused("closed for guests at the moment", frappe.PermissionError):
			register()

	def test_a_logged_in_visitor_does_not_become_the_owner(self):
		make_user(OUTSIDER)

		answer = send("register-ngo", make_registration(), user=OUTSIDER)

		self.assertEqual(get_registered(answer).owner, "Guest")

	def test_bad_input_is_met_by_the_name_of_the_field_and_nothing_is_saved(self):
		before = frappe.db.count("NGO")
		cases = {
			"Registration Number": {"registration_number": wrong_check_digit(make_registration_number())},
			"Tax Number": {"tax_number": "12345678"},
			"Municipality: please choose": {"municipality": "Atlantis"},
			"Fields of Work: please choose from the list": {"fields_of_work": ["Alchemy"]},
			"Fields of Work: please choose at least one": {"fields_of_work": []},
			"Email:": {"email": "nobody"},
			"Your Email:": {"submitter_email": "a@example.org, b@example.org"},
			"Website:": {"website": "javascript:alert(1)"},
			"Phone:": {"phone": "call me"},
			"Name: please write plain text": {"ngo_name": "<script>alert(1)</script>"},
			"Name: please enter one value": {"ngo_name": ["A", "B"]},
			"Description: the text has 10000000 characters": {"description": "x" * 10_000_000},
			"Members: please enter a number": {"members_count": "many"},
			"Volunteers: please enter a number": {"volunteers_count": "-1"},
			"Legal Form": {"legal_form": "Kingdom"},
			"Function": {"submitter_function": "King"},
			"Please fill in: Name, Registration Number": {"ngo_name": " ", "registration_number": ""},
		}
		for message, values in cases.items():
			with self.subTest(message), self.assertRefused(message):
				register(**values)
		self.assertEqual(frappe.db.count("NGO"), before)

	def test_what_is_no_form_is_refused(self):
		for data in ("[1]", "no json", '"text"'):
			with self.subTest(data), as_user("Guest"), self.assertRefused("could not be read"):
				intake.accept("register-ngo", data)

	def test_the_tracking_code_is_mailed_without_what_was_typed(self):
		frappe.flags.mute_emails = True
		self.addCleanup(frappe.flags.pop, "mute_emails", None)

		answer = register(submitter_email="ana@example.org", ngo_name="Kupite zdaj")

		mail = frappe.get_last_doc("Email Queue")
		self.assertEqual([row.recipient for row in mail.recipients], ["ana@example.org"])
		self.assertIn(answer["tracking_code"], mail.message)
		self.assertNotIn("Kupite zdaj", mail.message)
		self.assertTrue(answer["mailed"])


class TestSameSubmission(HubTestCase):
	def test_the_code_of_the_first_is_given_again(self):
		first, second = make_ngo(), make_ngo()
		for ngo, moment in ((second, "2024-03-02 10:00:00"), (first, "2024-03-01 10:00:00")):
			values = {"submission_fingerprint": "same", "creation": moment, "tracking_code": ngo.name}
			frappe.db.set_value("NGO", ngo.name, values, update_modified=False)
		with patch.object(ngo_intake.intake, "received", side_effect=lambda code, mailed: code):
			self.assertEqual(ngo_intake.find_same_submission("same"), first.name)


class TestUpdate(HubTestCase):
	def setUp(self):
		super().setUp()
		make_user(REPRESENTATIVE)
		make_user(OUTSIDER)
		self.ngo = make_ngo(
			fields_of_work=[{"field_of_work": get_fields_of_work()[0]}],
			representatives=[{"full_name": "Ana Novak", "user": REPRESENTATIVE}],
			stage="Verified",
		)

	def make_update(self, **overrides) -> dict:
		return {
			"name": self.ngo.name,
			"short_name": "Krajše",
			"fields_of_work": get_fields_of_work()[1:3],
			"area_of_operation": ["Bovec", "Tolmin"],
			"consent_register": 1,
			**overrides,
		}

	def test_a_representative_brings_the_own_ngo_up_to_date(self):
		year = offered_years()[0]

		answer = send(
			"update-my-ngo",
			self.make_update(**{get_figure_name(year, "income"): "1200.50"}, members_count="30"),
			user=REPRESENTATIVE,
		)

		ngo = frappe.get_doc("NGO", self.ngo.name)
		self.assertEqual(answer, {"name": ngo.name})
		self.assertEqual((ngo.short_name, ngo.members_count, ngo.stage), ("Krajše", 30, "Verified"))
		self.assertEqual([row.field_of_work for row in ngo.fields_of_work], get_fields_of_work()[1:3])
		self.assertEqual([row.municipality for row in ngo.area_of_operation], ["Bovec", "Tolmin"])
		self.assertEqual([(row.year, row.income) for row in ngo.yearly_figures], [(year, 1200.5)])

	def test_figures_of_a_year_are_corrected_in_place(self):
		year = offered_years()[1]
		for income in ("100", "200"):
			send(
				"update-my-ngo",
				self.make_update(**{get_figure_name(year, "income"): income}),
				user=REPRESENTATIVE,
			)

		ngo = frappe.get_doc("NGO", self.ngo.name)
		self.assertEqual([row.income for row in ngo.yearly_figures], [200])

	def test_a_year_that_is_not_offered_is_refused(self):
		with self.assertRefused("Year: please choose"):
			send("update-my-ngo", self.make_update(figures_1999_income="1"), user=REPRESENTATIVE)

	def test_name_numbers_and_people_stay_as_they_are(self):
		send(
			"update-my-ngo",
			self.make_update(
				ngo_name="Drugo ime", stage="Inactive", representatives=[], municipality="Bovec"
			),
			user=REPRESENTATIVE,
		)

		ngo = frappe.get_doc("NGO", self.ngo.name)
		self.assertEqual(
			(ngo.ngo_name, ngo.stage, ngo.municipality, len(ngo.representatives)),
			(self.ngo.ngo_name, "Verified", "Tolmin", 1),
		)

	def test_nobody_updates_an_ngo_of_others(self):
		other = make_ngo()
		for user, name in (
			(OUTSIDER, self.ngo.name),
			(REPRESENTATIVE, other.name),
			(REPRESENTATIVE, "NGO-99999"),
			(REPRESENTATIVE, ""),
			("Guest", self.ngo.name),
		):
			with self.subTest(user=user, name=name):
				with self.assertRefused("an organisation that you represent", frappe.PermissionError):
					send("update-my-ngo", self.make_update(name=name), user=user)

	def test_nothing_is_added_by_a_form_without_a_name(self):
		before = frappe.db.count("NGO")
		with self.assertRaises(frappe.PermissionError):
			send("update-my-ngo", make_registration(), user=REPRESENTATIVE)
		self.assertEqual(frappe.db.count("NGO"), before)

	def test_bad_input_is_met_by_the_name_of_the_field(self):
		for message, values in {
			"Website:": {"website": "ftp://example.org"},
			"Description: please write plain text": {"description": "<b>x</b>"},
			"Area of Operation: please choose": {"area_of_operation": ["Atlantis"]},
			"Employees: please enter a number": {"employees_count": "1e99"},
		}.items():
			with self.subTest(message), self.assertRefused(message):
				send("update-my-ngo", self.make_update(**values), user=REPRESENTATIVE)
