# SPDX-License-Identifier: GPL-3.0-only
import frappe
from bs4 import BeautifulSoup

from planota_hub.mail.wording import LANGUAGES
from planota_hub.patches import write_consent_texts
from planota_hub.planota_hub.doctype.consent_text.test_consent_text import make_consent_text
from planota_hub.public_forms.consent import REGISTER
from planota_hub.public_forms.test_website import PageTestCase


class TestForms(PageTestCase):
	def get_read(self, page) -> list[str]:
		"""Return the texts of which the form says that they were read."""
		boxes = BeautifulSoup(page.get_data(as_text=True), "html.parser").select("[name=hub_read]")
		return [box["value"] for box in boxes]

	def send_need(self, **values):
		place = frappe.get_all("Municipality", pluck="name", order_by="name asc", limit=1)[0]
		field = frappe.get_all("Field of Work", {"disabled": 0}, pluck="name", order_by="name asc", limit=1)[
			0
		]
		page = self.post_page(
			"report-need/new",
			need_title="A bench",
			description="There is none.",
			municipality=place,
			field_of_work=field,
			reporter_name="Ana Kos",
			reporter_email="ana@consent.test",
			consent="1",
			hub_go="send",
			**values,
		)
		self.assertEqual(page.status_code, 200, page.get_data(as_text=True))
		return frappe.get_last_doc("Local Need")

	def test_a_form_says_which_text_it_shows(self):
		last = self.post_page("report-need/new", hub_go="show", hub_step="9")

		self.assertEqual(self.get_read(last), ["Needs-en-1"])
		frappe.local.lang = "sl"
		self.assertEqual(self.get_read(self.open_page("newsletter")), ["Newsletter-sl-1"])

	def test_the_text_is_kept_that_was_shown_and_no_other(self):
		make_consent_text("Needs")

		self.assertEqual(self.send_need(hub_read="Needs-en-1").consent_text_version, "Needs-en-1")
		self.assertIsNone(frappe.flags.consent_texts)

	def test_a_text_of_another_purpose_is_none_that_was_read(self):
		self.assertEqual(self.send_need(hub_read="Campaigns-en-1").consent_text_version, "Needs-en-1")


class TestPatch(PageTestCase):
	def test_the_text_of_hub_settings_goes_on_under_its_version(self):
		frappe.db.delete("Consent Text", {"purpose": REGISTER})
		for fieldname, value in (("consent_text", "We keep data."), ("consent_text_version", "3")):
			frappe.db.delete("Singles", {"doctype": "Hub Settings", "field": fieldname})
			frappe.qb.into("Singles").columns("doctype", "field", "value").insert(
				"Hub Settings", fieldname, value
			).run()

		for _time in range(2):
			write_consent_texts.execute()

		self.assertEqual(
			{
				(row.name, row.text)
				for row in frappe.get_all(
					"Consent Text", {"purpose": REGISTER}, ["name", "text"], order_by="name asc"
				)
			},
			{(f"{REGISTER}-{language}-3", "We keep data.") for language in LANGUAGES},
		)
