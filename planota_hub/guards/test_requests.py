# SPDX-License-Identifier: GPL-3.0-only
"""What no request may bring, what the framework's doors answer, and what a browser may do with an answer."""

import json
from unittest.mock import patch

import frappe
from frappe.utils.jinja import get_jenv
from frappe.website.page_renderers.web_form import WebFormPage
from frappe.website.path_resolver import PathResolver
from frappe.website.serve import get_response
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from planota_hub.guards import input_faults, page_renderers, request_checks, security_headers
from planota_hub.guards.security_headers import SCRIPT_TAG
from planota_hub.public_forms.form.renderer import HubWebForm
from planota_hub.tests.compat import HubTestCase, as_user

FORM_CALL = "/api/method/frappe.website.doctype.web_form.web_form.accept"


class RequestTestCase(HubTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(setattr, frappe.local, "form_dict", frappe.local.form_dict)
		self.addCleanup(setattr, frappe.local, "request", getattr(frappe.local, "request", None))
		self.addCleanup(setattr, frappe.local, "jenv", getattr(frappe.local, "jenv", None))
		self.addCleanup(setattr, frappe.local, "no_cache", False)
		self.addCleanup(setattr, frappe.local, "hub_nonce", "")

	def ask(self, path="/", values=None, method="POST"):
		frappe.local.request = Request(EnvironBuilder(path, method=method).get_environ())
		frappe.local.form_dict = frappe._dict(values or {})


class TestRequestChecks(RequestTestCase):
	def check(self, path="/", values=None, method="POST"):
		self.ask(path, values, method)
		request_checks.check_request()
		request_checks.check_arguments()

	def test_text_that_can_not_be_stored_is_refused_wherever_it_is(self):
		for value in (
			"a\ud800",
			"a\0b",
			["\udfff"],
			{"phone": "\ud800"},
			{"\ud800": 1},
			'{"phone": "\\ud800"}',
			'{"doc": "{\\"phone\\": \\"\\\\ud800\\"}"}',
			'{"note": "a\\u0000b"}',
		):
			with (
				self.subTest(value=ascii(value)),
				self.assertRaisesRegex(frappe.ValidationError, "data holds"),
			):
				self.check(values={"data": value})

	def test_a_record_is_changed_under_its_own_name_alone(self):
		for path in ("/api/resource/NGO/NGO-1", "/api/v1/resource/NGO/NGO-1/", "/api/v2/document/NGO/NGO-1"):
			for values in ({"name": ["x"]}, {"name": "NGO-2"}, {"name": 0}, {"data": '{"name": "NGO-2"}'}):
				with self.subTest(path, values=values), self.assertRefused("another name"):
					self.check(path, values, "PUT")
			for values in ({"name": "NGO-1"}, {"name": None}, {}, {"data": "[no object"}, {"data": "[]"}):
				self.check(path, values, "PUT")

	def test_text_in_any_script_is_taken(self):
		for value in ("Žan 😀 日本", '{"a": "\\ud83d\\ude00 \\u017dan"}', r"C:\udata", "[not json", "{}"):
			with self.subTest(value=value):
				self.check(values={"data": value})

	def test_lists_in_lists_without_end_are_refused(self):
		deep = "x"
		for _level in range(200):
			deep = [deep]
		for value in (deep, json.dumps(deep), "[" * 5000 + "]" * 5000):
			with (
				self.subTest(length=len(value)),
				self.assertRaisesRegex(frappe.ValidationError, "too deeply"),
			):
				self.check(values={"filters": value})

	def test_a_long_table_is_no_deep_one(self):
		self.check(values={"doc": json.dumps({"rows": [{"a": [1]} for _row in range(2000)]})})

	def test_an_address_that_no_page_can_have_is_not_found(self):
		with self.assertRaises(frappe.PageDoesNotExistError):
			self.check("/" + "a" * 300)
		with self.assertRaises(frappe.ValidationError):
			self.check("/update-my-ngo/%00")

	def test_a_call_without_its_arguments_is_told_which_are_missing(self):
		for path in (FORM_CALL, FORM_CALL.replace("/api/", "/api/v2/")):
			with self.assertRaisesRegex(frappe.ValidationError, "web_form, data"):
				self.check(path)
		with self.assertRaisesRegex(frappe.ValidationError, "data"):
			self.check("/", {"cmd": FORM_CALL.rsplit("/", 1)[1], "web_form": "x"})

	def test_a_call_with_its_arguments_or_to_no_method_is_left_to_the_framework(self):
		self.check(FORM_CALL, {"web_form": "x", "data": "{}"})
		self.check("/api/method/nothing.of.the.kind")
		self.check("/api/method/os.system")

	def test_a_visitor_is_told_nothing_of_methods_for_users(self):
		with as_user("Guest"):
			self.check("/api/method/frappe.client.get_list")


class TestInputFaults(RequestTestCase):
	def answer(self, path, answer, values=None, status=500):
		self.ask(path, values)
		response = Response(json.dumps(answer), status=status, mimetype="application/json")
		input_faults.answer_input_fault(response, frappe.local.request)
		return response

	def test_a_value_that_the_framework_can_not_read_is_the_callers_fault(self):
		for path, answer in (
			("/api/resource/NGO", {"exc_type": "JSONDecodeError"}),
			("/api/method/frappe.client.get_list", {"exc_type": "TypeError"}),
			("/api/v2/document/NGO", {"errors": [{"type": "ValueError"}]}),
		):
			with self.subTest(path=path):
				response = self.answer(path, answer)
				self.assertEqual(response.status_code, 417)
				self.assertIn("check the names and kinds", response.get_data(as_text=True))

	def test_an_argument_of_the_wrong_kind_is_refused_with_a_message(self):
		path = "/api/method/planota_hub.local_networks.elections.intake.confirm_for_ngo"
		untyped, told = {"exc_type": "FrappeTypeError"}, {"exc_type": "ValidationError", "message": "x"}

		response = self.answer(path, untyped, {"token": "[]"}, status=417)

		self.assertIn("check the names and kinds", response.get_data(as_text=True))
		self.assertEqual(json.loads(self.answer(path, told, status=417).get_data()), told)

	def test_a_fault_of_the_hub_or_of_the_database_stays_an_error(self):
		for path, kind in (
			("/api/method/planota_hub.public_forms.intake.accept", "TypeError"),
			(FORM_CALL, "TypeError"),  # which the hub answers
			("/api/resource/NGO", "OperationalError"),
		):
			with self.subTest(path=path, kind=kind):
				self.assertEqual(self.answer(path, {"exc_type": kind}).status_code, 500)

	def test_other_answers_are_left_alone(self):
		self.assertEqual(
			self.answer("/api/resource/NGO", {"exc_type": "TypeError"}, status=403).status_code, 403
		)


class TestSecurityHeaders(RequestTestCase):
	def headers(self, path="/", kind="text/html", **headers):
		self.ask(path, method="GET")
		response = Response("<p></p>", mimetype=kind, headers=headers)
		security_headers.add_headers(response, frappe.local.request)
		return response.headers

	def test_a_page_of_the_hub_runs_marked_scripts_only(self):
		security_headers.use_nonces()

		policy = self.headers()["Content-Security-Policy"]

		scripts = policy.split("script-src ")[1].split(";")[0]
		self.assertEqual(scripts, f"'self' 'nonce-{security_headers.get_nonce()}'")
		self.assertIn("object-src 'self'; frame-ancestors 'self'", policy)

	def test_only_scripts_of_the_template_itself_are_marked(self):
		security_headers.use_nonces()

		page = (
			get_jenv()
			.from_string("<script>1</script>{{ text }}<SCRIPT src=x>")
			.render(text="<script>2</script>")
		)

		nonce = security_headers.get_nonce()
		self.assertEqual(
			page, f"<script nonce={nonce}>1</script><script>2</script><script nonce={nonce} src=x>"
		)

	def test_two_answers_never_wear_the_same_number(self):
		security_headers.use_nonces()
		first = security_headers.get_nonce()
		security_headers.use_nonces()
		self.assertNotEqual(first, security_headers.get_nonce())

	def test_other_pages_keep_their_inline_scripts(self):
		self.assertIn("'unsafe-inline'", self.headers()["Content-Security-Policy"])

	def test_every_answer_says_what_kind_it_is_and_nothing_about_frames_in_data(self):
		headers = self.headers(kind="application/json")
		self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
		self.assertNotIn("Content-Security-Policy", headers)

	def test_a_form_says_itself_who_may_embed_it(self):
		allowed = "frame-ancestors 'self' https://ngo.example.org"
		headers = self.headers(**{"Content-Security-Policy": allowed})
		self.assertTrue(headers["Content-Security-Policy"].endswith(allowed))
		self.assertNotIn("X-Frame-Options", headers)

	def test_what_an_answer_says_already_stays(self):
		self.assertEqual(self.headers(**{"Referrer-Policy": "no-referrer"})["Referrer-Policy"], "no-referrer")

	def test_a_private_file_that_may_hold_a_script_is_only_downloaded(self):
		for name, is_download in (
			("a.xhtml", True),
			("a.SVG", True),
			("a", True),
			("č.docx", True),
			("a.png", False),
			("a.pdf", False),
		):
			with self.subTest(name=name):
				disposition = self.headers(f"/private/files/{name}").get("Content-Disposition", "")
				self.assertEqual(disposition.startswith("attachment"), is_download)
				# what a server can put into a header
				disposition.encode("latin-1")

	def test_what_is_said_to_search_engines_wears_no_number(self):
		source = '<script type="application/ld+json">{}</script><script src="/a.js"></script>'
		marked = SCRIPT_TAG.sub("<script nonce=1", source)
		self.assertEqual(marked.count("nonce"), 1)
		self.assertIn('<script type="application/ld+json">', marked)

	def test_the_hubs_pages_and_forms_are_strict_and_no_others(self):
		for path, renderer in (
			("ngos", page_renderers.HubPage),
			("login", page_renderers.HubPage),
			("report-need/new", HubWebForm),
		):
			self.ask(f"/{path}", method="GET")
			self.assertIsInstance(PathResolver(path).resolve()[1], renderer)
		self.ask("/printview", method="GET")
		self.assertNotIsInstance(PathResolver("printview").resolve()[1], page_renderers.StrictPage)

	def test_a_form_is_found_while_another_visitor_brings_the_list_of_forms_into_the_cache(self):
		self.ask("/report-need/new", method="GET")
		with patch.object(WebFormPage, "can_render", autospec=True) as can_render:
			can_render.side_effect = [TypeError("'NoneType' object is not iterable"), True]
			page = HubWebForm("report-need/new")
			page.docname = "report-need"

			self.assertTrue(page.can_render())

	def test_a_list_of_records_that_is_asked_for_by_a_structure_is_not_found(self):
		for path, asked in (("kb/[]", {}), ('kb/{"a": 1}', {}), ("kb/help", {"title": '["like", "%"]'})):
			with self.subTest(path, asked=asked):
				self.ask(f"/{path}", asked, method="GET")
				self.assertEqual(get_response(path).status_code, 404)
		self.ask("/kb/help", {"title": "help"}, method="GET")
		self.assertNotIsInstance(PathResolver("kb/help").resolve()[1], page_renderers.UnknownListPage)


class TestActiveFiles(HubTestCase):
	def upload(self, name, is_private):
		content = "<html xmlns='http://www.w3.org/1999/xhtml'/>"
		return frappe.get_doc(doctype="File", file_name=name, content=content, is_private=is_private).insert()

	def test_a_file_that_would_run_as_a_page_is_never_public(self):
		for name in ("page.xhtml", "PAGE.XHT", "mail.mhtml"):
			with self.subTest(name=name), self.assertRaisesRegex(frappe.ValidationError, "cannot be public"):
				self.upload(name, is_private=0)

	def test_it_may_be_private_and_stays_so(self):
		file = self.upload("page.xhtml", is_private=1)
		file.is_private = 0
		with self.assertRaisesRegex(frappe.ValidationError, "cannot be public"):
			file.save()
