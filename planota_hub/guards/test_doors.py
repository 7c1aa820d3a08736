# SPDX-License-Identifier: GPL-3.0-only
"""Which functions of the framework a log-in may call, and that no other name leads past a guard."""

import json
from unittest.mock import patch

import frappe
from frappe.auth import validate_auth
from frappe.handler import execute_cmd
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from planota_hub.guards.answers import cut_answer
from planota_hub.guards.doors import get_function, guard_request
from planota_hub.guards.watch import get_taken_doors
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.test_permissions import user_with


def ask(user: str, cmd: str, /, *, path: str | None = None, **arguments):
	"""Answer a request as the server does: first the door, then the function, or the guard that stands in for it."""
	request = Request(EnvironBuilder(path=path or f"/api/method/{cmd}", method="POST").get_environ())
	local = {
		"request": request,
		"form_dict": frappe._dict(arguments, cmd=cmd),
		"response": frappe._dict(docs=[]),
	}
	before = {name: getattr(frappe.local, name, None) for name in local}
	try:
		with as_user(user):
			for name, value in local.items():
				setattr(frappe.local, name, value)
			guard_request()
			return execute_cmd(cmd), frappe.local.response
	finally:
		for name, value in before.items():
			setattr(frappe.local, name, value)


def give_key(user: str) -> tuple[str, str]:
	"""Give a log-in a key for the API; returns the key and its secret."""
	key, secret = frappe.generate_hash(length=15), frappe.generate_hash(length=15)
	document = frappe.get_doc("User", user)
	document.update({"api_key": key, "api_secret": secret})
	document.save(ignore_permissions=True)
	return key, secret


