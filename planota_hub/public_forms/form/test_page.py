# SPDX-License-Identifier: GPL-3.0-only
"""Forms as visitors have them, without a script: steps, errors, what is kept, what is sent once, what others changed."""

from unittest.mock import patch

import frappe
from bs4 import BeautifulSoup
from frappe.core.doctype.translation.translation import clear_user_translation_cache
from frappe.website.doctype.web_form.web_form import get_web_form_module

from planota_hub.local_networks.needs import intake as needs
from planota_hub.mail.wording import LANGUAGES, speaking
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number
from planota_hub.planota_hub.register.intake import get_figure_name, offered_years
from planota_hub.public_forms import intake
from planota_hub.public_forms.form.meanwhile import bring_together
from planota_hub.public_forms.form.outcomes import Confirmation
from planota_hub.public_forms.form.steps import make_steps, read_condition
from planota_hub.public_forms.form.values import describe
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.tests.compat import as_user, make_user

REPRESENTATIVE = "representative@form.test"
NEED = "report-need/new"
REGISTER = "register-ngo/new"


def read_form(page: BeautifulSoup) -> dict:
	"""Return what a browser without a script would send of the form that is shown."""
	sent: dict = {}
	for field in page.select("#hub-form :is(input, select, textarea)"):
		kind = field.get("type")
		if kind == "checkbox" and not field.has_attr("checked"):
			continue
		value = field.get("value", "")
		if field.name == "textarea":
			value = field.text.removeprefix("\n")
		elif field.name == "select":
			chosen = field.select_one("option[selected]") or field.select_one("option")
			value = chosen["value"] if chosen else ""
		sent.setdefault(field["name"], []).append(value)
	return {name: values if len(values) > 1 else values[0] for name, values in sent.items()}


class FormTestCase(PageTestCase):
	"""Fills in a form step by step, as a browser without a script does."""

	user = "Guest"

	def setUp(self):
		super().setUp()
		change_settings(
			anonymous_intake_allowed=1, anonymous_needs_allowed=1, public_intake_per_email_per_day=0
		)
		self.addCleanup(setattr, frappe.flags, "in_web_form", False)
		limit = patch.object(intake, "take", intake.take.__wrapped__)
		limit.start()
		self.addCleanup(limit.stop)

	def begin(self, path: str) -> None:
		self.path = path
		self.show(self.open_page(path, self.user))

	def show(self, response) -> None:
		self.status = response.status_code
		self.page = BeautifulSoup(response.get_data(as_text=True), "html.parser")

	def press(self, button: str, **typed) -> None:
		"""Type something into the form that is shown, and press one of its buttons."""
		self.show(self.post_page(self.path, self.user, **{**read_form(self.page), **typed, "hub_go": button}))

	def get_heading(self) -> str:
		return self.page.select_one(".hub-step").text

	def get_error(self, fieldname: str) -> str:
		"""Return the error beside a field, after having seen that both belong together."""
		error = self.page.select_one(f"#hub-{fieldname}-error")
		field = self.page.select_one(f"#hub-{fieldname}")
		self.assertEqual(field["aria-invalid"], "true")
		owner = field if field.get("aria-describedby") else field.find_parent("fieldset")
		self.assertIn(error["id"], owner["aria-describedby"])
		summary = self.page.select_one(".hub-problems[role=alert][autofocus]")
		self.assertIn(error.text, summary.select_one(f"a[href='#hub-{fieldname}']").parent.text)
		return error.text

	def get_value(self, fieldname: str) -> str:
		return read_form(self.page)[fieldname]


class TestOwnWords(FormTestCase):
	def test_a_hub_says_a_text_in_its_own_words_by_a_translation(self):
		self.begin(NEED)
		label = self.page.select_one("label[for=hub-need_title]").text.strip(" *\n\t")
		own = {
			"language": "en",
			"source_text": "What Is Missing",
			"translated_text": "What is lacking at yours",
		}
		translation = frappe.get_doc({"doctype": "Translation", **own}).insert()
		self.addCleanup(clear_user_translation_cache, "en")

		self.begin(NEED)

		self.assertEqual(label, translation.source_text)
		self.assertIn(translation.translated_text, self.page.select_one("label[for=hub-need_title]").text)


