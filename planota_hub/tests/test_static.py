# SPDX-License-Identifier: GPL-3.0-only
"""Everything that names something else by a string names something that exists."""

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import frappe
from frappe.model import no_value_fields
from frappe.model.base_document import get_controller

import planota_hub
from planota_hub import hooks
from planota_hub.rules.document_row import DocumentRow
from planota_hub.setup.boards import BOARDS
from planota_hub.setup.roles import ROLES
from planota_hub.tests.call_graph import flatten
from planota_hub.tests.compat import HubTestCase

APP = "planota_hub"
APP_PATH = Path(planota_hub.__file__).parent

# DocTypes of ERPNext, HRMS, Non Profit and other apps that a hub may install next to this one
TAKEN_NAMES = frozenset(
	"""Campaign|Contract|Appointment|Competitor|Project|Task|Issue|Territory|Prospect|Lead|Opportunity
	Quality Goal|Quality Meeting|Quality Review|Batch|Location|Party Type|Partner|Customer|Supplier|Employee
	Goal|Training Event|Training Program|Training Result|Training Feedback|Interview|Grievance Type|Skill
	Member|Membership|Donor|Donation|Volunteer|Chapter|Grant Application|Certification Application
	Case|District|State|Zone|Organisation|Beneficiary|Bank|Department|Designation|Course|Student
	Event|Communication|Note|Tag|Contact|Address|UTM Campaign|Newsletter|Email Group""".replace(
		"\n\t", "|"
	).split("|")
)

# standard fields that a definition may name besides its own
# DocTypes that only one of the framework's versions has
OF_ONE_VERSION = {"Workspace Sidebar"}
# lists in which what comes next stands above what is over
STANDARD_FIELDS = {"name", "owner", "creation", "modified", "modified_by", "docstatus", "idx"}


def read_json_files() -> Iterator[tuple[Path, dict]]:
	"""Yield every JSON file of the app that describes a record of the framework."""
	for path in sorted(APP_PATH.rglob("*.json")):
		content = json.loads(path.read_text(encoding="utf-8"))
		records = content if isinstance(content, list) else [content]
		for record in records:
			if isinstance(record, dict) and record.get("doctype"):
				yield path.relative_to(APP_PATH), record


def read_records(doctype: str) -> list[tuple[Path, dict]]:
	return [(path, record) for path, record in read_json_files() if record["doctype"] == doctype]


def find_paths(value: object) -> Iterator[str]:
	"""Yield every dotted path into the app that a hook names."""
	return (text for text in flatten(value) if text.startswith(f"{APP}."))


