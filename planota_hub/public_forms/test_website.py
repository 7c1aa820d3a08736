# SPDX-License-Identifier: GPL-3.0-only
import frappe
from bs4 import BeautifulSoup, Tag
from frappe.utils import set_request
from frappe.website.serve import get_response

from planota_hub.planota_hub.doctype.consent_text.test_consent_text import make_consent_text
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.register.test_intake import get_registered, register
from planota_hub.public_forms.consent import REGISTER
from planota_hub.public_forms.web_forms import is_hub_form, options_of
from planota_hub.public_forms.website import choose_language, language_links, remember_language
from planota_hub.tests.compat import HubTestCase, as_user, make_user

REPRESENTATIVE = "representative@website.test"


class PageTestCase(HubTestCase):
	"""Opens pages of the site the way a visitor does."""

	def tearDown(self):
		frappe.local.request = None
		frappe.local.form_dict = frappe._dict()
		frappe.local.lang = "en"
		super().tearDown()

	def open_page(self, path: str, user: str = "Guest", **arguments):
		"""Return the response for a page and its query."""
		with as_user(user):
			set_request(method="GET", path=path, query_string=arguments)
			return self.answer(arguments)

	def post_page(self, path: str, user: str = "Guest", **values):
		"""Return the response for what a form on a page sends."""
		with as_user(user):
			set_request(method="POST", path=path, data=values)
			return self.answer(values)

	def answer(self, arguments: dict):
		frappe.local.form_dict = frappe._dict(arguments)
		frappe.local.request_ip = "127.0.0.1"
		frappe.local.no_cache = 1
		frappe.local.flags.redirect_location = None
		return get_response()

	def read(self, path: str, user: str = "Guest", **arguments) -> str:
		response = self.open_page(path, user, **arguments)
		self.assertEqual(response.status_code, 200, path)
		return response.get_data(as_text=True)


class TestTracking(PageTestCase):
	def test_a_code_tells_the_stage_and_nothing_about_anybody(self):
		ngo = get_registered(register(email="info@example.org", submitter_name="Ana Skrivnost"))

		page = self.read("track", code=ngo.tracking_code.lower())

		self.assertIn("Received", page)
		for secret in (ngo.name, ngo.ngo_name, "Skrivnost", ngo.submitter_email, "info@example.org"):
			self.assertNotIn(secret, page)

	def test_every_stage_has_words_for_the_public(self):
		ngo = get_registered(register())
		for stage, words in {
			"Verified": "Entered in the register",
			"Inactive": "No longer active",
			"Rejected": "Not entered in the register",
		}.items():
			ngo.db_set("stage", stage)
			self.assertIn(words, self.read("track", code=ngo.tracking_code))

	def test_a_code_leads_to_the_public_page_of_what_was_sent_once_it_has_one(self):
		ngo = get_registered(register())
		self.assertNotIn(f"/ngos/{ngo.name}", self.read("track", code=ngo.tracking_code))

		ngo.db_set("stage", "Verified")

		self.assertIn(f'href="/ngos/{ngo.name}"', self.read("track", code=ngo.tracking_code))

	def test_an_unknown_code_is_said_to_be_one(self):
		self.assertIn("Nothing was sent with this code", self.read("track", code="AAAAAAAAAA"))

	def test_what_was_typed_is_never_markup(self):
		self.assertNotIn("<script>alert", self.read("track", code="<script>alert(1)</script>"))


