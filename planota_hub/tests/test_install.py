# SPDX-License-Identifier: GPL-3.0-only
"""What the installation adds is what the removal takes away."""

from unittest.mock import patch

import frappe
from frappe.utils.global_search import get_doctypes_with_global_search, rebuild_for_doctype

from planota_hub import install, uninstall, version_guard
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_representative
from planota_hub.setup import boards, foreign_permissions, masters, roles, traces, workflows
from planota_hub.setup.own_doctypes import get_counters, open_counters
from planota_hub.setup.search import create_search_doctypes
from planota_hub.tests.compat import HubTestCase


def count_records() -> dict[str, int]:
	"""Count, per room of `setup/`, how many of its records are on the site."""
	return {
		"Role": count("Role", roles.ROLES),
		"Role Profile": count("Role Profile", roles.ROLE_PROFILES),
		"Workflow": count("Workflow", workflows.WORKFLOWS),
		"Workflow State": count("Workflow State", workflows.WORKFLOW_STATES),
		"Workflow Action Master": count("Workflow Action Master", workflows.WORKFLOW_ACTIONS),
		"Kanban Board": count("Kanban Board", boards.BOARDS),
		"Counter": len(get_open_counters()),
		"Custom DocPerm": frappe.db.count("Custom DocPerm", {"role": ("in", list(roles.ROLES))}),
	}


def count(doctype: str, names) -> int:
	return frappe.db.count(doctype, {"name": ("in", list(names))})


def get_open_counters() -> list[str]:
	series = frappe.qb.DocType("Series")
	return frappe.qb.from_(series).select(series.name).where(series.name.isin(list(get_counters()))).run()