class TestHooksAndPatches(HubTestCase):
	def test_every_path_in_hooks_resolves(self):
		for name, value in vars(hooks).items():
			for path in [] if name.startswith("__") else find_paths(value):
				with self.subTest(f"{name}: {path}"):
					found = frappe.get_attr(path)
					self.assertTrue(
						isinstance(found, dict)
						if name in ("hub_link_purposes", "hub_table_names")
						else callable(found)
					)

	def test_the_rules_of_the_hub_are_asked_for_its_own_doctypes_and_for_no_others(self):
		own = {record["name"] for _path, record in read_records("DocType")}
		asked = {
			doctype
			for doctype, events in frappe.get_doc_hooks().items()
			if "planota_hub.rules.dates.normalise_dates" in events.get("before_validate", ())
			and "planota_hub.rules.links.refuse_unsafe_links" in events.get("validate", ())
		}
		self.assertEqual(asked, own)

	def test_what_people_have_subscribed_to_keeps_its_address(self):
		for address in (
			"planota_hub.capacity_building.calendar_files.entry",
			"planota_hub.capacity_building.calendar_files.feed",
			"planota_hub.funding.call_feed.deadlines",
			"planota_hub.funding.call_feed.rss",
		):
			with self.subTest(address):
				[method] = frappe.get_hooks("override_whitelisted_methods")[address]
				self.assertIn(frappe.get_attr(method), frappe.guest_methods)

	def test_every_doctype_in_hooks_exists(self):
		per_doctype = (hooks.permission_query_conditions, hooks.has_permission)
		named = {doctype for hook in per_doctype for doctype in hook}
		named |= {row["doctype"] for row in hooks.user_data_fields}
		named |= {row["doctype"] for group in hooks.global_search_doctypes.values() for row in group}
		for doctype in named - OF_ONE_VERSION:
			with self.subTest(doctype):
				self.assertTrue(frappe.db.exists("DocType", doctype))

	def test_what_not_everybody_sees_is_guarded_in_lists_in_forms_and_in_its_rows(self):
		for doctype in hooks.permission_query_conditions:
			meta = frappe.get_meta(doctype)
			with self.subTest(doctype):
				self.assertTrue(meta.istable or doctype in hooks.has_permission)
				rows = {field.options for field in meta.get_table_fields()}
				self.assertLessEqual(rows, set(hooks.permission_query_conditions))

	def test_every_field_in_user_data_fields_exists(self):
		for row in hooks.user_data_fields:
			for fieldname in (row["filter_by"], *row["redact_fields"]):
				self.assertTrue(frappe.get_meta(row["doctype"]).has_field(fieldname), fieldname)

	def test_every_asset_in_hooks_exists(self):
		for path in (hooks.app_logo_url, *(entry["logo"] for entry in hooks.add_to_apps_screen)):
			self.assertTrue((APP_PATH / "public" / path.removeprefix(f"/assets/{APP}/")).is_file(), path)

	def test_every_patch_can_be_run(self):
		for line in (APP_PATH / "patches.txt").read_text(encoding="utf-8").split("\n"):
			if line.strip() and line[0] not in "[#":
				with self.subTest(line):
					self.assertTrue(callable(import_module(line.split()[0]).execute))

	def test_every_module_has_its_folder(self):
		for module in (APP_PATH / "modules.txt").read_text(encoding="utf-8").split("\n"):
			if module.strip():
				self.assertTrue((APP_PATH / frappe.scrub(module) / "__init__.py").is_file(), module)

	def test_every_folder_with_code_is_a_package(self):
		for path in APP_PATH.rglob("*.py"):
			if {"public", "www", "locale"} & set(path.relative_to(APP_PATH).parts):
				continue
			self.assertTrue((path.parent / "__init__.py").is_file(), path)


class TestDocTypes(HubTestCase):
	def setUp(self):
		super().setUp()
		self.doctypes = {record["name"]: record for _path, record in read_records("DocType")}

	def exists(self, doctype: str) -> bool:
		return doctype in self.doctypes or bool(frappe.db.exists("DocType", doctype))

	def test_no_name_is_taken_by_another_app(self):
		self.assertFalse(TAKEN_NAMES & set(self.doctypes))

	def test_files_lie_where_the_framework_looks_for_them(self):
		for path, record in read_records("DocType"):
			slug = frappe.scrub(record["name"])
			self.assertEqual(path.as_posix(), f"{frappe.scrub(record['module'])}/doctype/{slug}/{slug}.json")
			self.assertTrue((APP_PATH / path).with_suffix(".py").is_file(), path)

	def test_every_row_is_seen_and_changed_with_its_document(self):
		for name, record in self.doctypes.items():
			if record.get("istable"):
				with self.subTest(name):
					self.assertTrue(issubclass(get_controller(name), DocumentRow))

	def test_links_and_tables_point_at_doctypes(self):
		for name, record in self.doctypes.items():
			for field in record["fields"]:
				if field["fieldtype"] in ("Link", "Table", "Table MultiSelect"):
					with self.subTest(f"{name}.{field['fieldname']}"):
						self.assertTrue(self.exists(field["options"]))

	def test_order_and_fields_are_the_same(self):
		for name, record in self.doctypes.items():
			with self.subTest(name):
				self.assertEqual(record["field_order"], [field["fieldname"] for field in record["fields"]])

	def test_named_fields_exist(self):
		for name, record in self.doctypes.items():
			fieldnames = {field["fieldname"] for field in record["fields"]} | STANDARD_FIELDS
			named = [record.get("title_field"), record.get("image_field"), record.get("sort_field")]
			named += [part.strip() for part in (record.get("search_fields") or "").split(",")]
			if (record.get("autoname") or "").startswith("field:"):
				named.append(record["autoname"].split(":")[1])
			for field in record["fields"]:
				if field.get("fetch_from"):
					named.append(field["fetch_from"].split(".")[0])
			with self.subTest(name):
				self.assertLessEqual({fieldname for fieldname in named if fieldname}, fieldnames)

	def test_roles_in_permission_rows_exist(self):
		for name, record in self.doctypes.items():
			for row in record["permissions"]:
				with self.subTest(f"{name}: {row['role']}"):
					self.assertTrue(row["role"] in ROLES or frappe.db.exists("Role", row["role"]))

	def test_every_doctype_that_a_person_opens_is_polished(self):
		for name, record in self.doctypes.items():
			if record.get("istable"):
				continue
			with self.subTest(name):
				self.assertTrue(record.get("track_changes"))
				self.assertTrue(record.get("permissions"))
				if record.get("issingle"):
					continue
				self.assertTrue(record.get("title_field"))
				self.assertTrue(record.get("search_fields"))
				lies_ahead = name in hooks.hub_coming
				order = ("next_order", "ASC") if lies_ahead else ("creation", "DESC")
				self.assertEqual((record["sort_field"], record["sort_order"]), order)
				columns = [field for field in record["fields"] if field.get("in_list_view")]
				self.assertLessEqual(len(columns), 6)

	def test_every_report_of_a_period_offers_years_and_projects(self):
		for path in APP_PATH.glob("*/report/*/*.js"):
			script = path.read_text(encoding="utf-8")
			if '"from_date"' in script and '"to_date"' in script:
				with self.subTest(path.stem):
					self.assertIn("planota_hub.filters.offer_periods", script)

	def test_every_field_has_a_label(self):
		for name, record in self.doctypes.items():
			for field in record["fields"]:
				if field["fieldtype"] not in no_value_fields:
					self.assertTrue(field.get("label"), f"{name}.{field['fieldname']}")