class TestPublicRegister(PageTestCase):
	def test_shows_verified_ngos_that_agreed_and_no_others(self):
		shown = make_ngo(stage="Verified", consent_register=1)
		hidden = [
			make_ngo(stage="Verified", consent_register=0),
			make_ngo(stage="Submitted", consent_register=1),
			make_ngo(stage="Inactive", consent_register=1),
		]

		self.assertIn(shown.ngo_name, self.read("ngos", q=shown.ngo_name))
		for ngo in hidden:
			self.assertNotIn(f">{ngo.ngo_name}</a></h2>", self.read("ngos", q=ngo.ngo_name))

	def test_shows_no_personal_data(self):
		ngo = make_ngo(
			stage="Verified",
			consent_register=1,
			email="private@example.org",
			phone="05 999 88 77",
			representatives=[{"full_name": "Ana Skrivnost"}],
		)

		page = self.read("ngos", q=ngo.ngo_name)

		for secret in ("private@example.org", "999 88 77", "Skrivnost"):
			self.assertNotIn(secret, page)

	def test_is_narrowed_by_municipality_and_field(self):
		field = frappe.get_all("Field of Work", pluck="name", order_by="name asc", limit=1)[0]
		ngo = make_ngo(
			stage="Verified",
			consent_register=1,
			municipality="Bovec",
			fields_of_work=[{"field_of_work": field}],
		)
		card = f">{ngo.ngo_name}</a></h2>"

		self.assertIn(card, self.read("ngos", q=ngo.ngo_name, municipality="Bovec", field=field))
		self.assertNotIn(card, self.read("ngos", q=ngo.ngo_name, municipality="Tolmin"))
		self.assertNotIn(card, self.read("ngos", q=ngo.ngo_name, field="Nonsense"))

	def test_everything_is_escaped(self):
		ngo = make_ngo(stage="Verified", consent_register=1)
		hostile = "<img src=x onerror=alert(1)>"
		frappe.db.set_value("NGO", ngo.name, {"ngo_name": hostile, "search_text": "onerror"})
		frappe.db.set_value("NGO", ngo.name, "website", "javascript:alert(1)")

		page = self.read("ngos", q="onerror")

		self.assertIn("&lt;img src=x", page)
		self.assertNotIn("<img src=x", page)
		self.assertNotIn("javascript:alert", page)

	def test_wildcards_of_a_search_stand_for_themselves(self):
		make_ngo(stage="Verified", consent_register=1)

		self.assertIn("Organisations found: 0", self.read("ngos", q="%_%_nothing"))


class TestRegistrationForm(PageTestCase):
	def get_form(self, step: int = 0) -> dict[str, Tag]:
		"""Return the fields that a step of the form shows, by name."""
		page = self.post_page("register-ngo/new", hub_go="show", hub_step=str(step))
		shown = BeautifulSoup(page.get_data(as_text=True), "html.parser").select("[data-fieldname]")
		return {field["data-fieldname"]: field for field in shown}

	def test_a_guest_gets_lists_of_names_and_nothing_else_of_the_records(self):
		municipalities = self.get_form(1)["municipality"].select("select option")
		self.assertIn(("Bovec", "Bovec"), [(option["value"], option.text) for option in municipalities])
		self.assertLessEqual(
			{key for option in municipalities for key in option.attrs}, {"value", "selected"}
		)
		self.assertTrue(self.get_form(2)["fields_of_work"].select("input[type=checkbox]"))
		legal_forms = self.get_form()["legal_form"].select("select option")
		self.assertIn("Association", [option["value"] for option in legal_forms])

	def test_the_tab_of_the_browser_names_the_form_in_the_language_of_the_visitor(self):
		for language, title in (("sl", "Vpis NVO v register"), ("en", "Register an NGO")):
			frappe.local.lang = language

			page = self.read("register-ngo/new", _lang=language)

			self.assertRegex(page, rf"<title>\s*{title} –")

	def test_disabled_fields_of_work_are_not_offered(self):
		field = frappe.get_all("Field of Work", pluck="name", order_by="name asc", limit=1)[0]
		frappe.db.set_value("Field of Work", field, "disabled", 1)

		offered = [box["value"] for box in self.get_form(2)["fields_of_work"].select("input")]

		self.assertNotIn(field, offered)

	def test_shows_the_consent_text_with_its_version_as_plain_text(self):
		text = make_consent_text(REGISTER, text="We keep {{ data }} & cookies.")

		consent = str(self.get_form(3)["consent_register_text"])

		self.assertIn("{{ data }} &amp; cookies.", consent)
		self.assertIn(f"Version of this text: {text.version}", consent)

	def test_every_field_of_the_form_is_one_that_the_server_takes(self):
		from planota_hub.planota_hub.register.intake import REGISTRATION_FIELDS

		own = {"municipality", "fields_of_work", "submitter_email", "consent_register", "consent_news"}
		form = frappe.get_doc("Web Form", "register-ngo")
		fieldnames = {field.fieldname for field in form.web_form_fields if field.fieldname}

		self.assertEqual(fieldnames, set(REGISTRATION_FIELDS) | own)

	def test_the_short_address_keeps_the_language(self):
		response = self.open_page("register-ngo", _lang="sl")

		self.assertEqual(response.status_code, 302)
		self.assertTrue(
			response.headers["Location"].endswith(("/register-ngo/new?_lang=sl", "/register-ngo/new"))
		)


