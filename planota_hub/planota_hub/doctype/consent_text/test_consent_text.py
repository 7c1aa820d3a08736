# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.mail.wording import LANGUAGES
from planota_hub.public_forms.consent import REGISTER, get_purposes, get_text
from planota_hub.tests.compat import HubTestCase, as_user, make_user

OFFICER = "officer@consent.test"


def make_consent_text(purpose: str, **values):
	"""Write a new version of a text, valid from today."""
	return frappe.get_doc(
		{"doctype": "Consent Text", "purpose": purpose, "language": "en", "text": "New words.", **values}
	).insert()


class TestConsentText(HubTestCase):
	def test_each_purpose_has_a_text_in_each_language_from_the_beginning(self):
		for purpose in get_purposes():
			for language in LANGUAGES:
				with self.subTest(purpose, language=language):
					self.assertEqual(get_text(purpose, language).name, f"{purpose}-{language}-1")
		self.assertIn("stičišče", get_text(REGISTER, "sl").text.casefold())

	def test_a_version_for_later_is_shown_from_its_day_on(self):
		before = get_text("Needs", "en")

		later = make_consent_text("Needs", valid_from=add_days(today(), 1))

		self.assertEqual((later.name, later.version), ("Needs-en-2", 2))
		self.assertEqual(get_text("Needs", "en").name, before.name)
		later.db_set("valid_from", today())
		self.assertEqual(get_text("Needs", "en").name, later.name)

	def test_a_text_that_forms_have_shown_stays_as_it_was(self):
		shown = frappe.get_doc("Consent Text", get_text("Needs", "en").name)

		for fieldname, value in (("text", "Other words."), ("valid_from", add_days(today(), 3))):
			shown.reload()
			shown.set(fieldname, value)
			with self.subTest(fieldname), self.assertRefused("new version"):
				shown.save()
		with self.assertRefused("can't be deleted"):
			shown.delete()

	def test_a_text_for_later_can_be_changed_and_taken_back(self):
		later = make_consent_text("Needs", valid_from=add_days(today(), 1))

		later.text = "Better words."
		later.save()
		later.delete()

		self.assertFalse(frappe.db.exists("Consent Text", later.name))

	def test_what_makes_no_sense_is_refused_by_its_field(self):
		for values, label in (
			({"purpose": "Cookies"}, "Purpose"),
			({"language": "de"}, "Language"),
			({"valid_from": add_days(today(), -1)}, "Valid From"),
		):
			with self.subTest(label), self.assertRefused(label):
				make_consent_text(values.pop("purpose", "Needs"), **values)

	def test_officers_read_the_texts_and_write_none(self):
		make_user(OFFICER, "Hub Officer")

		with as_user(OFFICER):
			self.assertTrue(frappe.has_permission("Consent Text", "read"))
			with self.assertRaises(frappe.PermissionError):
				make_consent_text("Needs")