class TestDoors(HubTestCase):
	def setUp(self):
		super().setUp()
		self.representative = make_user("ana@ngo.test")
		self.ngo = make_represented_ngo(self.representative).name
		self.nobody = make_user("nobody@hub.test")

	def assertClosed(self, user: str, method: str, /, **arguments):
		with self.subTest(f"{user}: {method} {arguments}"):
			with self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
				ask(user, method, **arguments)

	def test_a_log_in_without_the_desk_calls_nothing_of_the_desk(self):
		calls = {
			"frappe.desk.form.load.getdoc": {"doctype": "NGO", "name": self.ngo},
			"frappe.desk.form.load.get_communications": {"doctype": "NGO", "name": self.ngo},
			"frappe.desk.search.get_link_title": {"doctype": "NGO", "docname": self.ngo},
			"frappe.desk.search.get_names_for_mentions": {"search_term": ""},
			"frappe.desk.search.search_link": {"doctype": "NGO", "txt": ""},
			"frappe.desk.like.toggle_like": {"doctype": "NGO", "name": self.ngo, "add": "Yes"},
			"frappe.desk.form.assign_to.add": {"doctype": "NGO", "name": self.ngo},
			"frappe.core.doctype.user_permission.user_permission.get_user_permissions": {
				"user": "Administrator"
			},
			"frappe.core.doctype.communication.email.make": {
				"content": "Hello",
				"recipients": "a@example.org",
			},
			"frappe.utils.global_search.search": {"text": "a"},
			"frappe.email.relink": {"name": "x"},
		}
		for user in (self.representative, self.nobody):
			for method, arguments in calls.items():
				self.assertClosed(user, method, **arguments)

	def test_a_key_opens_no_more_than_the_log_in_that_it_stands_for(self):
		key, secret = give_key(self.representative)
		headers = {"Authorization": f"token {key}:{secret}"}
		path = "/api/method/frappe.desk.search.get_link_title"
		request = Request(EnvironBuilder(path=path, method="GET", headers=headers).get_environ())
		came = {
			"request": request,
			"form_dict": frappe._dict(doctype="NGO", docname=self.ngo),
			"login_manager": frappe._dict(user="Guest"),
		}
		for name in came:
			self.addCleanup(setattr, frappe.local, name, getattr(frappe.local, name, None))

		with as_user("Guest"), self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
			for name, value in came.items():
				setattr(frappe.local, name, value)
			validate_auth()

	def test_a_log_in_without_the_desk_reads_the_own_ngo_through_the_interface(self):
		answer, _response = ask(
			self.representative, "frappe.client.get_value", doctype="NGO", filters=self.ngo, fieldname="name"
		)
		self.assertEqual(answer["name"], self.ngo)

	def test_who_works_at_the_desk_opens_a_form(self):
		for role in ("Hub Officer", "Hub Mentor", "Hub Auditor"):
			_answer, response = ask(
				user_with(role), "frappe.desk.form.load.getdoc", doctype="NGO", name=self.ngo
			)
			self.assertEqual(response.docs[0].name, self.ngo)

	def test_functions_for_guests_stay_open_to_every_log_in(self):
		self.assertEqual(ask(self.nobody, "frappe.ping")[0], "pong")

	def test_an_app_or_a_site_opens_more_functions_to_the_portal(self):
		frappe.conf.hub_portal_methods = ["frappe.desk.search.get_link_title"]
		self.addCleanup(frappe.conf.pop, "hub_portal_methods")
		title, _response = ask(
			self.representative, "frappe.desk.search.get_link_title", doctype="NGO", docname=self.ngo
		)
		self.assertEqual(title, frappe.db.get_value("NGO", self.ngo, "ngo_name"))

	def test_no_other_name_leads_past_a_guard(self):
		officer = user_with("Hub Officer")
		title = "frappe.desk.search.get_link_title"
		self.assertClosed(officer, "frappe.desk.treeview.get_all_nodes", tree_method=title)
		self.assertClosed(officer, "frappe.desk.search.search_widget", query=title)
		self.assertClosed(officer, "frappe.model.mapper.make_mapped_doc", method=title)

	def test_the_second_version_of_the_interface_is_guarded_as_well(self):
		for path in (
			"/api/v2/method/Tag/get_tagged_docs",
			"/api/v2/method/frappe.desk.listview.get_list_settings",
		):
			with self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
				ask(self.nobody, "ping", path=path)

	def test_functions_of_documents_stay_closed_to_the_portal_however_they_are_addressed(self):
		called = {"dt": "NGO", "dn": self.ngo, "method": "get_relinked"}
		for path in (
			"/api/method/run_doc_method",
			"/api/method/run_doc_method/x",
			"/api/v1/method/run_doc_method/\n",
			"/api/v2/method/run_doc_method",
			"/api/v2/document/NGO/a\nb/method/get_relinked",
		):
			with (
				self.subTest(path),
				self.assertRefused("Your log-in is not permitted", frappe.PermissionError),
			):
				ask(self.representative, "", path=path, **called)

	def test_every_guard_stands_at_a_door_of_this_framework_or_of_the_other_version(self):
		doors = {
			door: keepers
			for door, keepers in frappe.get_hooks("override_whitelisted_methods").items()
			if keepers[-1].startswith("planota_hub.guards.")
		}
		for keeper in (keepers[-1] for keepers in doors.values()):
			self.assertTrue(get_function(keeper), keeper)
		missing = {door for door in doors if not get_function(door)}
		of_one_version = {
			"frappe.client.validate_link",
			"frappe.desk.form.save.discard",
			"frappe.realtime.can_subscribe_doc",
			"frappe.realtime.has_permission",
		}
		self.assertLessEqual(missing, of_one_version)

	def test_a_door_that_another_app_took_is_found(self):
		self.assertEqual(get_taken_doors(), {})
		door, other = "frappe.desk.like.toggle_like", "frappe.ping"
		hooks = {door: ["planota_hub.guards.marks.toggle_like", other]}
		with patch.object(frappe, "get_hooks", return_value=hooks):
			self.assertEqual(get_taken_doors(), {door: other})


