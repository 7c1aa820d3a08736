# SPDX-License-Identifier: GPL-3.0-only
"""Roles and workflows are brought to a site once, brought up to date, and left where the site made them its own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import frappe
from frappe.core.doctype.data_import.data_import import export_json

import planota_hub
from planota_hub import hooks
from planota_hub.patches import note_fixtures
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.setup import fixture_files, fixtures
from planota_hub.setup.roles import remove_role_profiles
from planota_hub.setup.workflows import build_workflow
from planota_hub.tests.compat import HubTestCase, make_user

NAME = "NGO Verification"
# as the release had it whose sites knew nothing of fingerprints
FORMER = {
	"document_type": "NGO",
	"workflow_state_field": "stage",
	"states": ("Submitted", "Verified", "Inactive", "Rejected"),
	"transitions": (
		("Submitted", "Verify", "Verified"),
		("Submitted", "Reject", "Rejected"),
		("Verified", "Deactivate", "Inactive"),
		("Inactive", "Reactivate", "Verified"),
		("Rejected", "Reopen", "Submitted"),
	),
}
# as a later one has it
NEW_STEP = ("Inactive", "Reject", "Rejected")
NEW = {**FORMER, "transitions": (*FORMER["transitions"], NEW_STEP)}


class TestFiles(HubTestCase):
	def test_the_files_say_what_the_definitions_say(self):
		for doctype in fixtures.DOCTYPES:
			with self.subTest(doctype):
				text = fixtures.get_file(doctype).read_text(encoding="utf-8")
				self.assertEqual(text, fixture_files.build(doctype), "./hub run … fixture_files.write")

	def test_the_framework_finds_nothing_to_overwrite_a_site_with(self):
		folder = Path(planota_hub.__file__).parent / "fixtures"
		self.assertEqual(list(folder.glob("*.json")), [])
		self.assertFalse(hasattr(hooks, "fixtures"))

	def test_what_the_framework_exports_from_a_new_site_is_what_the_files_say(self):
		for doctype in fixtures.DOCTYPES:
			records = {record["name"]: record for record in fixtures.read_records(doctype)}
			exported = {record["name"]: record for record in export(doctype, list(records))}
			self.assertEqual(exported.keys(), records.keys())
			for name, record in records.items():
				with self.subTest(f"{doctype} {name}"):
					self.assertEqual(like(exported[name], record), record)


class TestUpdates(HubTestCase):
	"""A site of the former release, at the migration that brings the new one."""

	def setUp(self):
		super().setUp()
		self.manager = make_user("manager@hub.test", "Hub Manager")
		fixtures.put(build_workflow(NAME, FORMER))
		fixtures.forget_notes()
		note_fixtures.execute()

	def test_a_workflow_that_the_site_left_as_it_came_gets_what_is_new(self):
		migrate(NEW)

		self.assertIn(NEW_STEP, get_steps())
		self.assertEqual(self.get_news(), [])

	def test_how_the_editor_draws_a_workflow_changes_nothing_of_it(self):
		workflow = frappe.get_doc("Workflow", NAME)
		workflow.workflow_data = "[]"
		workflow.states[0].workflow_builder_id = "action-1"
		workflow.save()

		migrate(NEW)

		self.assertIn(NEW_STEP, get_steps())

	def test_a_workflow_that_the_site_changed_stays_and_the_managers_are_told_once(self):
		change_workflow()

		for _again in range(2):
			migrate(NEW)

			self.assertNotIn(NEW_STEP, get_steps())
			self.assertEqual(frappe.get_doc("Workflow", NAME).transitions[0].condition, "doc.website")
			self.assertEqual(
				self.get_news(),
				[
					"Workflow NGO Verification: this hub has changed it; this version of the app brings another."
				],
			)

	def test_a_workflow_that_the_site_changed_and_the_app_did_not_is_no_news(self):
		change_workflow()

		migrate(FORMER)

		self.assertEqual(frappe.get_doc("Workflow", NAME).transitions[0].condition, "doc.website")
		self.assertEqual(self.get_news(), [])

	def test_a_site_that_changed_a_workflow_itself_as_the_app_does_is_up_to_date(self):
		fixtures.put(build_workflow(NAME, NEW))
		migrate(NEW)
		self.assertEqual(self.get_news(), [])

		migrate({**NEW, "override_status": 1})

		self.assertEqual(frappe.db.get_value("Workflow", NAME, "override_status"), 1)

	def test_a_workflow_that_the_site_switched_off_is_one_that_it_changed(self):
		frappe.db.set_value("Workflow", NAME, "is_active", 0)

		migrate(NEW)

		self.assertEqual(frappe.db.get_value("Workflow", NAME, "is_active"), 0)
		self.assertEqual(len(self.get_news()), 1)

	def test_a_workflow_that_the_site_put_back_as_it_was_stays_so(self):
		migrate(NEW)
		fixtures.put(build_workflow(NAME, FORMER))

		migrate(NEW)

		self.assertNotIn(NEW_STEP, get_steps())

	def test_a_workflow_that_the_site_deleted_stays_deleted(self):
		frappe.delete_doc("Workflow", NAME)

		for definition in (FORMER, NEW):
			migrate(definition)

			self.assertFalse(frappe.db.exists("Workflow", NAME))
			self.assertEqual(self.get_news(), [])

	def test_migrating_again_changes_nothing(self):
		migrate(NEW)
		before = [read_site(doctype) for doctype in fixtures.DOCTYPES]

		migrate(NEW)

		self.assertEqual([read_site(doctype) for doctype in fixtures.DOCTYPES], before)

	def test_a_workflow_stays_while_documents_stand_at_a_state_that_is_gone(self):
		ngo = make_ngo()
		frappe.db.set_value("NGO", ngo.name, "stage", "Inactive")
		new = without("Inactive")

		migrate(new)
		self.assertIn("Inactive", get_states())
		(news,) = self.get_news()
		self.assertIn("Inactive", news)
		with self.assertRefused("documents stand at Inactive"), read_as(new):
			fixtures.restore("Workflow", NAME)

		frappe.db.set_value("NGO", ngo.name, "stage", "Verified")
		migrate(new)
		self.assertNotIn("Inactive", get_states())

	def test_what_is_new_in_a_version_is_brought_and_when_deleted_stays_away(self):
		profile = {
			"doctype": "Role Profile",
			"docstatus": 0,
			"role_profile": "Hub Guest",
			"name": "Hub Guest",
		}
		profile["roles"] = [{"role": "Hub Auditor"}]
		with read_as(FORMER, profile):
			fixtures.bring_fixtures()
			self.assertEqual(frappe.get_doc("Role Profile", "Hub Guest").roles[0].role, "Hub Auditor")
			frappe.delete_doc("Role Profile", "Hub Guest")

			fixtures.bring_fixtures()

			self.assertFalse(frappe.db.exists("Role Profile", "Hub Guest"))

	def test_a_role_that_the_administrator_changed_stays_as_it_is(self):
		frappe.db.set_value("Role", "Hub Auditor", {"desk_access": 0, "two_factor_auth": 1})

		migrate(FORMER)

		self.assertEqual(
			frappe.db.get_value("Role", "Hub Auditor", ["desk_access", "two_factor_auth"]), (0, 1)
		)

	def test_a_role_that_the_permission_rows_made_before_the_app_came_gets_its_own_desk_access(self):
		fixtures.forget_notes()
		frappe.db.set_value("Role", "NGO Representative", "desk_access", 1)

		fixtures.bring_fixtures()

		self.assertEqual(frappe.db.get_value("Role", "NGO Representative", "desk_access"), 0)

	def test_a_state_that_the_site_already_had_keeps_its_style(self):
		fixtures.forget_notes()
		frappe.db.set_value("Workflow State", "Rejected", "style", "Inverse")

		fixtures.bring_fixtures()

		self.assertEqual(frappe.db.get_value("Workflow State", "Rejected", "style"), "Inverse")

	def test_what_workflows_need_comes_back(self):
		frappe.delete_doc("Workflow Action Master", "Deactivate", force=True)

		migrate(FORMER)

		self.assertTrue(frappe.db.exists("Workflow Action Master", "Deactivate"))

	def test_a_changed_and_a_deleted_workflow_are_put_back_on_demand(self):
		change_workflow()
		frappe.delete_doc("Workflow", "Meeting Course")

		fixtures.restore("Workflow", NAME)
		fixtures.restore("Workflow", "Meeting Course")

		self.assertFalse(frappe.get_doc("Workflow", NAME).transitions[0].condition)
		self.assertTrue(frappe.db.exists("Workflow", "Meeting Course"))
		for doctype, name in (("Workflow", "Nothing Such"), ("User", "Administrator")):
			with self.assertRefused(f"The app brings no {doctype} {name}."):
				fixtures.restore(doctype, name)

	def test_what_a_former_version_brought_goes_with_the_app(self):
		profile = frappe.new_doc("Role Profile", role_profile="Hub Guest", roles=[{"role": "Hub Auditor"}])
		profile.insert()
		fixtures.write_notes({"Role Profile": {"Hub Guest": "as it was brought"}})

		remove_role_profiles()

		self.assertFalse(frappe.db.exists("Role Profile", "Hub Guest"))

	def get_news(self) -> list[str]:
		return frappe.get_all(
			"Notification Log",
			{"for_user": self.manager, "subject": ("like", "%this hub has changed itself%")},
			pluck="email_content",
			order_by="creation asc",
		)


def migrate(definition: dict) -> None:
	with read_as(definition):
		fixtures.bring_fixtures()


@contextmanager
def read_as(definition: dict, *more: dict) -> Iterator[None]:
	"""Let the app ship the workflow of the tests as defined here, and further records."""
	read = fixtures.read_records

	def read_changed(doctype: str) -> list[dict]:
		records = [record for record in read(doctype) if record["name"] != NAME]
		changed = [build_workflow(NAME, definition), *deepcopy(more)]
		return records + [record for record in changed if record["doctype"] == doctype]

	with patch.object(fixtures, "read_records", read_changed):
		yield


def without(state: str) -> dict:
	states = tuple(name for name in FORMER["states"] if name != state)
	steps = tuple(step for step in FORMER["transitions"] if state not in step)
	return {**FORMER, "states": states, "transitions": steps}


def change_workflow() -> None:
	workflow = frappe.get_doc("Workflow", NAME)
	workflow.transitions[0].condition = "doc.website"
	workflow.save()


def get_steps() -> set[tuple[str, str, str]]:
	rows = frappe.get_doc("Workflow", NAME).transitions
	return {(row.state, row.action, row.next_state) for row in rows}


def get_states() -> set[str]:
	return {row.state for row in frappe.get_doc("Workflow", NAME).states}


def export(doctype: str, names: list[str]) -> list[dict]:
	with TemporaryDirectory() as folder:
		path = Path(folder) / "exported.json"
		export_json(doctype, str(path), filters={"name": ("in", names)})
		return json.loads(path.read_text(encoding="utf-8"))


def read_site(doctype: str) -> list[dict]:
	names = [record["name"] for record in fixtures.read_records(doctype)]
	return [frappe.get_doc(doctype, name).as_dict() for name in names if frappe.db.exists(doctype, name)]


def like(exported: dict, record: dict) -> dict:
	"""Return of an exported record what the file speaks of."""
	return {
		key: [like(row, wanted) for row, wanted in zip(exported[key], value, strict=True)]
		if isinstance(value, list)
		else exported[key]
		for key, value in record.items()
	}