class TestSteps(FormTestCase):
	def test_a_step_has_its_name_and_its_place(self):
		self.begin(REGISTER)

		self.assertEqual(self.get_heading(), "1 of 4: The organisation")

	def test_a_wrong_number_of_the_first_step_is_told_there(self):
		self.begin(REGISTER)
		self.press("next", ngo_name="Društvo", legal_form="Association", registration_number="1234567")

		self.assertEqual(self.status, 422)
		self.assertEqual(self.get_heading(), "1 of 4: The organisation")
		self.assertIn("for example 9331310", self.get_error("registration_number"))
		self.assertEqual(self.get_value("ngo_name"), "Društvo")
		self.assertIn("Error: Register an NGO", self.page.title.text)

	def test_a_required_list_is_asked_for_before_the_next_step(self):
		self.begin(REGISTER)
		self.press("show", hub_step="2")
		self.press("next")

		self.assertEqual(self.get_error("fields_of_work"), "Please choose at least one.")

	def test_back_and_forth_nothing_is_lost(self):
		self.begin(NEED)
		self.press(
			"next",
			need_title="Ni avtobusa",
			municipality="Tolmin",
			field_of_work="Older People",
			description="Prva vrsta\r\nDruga vrsta",
		)
		self.press("back", affected_count="približno 20")
		self.assertEqual(self.get_value("description"), "Prva vrsta\nDruga vrsta")

		self.press("next")

		self.assertEqual(self.get_heading(), "2 of 3: Who is affected")
		self.assertEqual(self.get_value("affected_count"), "približno 20")
		self.assertEqual(self.get_value("municipality"), "Tolmin")

	def test_a_step_out_of_order_saves_nothing_and_leads_to_what_is_missing(self):
		before = frappe.db.count("Local Need")
		self.path = NEED
		self.show(self.post_page(NEED, hub_go="send", hub_step="99", reporter_name="Ana"))

		self.assertEqual(self.get_heading(), "1 of 3: The need")
		self.assertEqual(self.get_error("need_title"), "Please fill in this field.")
		self.assertEqual(frappe.db.count("Local Need"), before)

	def test_what_was_typed_is_never_markup(self):
		self.begin(NEED)
		self.press("next", need_title="<script>alert(1)</script>", description="</textarea><b>x")

		self.assertNotIn("<script>alert", str(self.page.select_one("#content")))
		self.assertIsNone(self.page.select_one("#hub-form b"))
		self.assertIn("write plain text", self.get_error("need_title"))

	def test_conditions_of_a_web_form_are_read_as_far_as_they_are_simple(self):
		for expression, condition in {
			"": None,
			"kind": {"kind": []},
			"eval:doc.kind": {"kind": []},
			"eval:!doc.kind": {"kind": [""]},
			'eval:doc.kind == "Person"': {"kind": ["Person"]},
			"eval:doc.kind==='Person';": {"kind": ["Person"]},
			"eval:doc.a + doc.b > 3": None,
			"eval:doc.a || doc.b": None,
		}.items():
			with self.subTest(expression):
				self.assertEqual(read_condition(expression), condition)

	def test_every_field_of_every_form_of_the_hub_can_be_shown(self):
		for name in frappe.get_hooks("hub_web_forms"):
			form = frappe.get_doc("Web Form", name)
			context = frappe._dict(form.as_dict(), doc=form, web_form_doc=form.as_dict(no_nulls=True))
			with self.subTest(name):
				try:
					get_web_form_module(form).get_context(context)
				except (frappe.PermissionError, frappe.Redirect):
					continue
				shown = {
					row.fieldname
					for step in make_steps(context.web_form_doc.web_form_fields)
					for row in step.fields
				}
				wanted = {row.fieldname for row in form.web_form_fields if "Break" not in row.fieldtype}
				self.assertFalse(wanted - shown)

	def test_no_form_asks_who_is_logged_in_for_the_address_of_the_account(self):
		user = make_user("ana@form.test", "NGO Representative")
		for name in frappe.get_hooks("hub_web_forms"):
			form = frappe.get_doc("Web Form", name)
			context = frappe._dict(form.as_dict(), doc=form, web_form_doc=form.as_dict(no_nulls=True))
			asked = [row.fieldname for row in form.web_form_fields if row.label == "Your Email"]
			if asked:
				with self.subTest(name), as_user(user):
					get_web_form_module(form).get_context(context)
					rows = {row.fieldname: row for row in context.web_form_doc.web_form_fields}
					known = context.hub.get("known", {})
					unknown = [name for name in asked if not rows[name].hidden and known.get(name) != user]
					self.assertEqual(unknown, [])