class TestOtherRecords(HubTestCase):
	def test_every_record_belongs_to_a_module_of_the_app(self):
		modules = {
			line.strip() for line in (APP_PATH / "modules.txt").read_text(encoding="utf-8").split("\n")
		}
		for path, record in read_json_files():
			if record.get("module"):
				self.assertIn(record["module"], modules, path)

	def test_doctypes_that_records_name_exist(self):
		columns = {
			"Report": "ref_doctype",
			"Print Format": "doc_type",
			"Web Form": "doc_type",
			"Notification": "document_type",
			"Number Card": "document_type",
			"Dashboard Chart": "document_type",
		}
		for path, record in read_json_files():
			doctype = record.get(columns.get(record["doctype"], ""))
			if doctype:
				with self.subTest(str(path)):
					self.assertTrue(frappe.db.exists("DocType", doctype))

	def test_reports_and_their_roles_exist(self):
		for path, record in read_json_files():
			for row in record.get("roles") or []:
				with self.subTest(str(path)):
					self.assertTrue(row["role"] in ROLES or frappe.db.exists("Role", row["role"]))
			report = record.get("report_name") if record["doctype"] != "Report" else None
			if report:
				with self.subTest(str(path)):
					self.assertTrue(frappe.db.exists("Report", report))

	def test_filters_of_reports_take_the_choices_of_a_field_from_its_doctype(self):
		choices = {
			(record["name"], field["fieldname"]): set(field["options"].strip().split("\n"))
			for _path, record in read_records("DocType")
			for field in record["fields"]
			if field["fieldtype"] == "Select" and field.get("options")
		}
		for path in APP_PATH.glob("*/report/*/*.js"):
			script = path.read_text(encoding="utf-8")
			said = set(re.findall(r'"([^"\n]+)"', script)) | set(re.findall(r"(\w+): __", script))
			for field, options in choices.items():
				with self.subTest(f"{path.name}: {field}"):
					self.assertFalse(len(options) > 2 and options <= said)
			for doctype, fieldname in re.findall(r'by_choice\("([^"]+)", "(\w+)"', script):
				self.assertIn((doctype, fieldname), choices, path.name)

	def test_fields_of_web_forms_exist_or_are_the_forms_own(self):
		for path, record in read_records("Web Form"):
			meta = frappe.get_meta(record["doc_type"])
			for field in record["web_form_fields"]:
				if field["fieldtype"] in ("Link", "Table", "Table MultiSelect"):
					with self.subTest(f"{path}: {field.get('fieldname')}"):
						self.assertTrue(meta.has_field(field["fieldname"]))

	def test_notifications_reach_fields_and_roles_that_exist(self):
		for path, record in read_records("Notification"):
			meta = frappe.get_meta(record["document_type"])
			for row in record["recipients"]:
				with self.subTest(str(path)):
					if row.get("receiver_by_document_field"):
						self.assertTrue(meta.has_field(row["receiver_by_document_field"]))
					if row.get("receiver_by_role"):
						self.assertIn(row["receiver_by_role"], ROLES)
			if record.get("value_changed"):
				self.assertTrue(meta.has_field(record["value_changed"]), path)
			if record.get("condition"):
				# without it, Frappe 16 sends the mail whatever the condition says
				self.assertEqual(record.get("condition_type"), "Python", path)

	def test_workspaces_link_to_what_exists(self):
		for path, record in read_records("Workspace"):
			targets = [(row["link_type"], row["link_to"]) for row in record["links"] if row.get("link_to")]
			targets += [(row["type"], row["link_to"]) for row in record["shortcuts"] if row.get("link_to")]
			targets += [("Number Card", row["number_card_name"]) for row in record.get("number_cards", [])]
			targets += [("Dashboard Chart", row["chart_name"]) for row in record.get("charts", [])]
			for doctype, name in targets:
				with self.subTest(f"{path}: {doctype} {name}"):
					self.assertTrue(frappe.db.exists(doctype, name))

	def test_the_list_of_a_doctype_loads_what_the_cards_of_its_board_show(self):
		for name, board in BOARDS.items():
			doctype = frappe.scrub(board["reference_doctype"])
			(script,) = APP_PATH.glob(f"*/doctype/{doctype}/{doctype}_list.js")
			loaded = re.search(r"add_fields: \[(.*?)\]", script.read_text(), re.DOTALL)[1]
			with self.subTest(name):
				self.assertEqual(set(board["fields"]) - set(re.findall(r'"(\w+)"', loaded)), set())

	def test_connections_are_counted_on_every_form(self):
		"""The framework counts none, and a click opens the whole list, where the dashboard names no field."""
		for path, record in read_records("DocType"):
			dashboard = frappe.get_meta(record["name"]).get_dashboard_data()
			with self.subTest(path):
				self.assertTrue(dashboard.fieldname or not dashboard.transactions)

	def test_dashboards_show_cards_and_charts_that_exist(self):
		for path, record in read_records("Dashboard"):
			targets = [("Number Card", row["card"]) for row in record["cards"]]
			targets += [("Dashboard Chart", row["chart"]) for row in record["charts"]]
			for doctype, name in targets:
				with self.subTest(f"{path}: {doctype} {name}"):
					self.assertTrue(frappe.db.exists(doctype, name))

	def test_steps_of_an_onboarding_lead_somewhere(self):
		targets = {
			"reference_document": "DocType",
			"reference_report": "Report",
			"form_tour": "Form Tour",
		}
		for path, record in read_records("Module Onboarding"):
			for row in record["steps"]:
				with self.subTest(f"{path}: {row['step']}"):
					step = frappe.get_doc("Onboarding Step", row["step"])
					links = [
						(doctype, step.get(field)) for field, doctype in targets.items() if step.get(field)
					]
					for doctype, name in links:
						self.assertTrue(frappe.db.exists(doctype, name), name)
					if step.field:
						self.assertTrue(frappe.get_meta(step.reference_document).has_field(step.field))
					self.assertTrue(links or step.path)

	def test_form_tours_show_fields_that_everybody_sees(self):
		for path, record in read_records("Form Tour"):
			meta = frappe.get_meta(record["reference_doctype"])
			for row in record["steps"]:
				with self.subTest(f"{path}: {row['fieldname']}"):
					field = meta.get_field(row["fieldname"])
					self.assertTrue(field and not field.hidden and not field.depends_on)