class TestPortal(PageTestCase):
	def setUp(self):
		super().setUp()
		make_user(REPRESENTATIVE)
		self.own = make_ngo(representatives=[{"full_name": "Ana Novak", "user": REPRESENTATIVE}])
		self.other = make_ngo(representatives=[{"full_name": "Bor Kos", "to_date": "2020-01-01"}])

	def test_lists_the_ngos_that_somebody_represents(self):
		page = self.read("my-ngos", user=REPRESENTATIVE)

		self.assertIn(self.own.ngo_name, page)
		self.assertNotIn(self.other.ngo_name, page)

	def test_a_guest_is_asked_to_log_in(self):
		response = self.open_page("my-ngos")

		self.assertEqual(
			(response.status_code, response.headers["Location"]), (302, "/login?redirect-to=/my-ngos")
		)

	def test_the_form_of_the_own_ngo_opens_with_what_it_may_show(self):
		page = self.read(f"update-my-ngo/{self.own.name}/edit", user=REPRESENTATIVE)

		form = BeautifulSoup(page, "html.parser").select_one("#hub-form")
		self.assertIn(self.own.name, form["action"])
		self.assertEqual(form.select_one("[name=description]").text.strip(), self.own.description or "")
		for fieldname in ("representatives", "submitter_email", "tracking_code", "rejection_reason", "owner"):
			self.assertNotIn(fieldname, str(form))

	def test_the_form_of_another_ngo_stays_closed(self):
		response = self.open_page(f"update-my-ngo/{self.other.name}/edit", user=REPRESENTATIVE)

		self.assertEqual(response.status_code, 403)
		self.assertNotIn(self.other.ngo_name, response.get_data(as_text=True))

	def test_the_form_of_no_ngo_leads_to_the_list(self):
		response = self.open_page("update-my-ngo/new", user=REPRESENTATIVE)

		self.assertEqual((response.status_code, response.headers["Location"]), (302, "/my-ngos"))


class TestWebFormsOfTheDesk(HubTestCase):
	def test_staff_learn_which_forms_the_hub_shows_itself_and_others_nothing(self):
		self.assertTrue(is_hub_form("report-need"))
		self.assertFalse(is_hub_form("request-data"))
		make_user(REPRESENTATIVE, "NGO Representative")
		with as_user(REPRESENTATIVE), self.assertRaises(frappe.PermissionError):
			is_hub_form("report-need")


class TestLanguage(PageTestCase):
	def test_guests_switch_the_language_on_the_page_where_they_are(self):
		set_request(method="GET", path="/ngos", query_string={"q": "šport", "_lang": "en"})
		with as_user("Guest"):
			frappe.local.lang = "sl"
			links = language_links()

		self.assertEqual(
			[(link["code"], link["is_current"]) for link in links], [("sl", True), ("en", False)]
		)
		self.assertEqual(links[0]["url"], "?q=%C5%A1port&_lang=sl")

	def test_who_is_logged_in_switches_the_language_of_the_own_profile(self):
		user = make_user(REPRESENTATIVE, "NGO Representative")
		set_request(method="POST", path="/ngos")

		with as_user(user):
			choose_language("sl", "/my-ngos")

		self.assertEqual(frappe.db.get_value("User", user, "language"), "sl")
		self.assertEqual(frappe.local.response.location, "/my-ngos")

	def test_a_form_in_another_language_changes_that_of_the_account_and_a_link_does_not(self):
		make_user(REPRESENTATIVE, "NGO Representative")
		for method, language in (("GET", "en"), ("POST", "sl")):
			frappe.db.set_value("User", REPRESENTATIVE, "language", "en")
			with as_user(REPRESENTATIVE):
				set_request(method=method, path="report-need/new", query_string={"_lang": "sl"})
				remember_language()
			self.assertEqual(frappe.db.get_value("User", REPRESENTATIVE, "language"), language)

	def test_the_switch_takes_no_other_language_and_leads_to_no_other_site(self):
		user = make_user(REPRESENTATIVE, "NGO Representative")
		frappe.db.set_value("User", user, "language", "en")
		for path in ("//evil.test", "https://evil.test", "/\\evil.test", "", "/a\nb"):
			with as_user(user):
				choose_language("xx", path)

			self.assertEqual(frappe.local.response.location, "/", path)
		self.assertEqual(frappe.db.get_value("User", user, "language"), "en")

	def test_choices_are_sorted_as_slovenes_read_them(self):
		names = ["Škofja Loka", "Zagorje", "Cerkno", "Črnomelj", "Sevnica", "Celje"]

		labels = [option["label"] for option in options_of(names)]

		self.assertEqual(labels, ["Celje", "Cerkno", "Črnomelj", "Sevnica", "Škofja Loka", "Zagorje"])