class TestSending(FormTestCase):
	def fill_in_need(self, **overrides) -> dict:
		return {
			"need_title": "Ni avtobusa do zdravstvenega doma",
			"municipality": "Tolmin",
			"field_of_work": "Older People",
			"description": "Po drugi uri ni avtobusa.",
			"affected_count": "približno 1.250 ljudi",
			"reporter_name": "Ana Novak",
			"reporter_email": "ana@form.test",
			"reporter_phone": "041/234-567",
			"consent": "1",
			**overrides,
		}

	def test_what_people_write_is_understood_and_repeated(self):
		self.begin(NEED)
		self.press("send", **self.fill_in_need())

		self.assertEqual(self.status, 200, self.page.select_one("#content").text)
		need = frappe.get_last_doc("Local Need")
		self.assertEqual((need.affected_count, need.reporter_phone), (1250, "041 234 567"))
		self.assertEqual(self.page.select_one("[data-tracking-code]").text, need.tracking_code)
		said = self.page.select_one("dl").text
		for text in ("Po drugi uri ni avtobusa.", "1250", "041 234 567", "Tolmin", "Ana Novak"):
			self.assertIn(text, said)

	def test_what_is_not_understood_is_told_with_an_example(self):
		self.begin(NEED)
		for fieldname, typed, example in (
			("affected_count", "20-30", "such as 20"),
			("affected_count", "veliko", "such as 20"),
			("reporter_phone", "pokličite me", "05 123 45 67"),
			("reporter_email", "ana@", "info@example.org"),
			("municipality", "Atlantida", "choose from the list"),
		):
			with self.subTest(fieldname, typed=typed):
				self.press("send", **self.fill_in_need(**{fieldname: typed}))
				self.assertEqual(self.status, 422)
				self.assertIn(example, self.get_error(fieldname))

	def test_the_same_form_sent_again_is_answered_the_same_and_counts_once(self):
		self.begin(NEED)
		typed = {**read_form(self.page), **self.fill_in_need(), "hub_go": "send"}
		before = frappe.db.count("Local Need")
		with patch.object(intake, "get_same", return_value={"name": "nothing is recognised by what it says"}):
			codes = set()
			for _click in range(2):
				self.show(self.post_page(NEED, **typed))
				codes.add(self.page.select_one("[data-tracking-code]").text)

		self.assertEqual(len(codes), 1)
		self.assertEqual(frappe.db.count("Local Need"), before + 1)

	def test_what_the_handler_refuses_stands_beside_its_field_and_nothing_of_it_is_kept(self):
		def refuse(_values):
			frappe.get_doc({"doctype": "Note", "title": "half saved"}).insert(ignore_permissions=True)
			frappe.throw("Description: say what is missing.")

		self.begin(NEED)
		with patch.object(needs, "report_need", refuse):
			self.press("send", **self.fill_in_need())

		self.assertEqual(self.get_heading(), "1 of 3: The need")
		self.assertEqual(self.get_error("description"), "Say what is missing.")
		self.assertFalse(frappe.db.exists("Note", {"title": "half saved"}))

	def test_whoever_stays_anonymous_is_asked_for_nothing(self):
		self.begin(NEED)
		typed = self.fill_in_need(is_anonymous="1", reporter_email="no address")
		del typed["consent"]
		self.press("send", **typed)

		self.assertEqual(self.status, 200, self.page.select_one("#content").text)
		need = frappe.get_last_doc("Local Need")
		self.assertEqual((need.is_anonymous, need.reporter_name, need.reporter_email), (1, None, None))

	def test_a_robot_gets_an_answer_that_leads_nowhere(self):
		before = frappe.db.count("Local Need")
		self.begin(NEED)
		self.press("send", **self.fill_in_need(hub_second_name="x"))

		self.assertTrue(self.page.select_one("[data-tracking-code]"))
		self.assertEqual(frappe.db.count("Local Need"), before)

	def test_a_form_that_closed_meanwhile_says_so(self):
		self.begin(NEED)
		change_settings(anonymous_intake_allowed=0)
		self.press("send", **self.fill_in_need())

		self.assertIn("closed for guests", self.page.select_one("[role=alert]").text)

	def test_what_was_typed_into_a_form_that_closed_meanwhile_can_be_copied_and_is_not_kept(self):
		before = frappe.db.count("Local Need")
		self.begin(NEED)
		change_settings(anonymous_intake_allowed=0)
		self.press("send", **self.fill_in_need(description="<b>Long</b> & thought over"))

		self.assertIn("<b>Long</b> & thought over", self.page.select_one("main .hub-facts").text)
		self.assertEqual(frappe.db.count("Local Need"), before)

	def test_a_choice_that_is_no_longer_offered_is_not_shown_by_its_number(self):
		field = frappe._dict(fieldtype="Select", choices=[("EVE-00001", "Info day")])

		self.assertEqual(describe(field, "EVE-00001"), "Info day")
		self.assertEqual(describe(field, ["EVE-00001", "EVE-00002"]), "Info day, no longer offered")

	def test_another_language_keeps_what_was_typed_without_a_script(self):
		self.begin(NEED)
		typed = read_form(self.page) | {"need_title": "A bench for the old"}
		switch = self.page.select_one('#hub-form noscript button[lang="sl"]')
		self.assertEqual(switch["formaction"], f"/{NEED}?_lang=sl")
		frappe.local.lang = "sl"

		answer = self.post_page(NEED, **{**typed, switch["name"]: switch["value"]})

		page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
		self.assertEqual(read_form(page)["need_title"], "A bench for the old")
		self.assertEqual(page.html["lang"], "sl")
		self.assertFalse(page.select(".hub-error"))

	def test_in_the_language_of_the_visitor(self):
		frappe.local.lang = "sl"
		self.begin(REGISTER)
		self.press("next")

		self.assertEqual(self.get_heading(), "1 od 4: Organizacija")
		self.assertEqual(self.get_error("ngo_name"), "Izpolnite to polje.")

	def test_an_apostrophe_is_neither_doubled_nor_in_the_way_of_the_translation(self):
		values = frappe.get_doc("Web Form", "submit-a-good-practice").as_dict()
		shown = {}
		for language in LANGUAGES:
			with speaking(language):
				html = frappe.render_template(
					"planota_hub/templates/includes/hub_form_confirmation.html",
					{**values, "form": frappe._dict(confirmation=Confirmation())},
				)
			shown[language] = BeautifulSoup(html, "html.parser").text

		self.assertIn("The hub's staff will read it", shown["en"])
		self.assertIn("Osebje stičišča jo bo prebralo", shown["sl"])