class TestInstallation(HubTestCase):
	@classmethod
	def tearDownClass(cls):
		"""On MariaDB the search index knows no rollback: what the removal takes from it stays away."""
		super().tearDownClass()
		for doctype in get_doctypes_with_global_search():
			rebuild_for_doctype(doctype)
		frappe.db.commit()

	def test_everything_that_the_constants_name_is_on_the_site(self):
		self.assertEqual(
			count_records(),
			{
				"Role": len(roles.ROLES),
				"Role Profile": len(roles.ROLE_PROFILES),
				"Workflow": len(workflows.WORKFLOWS),
				"Workflow State": len(workflows.WORKFLOW_STATES),
				"Workflow Action Master": len(workflows.WORKFLOW_ACTIONS),
				"Kanban Board": len(boards.BOARDS),
				"Counter": len(get_counters()),
				"Custom DocPerm": sum(map(len, foreign_permissions.FOREIGN_PERMISSIONS.values())),
			},
		)

	def test_a_patch_brings_its_own_boards_and_leaves_those_removed_that_an_administrator_removed(self):
		for name in ("NGO Verification", "Joint Actions"):
			frappe.delete_doc("Kanban Board", name)

		boards.create_boards("Joint Action", "Programme Proposal")

		self.assertTrue(frappe.db.exists("Kanban Board", "Joint Actions"))
		self.assertFalse(frappe.db.exists("Kanban Board", "NGO Verification"))

	def test_a_patch_brings_its_own_doctypes_to_the_search_and_no_others(self):
		settings = frappe.get_doc("Global Search Settings")
		rows = settings.allowed_in_global_search
		settings.allowed_in_global_search = [
			row for row in rows if row.document_type not in ("Municipality", "Joint Action")
		]
		settings.save()

		create_search_doctypes("Joint Action", "Programme Proposal")

		settings.reload()
		found = [row.document_type for row in settings.allowed_in_global_search]
		self.assertIn("Joint Action", found)
		self.assertNotIn("Municipality", found)

	def test_an_app_that_is_gone_does_not_keep_the_hub_from_being_installed(self):
		settings = frappe.get_doc("Global Search Settings")
		rows = [row for row in settings.allowed_in_global_search if row.document_type != "Municipality"]
		settings.allowed_in_global_search = rows
		settings.save()
		settings.append("allowed_in_global_search", {"document_type": "Gone With Its App"}).db_insert()

		create_search_doctypes()

		settings.reload()
		found = {row.document_type for row in settings.allowed_in_global_search}
		self.assertIn("Municipality", found)
		self.assertNotIn("Gone With Its App", found)

	def test_a_counter_that_is_made_later_goes_on_after_the_highest_number(self):
		series = frappe.qb.DocType("Series")
		make_ngo()
		frappe.db.set_value("NGO", make_ngo().name, "name", "NGO-70007")
		frappe.qb.from_(series).delete().where(series.name == "NGO-").run()

		open_counters()

		self.assertEqual(make_ngo().name, "NGO-70008")

	def test_installing_and_migrating_again_changes_nothing(self):
		before = count_records()

		install.after_install()
		install.after_migrate()

		self.assertEqual(count_records(), before)

	def test_removing_leaves_only_the_frameworks_own_and_installing_brings_it_all_back(self):
		before = count_records()

		uninstall.before_uninstall()
		# to drop a table or an index ends the transaction, and this test would not be undone
		with (
			patch.object(frappe.db, "commit") as commit,
			patch.object(uninstall, "drop_index"),
			patch.object(uninstall, "drop_index_of_mailboxes"),
		):
			uninstall.after_uninstall()
		# the framework does not do it any more at this point
		commit.assert_called_once_with()
		removed = count_records()
		install.after_install()

		kept = {
			"Workflow State": workflows.FRAMEWORK_STATES & workflows.WORKFLOW_STATES.keys(),
			"Workflow Action Master": workflows.FRAMEWORK_ACTIONS & set(workflows.WORKFLOW_ACTIONS),
		}
		for doctype, number in removed.items():
			self.assertEqual(number, len(kept.get(doctype, ())), doctype)
		for doctype, names in kept.items():
			self.assertEqual(count(doctype, names), len(names), "the framework brought it, it has to stay")
		self.assertEqual(count_records(), before)

	def test_framework_permissions_are_again_the_frameworks_own(self):
		for doctype in foreign_permissions.FOREIGN_PERMISSIONS:
			self.assertTrue(frappe.db.exists("Custom DocPerm", {"parent": doctype}))

		foreign_permissions.remove_foreign_permissions()

		for doctype in foreign_permissions.FOREIGN_PERMISSIONS:
			self.assertFalse(frappe.db.exists("Custom DocPerm", {"parent": doctype}), doctype)

	def test_permissions_that_an_administrator_changed_stay(self):
		frappe.permissions.add_permission("Contact", "Guest", 0)

		foreign_permissions.remove_foreign_permissions()

		self.assertTrue(frappe.db.exists("Custom DocPerm", {"parent": "Contact", "role": "Guest"}))
		self.assertTrue(frappe.db.exists("Custom DocPerm", {"parent": "Contact", "role": "System Manager"}))
		self.assertFalse(frappe.db.exists("Custom DocPerm", {"parent": "Contact", "role": "Hub Officer"}))

	def test_states_and_actions_that_another_workflow_uses_stay(self):
		workflow = frappe.new_doc("Workflow")
		workflow.update(
			{
				"workflow_name": "Other",
				"document_type": "Note",
				"workflow_state_field": "title",
				"is_active": 0,
			}
		)
		workflow.append("states", {"state": "Verified", "doc_status": "0", "allow_edit": "All"})
		workflow.append(
			"transitions",
			{"state": "Verified", "action": "Reject", "next_state": "Verified", "allowed": "All"},
		)
		workflow.insert()

		workflows.remove_workflows()

		self.assertTrue(frappe.db.exists("Workflow State", "Verified"))
		self.assertTrue(frappe.db.exists("Workflow Action Master", "Reject"))
		self.assertFalse(frappe.db.exists("Workflow State", "Submitted"))
		self.assertFalse(frappe.db.exists("Workflow", "NGO Verification"))

	def test_portal_role_has_no_desk_and_the_others_do(self):
		for role, desk_access in roles.ROLES.items():
			self.assertEqual(bool(frappe.db.get_value("Role", role, "desk_access")), desk_access, role)

	def test_master_data_are_complete(self):
		rows = masters.read_places()

		self.assertEqual(len(rows), 212)
		self.assertEqual(count("Municipality", [row["municipality"] for row in rows]), 212)
		self.assertEqual(frappe.db.get_value("Municipality", "Nova Gorica", "official_code"), "084")
		self.assertTrue(all(row["population"] > 300 and row["area_km2"] > 5 for row in rows))

	def test_nothing_in_the_frameworks_tables_points_at_a_removed_doctype(self):
		ngo = make_ngo(stage="Verified", representatives=[make_representative()])
		ngo.reload()
		ngo.add_comment("Comment", "x")
		frappe.get_doc(
			{"doctype": "ToDo", "description": "x", "reference_type": "NGO", "reference_name": ngo.name}
		).insert()

		traces.remove_traces()

		self.assertFalse(frappe.db.exists("Contact", ngo.representatives[0].contact))
		for doctype, column in traces.POINTERS_TO_DOCTYPES.items():
			if traces.has_column(doctype, column):
				self.assertFalse(frappe.db.exists(doctype, {column: "NGO"}), doctype)


class TestVersionGuard(HubTestCase):
	def test_frappe_15_and_16_are_accepted_in_every_spelling(self):
		for version in ("15.0.0", "15.99.1", "16.0.0-dev", "16.4.1", "16.0.0-beta.2"):
			with self.subTest(version):
				self.assertIn(version_guard.major_version(version), version_guard.SUPPORTED_MAJORS)

	def test_any_other_version_is_refused_with_its_number(self):
		current = frappe.__version__
		self.addCleanup(setattr, frappe, "__version__", current)
		for version in ("14.70.0", "17.0.0-dev", "develop"):
			frappe.__version__ = version
			with self.subTest(version), self.assertRefused(f"runs Frappe {version}", frappe.IncompatibleApp):
				install.before_install()