class TestAnswers(HubTestCase):
	"""What leaves the interfaces: a representative's own NGO, and a need with the phone of its reporter."""

	def setUp(self):
		super().setUp()
		self.representative = make_user("ana@ngo.test")
		make_represented_ngo(self.representative)

	def read(self, user: str, answer: dict) -> dict:
		response = Response(json.dumps(answer), mimetype="application/json")
		with as_user(user):
			cut_answer(response, Request(EnvironBuilder(path="/api/resource/NGO").get_environ()))
		return json.loads(response.get_data())

	def test_an_answer_names_no_other_people_to_the_portal(self):
		record = {"name": "NGO-1", "owner": "officer@hub.test", "modified_by": self.representative}
		answer = {"data": [{**record, "_liked_by": "[]", "fields_of_work": [{**record, "_seen": "[]"}]}]}
		kept = {"name": "NGO-1", "modified_by": self.representative}

		self.assertEqual(
			self.read(self.representative, answer), {"data": [{**kept, "fields_of_work": [kept]}]}
		)
		for user in (user_with("Hub Officer"), "Guest"):
			self.assertEqual(self.read(user, answer), answer, user)

	def test_an_answer_holds_no_field_of_a_hidden_level(self):
		participant = {
			"doctype": "Meeting Participant",
			"parenttype": "Hub Meeting",
			"email": "a@example.org",
		}
		need = {"doctype": "Local Need", "need_title": "Bus", "reporter_phone": "031 999 888"}
		answer = {"docs": [{**need, "rows": [participant]}], "reporter_phone": "no record"}

		self.assertEqual(self.read(user_with("Hub Manager"), answer), answer)
		for role in ("Hub Mentor", "Hub Auditor", "NGO Representative"):
			shown = self.read(user_with(role), answer)
			self.assertEqual(shown["reporter_phone"], "no record")
			self.assertNotIn("reporter_phone", shown["docs"][0], role)
			self.assertNotIn("email", shown["docs"][0]["rows"][0], role)

	def test_columns_of_marks_can_not_be_listed_nor_searched(self):
		method = "frappe.client.get_list"
		for arguments in (
			{"fields": '["name", "_liked_by"]'},
			{"filters": '{"_assign": ["like", "%officer%"]}'},
			{"order_by": "_comments asc"},
		):
			with self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
				ask(self.representative, method, doctype="NGO", **arguments)
			ask(user_with("Hub Officer"), method, doctype="NGO", **arguments)

	def test_a_call_from_any_address_is_guarded_and_its_answer_cut(self):
		"""The framework answers `cmd` wherever a request goes."""
		arguments = {"doctype": "NGO", "fields": '["name", "_liked_by"]'}
		with self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
			ask(self.representative, "frappe.client.get_list", path="/", **arguments)
		with self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
			ask(
				user_with("Hub Manager"),
				"frappe.client.get_list",
				path="/",
				doctype="NGO",
				expand='["municipality"]',
			)
		answer = Response('{"owner": "officer@hub.test"}', mimetype="application/json")
		self.addCleanup(setattr, frappe.local, "form_dict", frappe.local.form_dict)
		with as_user(self.representative):
			frappe.local.form_dict = frappe._dict(cmd="frappe.client.get")
			cut_answer(answer, Request(EnvironBuilder(path="/").get_environ()))
		self.assertEqual(json.loads(answer.get_data()), {})

	def test_linked_documents_are_not_read_along(self):
		for argument in ("expand_links", "expand"):
			for user in (self.representative, user_with("Hub Manager")):
				with self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
					ask(user, "ping", path="/api/resource/NGO/NGO-1", **{argument: "True"})

	def test_entries_are_not_written_past_the_guard_of_comments(self):
		writing = {"dt": "NGO", "dn": "NGO-1", "method": "add_comment"}
		for user in (user_with("Hub Officer"), user_with("Hub Auditor"), self.representative):
			for cmd in ("run_doc_method", "runserverobj", "frappe.handler.run_doc_method"):
				with self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
					ask(user, cmd, **writing)
			for path, arguments in (
				("/api/v2/document/NGO/NGO-1/method/add_comment/", {}),
				("/api/v2/method/run_doc_method", {"method": "add_comment"}),
				("/api/resource/NGO/NGO-1", {"run_method": "add_comment"}),
			):
				with self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
					ask(user, "ping", path=path, **arguments)

	def test_the_portal_calls_no_function_of_a_document(self):
		calling = {"dt": "NGO", "dn": "NGO-1", "method": "rename"}
		with self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
			ask(self.representative, "run_doc_method", **calling)