class TestMeanwhile(FormTestCase):
	user = REPRESENTATIVE

	def setUp(self):
		super().setUp()
		make_user(REPRESENTATIVE)
		self.ngo = make_ngo(
			stage="Verified",
			representatives=[{"full_name": "Ana Novak", "user": REPRESENTATIVE}],
			fields_of_work=[{"field_of_work": "Youth"}],
			members_count=10,
			volunteers_count=38,
			short_name="Staro",
		)
		self.begin(f"update-my-ngo/{self.ngo.name}/edit")

	def change(self, **values) -> None:
		"""Somebody else changes the record."""
		ngo = frappe.get_doc("NGO", self.ngo.name)
		ngo.update(values)
		ngo.save()

	def reload(self):
		return frappe.get_doc("NGO", self.ngo.name)

	def test_the_form_shows_the_record_and_saves_what_is_changed(self):
		self.assertEqual(self.get_value("volunteers_count"), "38")
		self.press("send", members_count="12", website="cebelica.si")

		self.assertEqual(self.status, 200, self.page.select_one("#content").text)
		ngo = self.reload()
		self.assertEqual((ngo.members_count, ngo.volunteers_count), (12, 38))
		self.assertEqual(ngo.website, "https://cebelica.si")

	def test_who_saves_second_is_shown_what_changed_and_overwrites_nothing(self):
		self.change(volunteers_count=41)
		self.press("send", members_count="12")

		self.assertEqual(self.status, 409)
		self.assertIn("before “38”, now “41”.", self.page.select_one(".hub-changes").text)
		self.assertEqual(self.reload().members_count, 10)
		self.assertEqual((self.get_value("members_count"), self.get_value("volunteers_count")), ("12", "41"))

		self.press("send")

		ngo = self.reload()
		self.assertEqual((ngo.members_count, ngo.volunteers_count), (12, 41))

	def test_what_both_have_changed_is_for_the_second_to_decide(self):
		self.change(short_name="Od drugih")
		self.press("send", short_name="Moje")

		self.assertIn("You entered Moje", self.page.select_one(".hub-changes").text)
		self.assertEqual(self.get_value("short_name"), "Moje")

	def test_the_rule_field_by_field(self):
		shown = {"a": "1", "b": "1", "c": "1", "d": ["x"], "e": "1"}
		current = {"a": "2", "b": "2", "c": "2", "d": ["x", "y"], "e": "1"}
		typed = {"a": "1", "b": "2", "c": "3", "d": ["x"], "e": "5"}

		together, disputed = bring_together(typed, shown, current)

		self.assertEqual(together, {"a": "2", "b": "2", "c": "3", "d": ["x", "y"], "e": "5"})
		self.assertEqual(disputed, ["c"])

	def test_figures_of_each_year_are_kept_apart(self):
		first, second = offered_years()[:2]
		self.press("send", **{get_figure_name(first, "income"): "24500.75"})
		self.begin(self.path)
		self.press("send", **{get_figure_name(second, "income"): "100"})

		rows = {row.year: row.income for row in self.reload().yearly_figures}
		self.assertEqual(rows, {first: 24500.75, second: 100})

	def test_a_state_that_nobody_can_read_is_taken_for_none(self):
		for state in (
			"",
			"[1]",
			"{",
			"[" * 5000,
			'{"members_count": {"a": [1]}}',
			'{"fields_of_work": [{}]}',
		):
			with self.subTest(state[:5]):
				self.press("send", hub_shown=state, members_count="13")
				self.assertEqual(self.reload().members_count, 13)

	def test_whose_log_in_has_ended_is_led_to_it_and_back(self):
		self.show(self.post_page(self.path, "Guest", hub_go="send", members_count="12"))

		self.assertEqual(self.status, 403)
		self.assertIn("not logged in any more", self.page.select_one("[role=alert]").text)
		[link] = self.page.select("#content a.btn-primary")
		self.assertIn("redirect-to=%2Fupdate-my-ngo", link["href"])

	def test_who_is_not_logged_in_is_led_to_the_log_in(self):
		response = self.open_page(self.path)

		self.assertEqual(response.status_code, 302)
		self.assertIn("/login?redirect-to=", response.headers["Location"])


class TestRegistrationWithoutScript(FormTestCase):
	def test_from_the_first_step_to_the_tracking_code(self):
		self.begin(REGISTER)
		number = make_registration_number()
		self.press(
			"next", ngo_name="Društvo brez skripte", legal_form="Association", registration_number=number
		)
		self.press("next", municipality="Tolmin", phone="05/331-12-22", website="cebelica.si")
		self.press("next", fields_of_work=["Youth", "Older People"], members_count="ca. 20")
		self.press(
			"send",
			submitter_name="Ana Novak",
			submitter_email="ana@form.test",
			consent_register="1",
		)

		self.assertEqual(self.status, 200, self.page.select_one("#content").text)
		ngo = frappe.get_last_doc("NGO")
		self.assertEqual(ngo.ngo_name, "Društvo brez skripte")
		self.assertEqual(
			(ngo.phone, ngo.website, ngo.members_count), ("05 331 12 22", "https://cebelica.si", 20)
		)
		self.assertEqual({row.field_of_work for row in ngo.fields_of_work}, {"Youth", "Older People"})
		self.assertEqual(self.page.select_one("[data-tracking-code]").text, ngo.tracking_code)
