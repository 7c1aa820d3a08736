# SPDX-License-Identifier: GPL-3.0-only
"""The engine must behave as Frappe does. Each test fails without the edit or repair that it is about."""

import ast
import importlib
import threading
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import frappe
import pytest
from frappe.core.report.database_storage_usage_by_tables.database_storage_usage_by_tables import (
	execute as measure_tables,
)
from frappe.model import base_document
from frappe.utils.caching import redis_cache
from frappe.workflow.doctype.workflow_action.workflow_action import get_state_optional_field_value

from embedded.engine import sources, wheel
from embedded.errors import HubError


def test_no_trace_of_the_fork_name_is_left():
	package = wheel.package_folder()
	named = [path.name for path in package.rglob("*") if "monoframe" in path.name.lower()]
	assert named == []
	assert "monoframe" not in (package / "__init__.py").read_text().lower()


def test_every_module_can_be_read_by_the_oldest_python():
	for path in wheel.package_folder().rglob("*.py"):
		ast.parse(path.read_text(), feature_version=(3, 11))


def test_the_engine_tells_the_version_of_frappe():
	assert frappe.__version__.split(".")[0] == "16"


def test_the_licence_travels_along():
	assert "MIT License" in (wheel.package_folder() / "LICENSE").read_text()


def test_both_apps_are_installed_and_listed():
	assert frappe.get_installed_apps() == ["frappe", "planota_hub"]
	assert frappe.get_all_apps() == ["frappe", "planota_hub"]


def test_hooks_of_one_app_are_that_apps_alone():
	assert frappe.get_hooks("app_name", app_name="planota_hub") == ["planota_hub"]
	assert frappe.get_hooks("app_name") == ["frappe", "planota_hub"]


def test_modules_belong_to_their_app():
	assert frappe.local.module_app["capacity_building"] == "planota_hub"
	assert frappe.local.module_app["desk"] == "frappe"


def test_paths_are_those_of_the_app_and_the_site(test_site):
	assert frappe.get_app_path("planota_hub").endswith("planota_hub")
	assert frappe.get_app_path("planota_hub") != frappe.get_app_path("frappe")
	assert frappe.get_site_path("private") == str(test_site.site / "private")
	assert frappe.utils.get_sites() == [test_site.site.name]
	assert frappe.utils.get_bench_path() == str(test_site.root)


def test_the_path_of_the_bench_is_known_where_no_site_is_open(test_site, monkeypatch):
	monkeypatch.setenv("SITES_PATH", str(test_site.sites))
	with ThreadPoolExecutor(1) as elsewhere:
		assert elsewhere.submit(frappe.utils.get_bench_path).result() == str(test_site.root)


def test_a_method_of_an_app_that_is_not_installed_is_refused():
	with pytest.raises(frappe.AppNotInstalledError):
		frappe.get_attr("erpnext.setup.install.after_install")


def test_the_site_configuration_is_read_from_its_file(test_site):
	config = frappe.get_site_config()
	assert config.db_type == test_site.database.kind
	assert config.encryption_key
	assert config.host_name.startswith("http://127.0.0.1")


def test_setup_is_complete_without_the_wizard():
	assert frappe.is_setup_complete() is True
	assert frappe.get_website_settings("app_name") == "Planota Hub"


@pytest.mark.parametrize(
	"path",
	[
		"frappe.modules",
		"frappe.modules.utils",
		"frappe.modules.import_file",
		"frappe.modules.export_file",
		"frappe.modules.patch_handler",
		"frappe.tests.utils.generators",
		"frappe.tests.classes.integration_test_case",
		"frappe.tests.classes.unit_test_case",
	],
)
def test_modules_that_apps_import_by_their_old_path(path):
	importlib.import_module(path)


def test_patches_of_every_app_are_known():
	from frappe.patches import get_all_patches, get_patches_from_app

	assert set(get_patches_from_app("planota_hub")) <= set(get_all_patches())


def test_a_hook_of_one_app_runs_once_in_migration():
	from frappe import migrate

	source = open(migrate.__file__).read()
	assert 'frappe.get_hooks("before_migrate", app_name=app)' in source


def test_the_app_is_on_the_desk():
	from frappe.boot import load_desktop_data

	boot = frappe._dict()
	load_desktop_data(boot)
	assert {app["app_name"] for app in boot.app_data} == {"frappe", "planota_hub"}


def test_the_app_switcher_names_each_app_once():
	from frappe.apps import get_apps

	assert [app["name"] for app in get_apps()] == ["planota_hub"]


def test_files_that_the_desk_shows_are_there():
	logo = frappe.get_hooks("app_logo_url", app_name="frappe")[0]
	assert (wheel.package_folder() / "public" / logo.removeprefix("/assets/frappe/")).exists()


def test_no_query_waits_for_a_compiled_mysql_client():
	import sys

	import frappe.app

	assert frappe.app.application
	assert "MySQLdb" not in sys.modules


def test_printing_to_pdf_without_a_browser_says_so(monkeypatch):
	from embedded.engine.repairs import pdf

	monkeypatch.setattr(pdf, "find_browser", lambda: None)
	with pytest.raises(frappe.ValidationError, match="needs a Chromium browser"):
		pdf.get_pdf("<p>text</p>")


def test_the_foot_of_a_document_becomes_boxes_of_its_pages():
	from embedded.engine.repairs import pdf

	foot = (
		'<div id="footer-html"><p><span class="page-number">Page <span class="page"></span> of '
		'<span class="topage"></span></span><span>Hub "A" · MTG-1</span></p></div>'
	)
	body, boxes = pdf._take_footer(f"<p>text</p>{foot}")

	assert body == "<p>text</p>"
	assert 'content: "Page " counter(page) " of " counter(pages);' in boxes
	assert 'content: "Hub \\000022A\\000022 · MTG-1";' in boxes
	assert pdf._take_footer("<p>text</p>") == ("<p>text</p>", "")


def test_printing_to_pdf_gives_pages():
	from embedded.engine.repairs import pdf

	if not pdf.find_browser():
		pytest.skip("no Chromium on this machine")
	assert frappe.utils.pdf.get_pdf("<p>text</p>").startswith(b"%PDF")


def test_an_edit_that_does_not_fit_stops_the_set_up(tmp_path):
	(tmp_path / "module.py").write_text("one = 1\n")
	with pytest.raises(HubError, match=r"module\.py has 0 of 1 times"):
		sources.Tree(tmp_path).replace("module.py", "two", "three")


def test_a_wheel_with_other_content_is_refused(tmp_path):
	other = tmp_path / "engine.whl"
	other.write_bytes(b"something else")
	with pytest.raises(HubError, match="not the expected one"):
		wheel.verify(other)


def test_the_name_is_restored_in_three_cases():
	assert wheel.restore_name("monoframe Monoframe MONOFRAME") == "frappe Frappe FRAPPE"


def test_installed_apps_survive_an_uninstall_of_another(monkeypatch):
	from frappe import installer

	installer.remove_app("not_there", yes=True, no_backup=True)
	assert frappe.get_installed_apps() == ["frappe", "planota_hub"]


def test_arguments_of_whitelisted_methods_are_cast_and_checked():
	from frappe.desk.search import search_link
	from frappe.utils.typing_validations import transform_parameter_types

	_args, arguments = transform_parameter_types(search_link, (), {"ignore_user_permissions": "0"})
	assert arguments == {"ignore_user_permissions": False}
	with pytest.raises(frappe.exceptions.FrappeTypeError, match="Argument 'doctype'"):
		transform_parameter_types(search_link, (), {"doctype": {"a": 1}})


def test_a_document_can_be_printed():
	note = frappe.get_doc(doctype="Note", title="To be printed", content="<p>its content</p>").insert()
	assert "its content" in frappe.get_print("Note", note.name)
	frappe.db.rollback()


def test_a_mail_can_be_queued_while_there_is_no_account_to_send_it():
	frappe.sendmail(recipients="somebody@example.org", subject="Held back", message="text")
	assert frappe.db.exists("Email Queue", {"message": ("like", "%Held back%"), "status": "Not Sent"})
	frappe.db.rollback()


@pytest.mark.parametrize(("event", "days"), [("Days Before", 3), ("Days After", -3)])
def test_a_notification_finds_the_documents_of_its_day(event, days):
	from frappe.utils import add_days, today

	task = frappe.get_doc(doctype="ToDo", description="Due", date=add_days(today(), days)).insert()
	frappe.get_doc(doctype="ToDo", description="Later", date=add_days(today(), days + 1)).insert()
	notification = frappe.get_doc(
		{
			"doctype": "Notification",
			"document_type": "ToDo",
			"event": event,
			"days_in_advance": 3,
			"date_changed": "date",
		}
	)

	assert [doc.name for doc in notification.get_documents_for_today()] == [task.name]
	frappe.db.rollback()


def test_a_mail_whose_sending_was_interrupted_is_tried_again():
	from frappe.email.queue import retry_sending_emails

	mail = frappe.get_doc({"doctype": "Email Queue", "sender": "hub@hub.test", "status": "Sending"}).insert()
	frappe.db.set_value(
		"Email Queue", mail.name, "modified", "2020-01-01 00:00:00.000000", update_modified=False
	)

	retry_sending_emails()

	assert frappe.db.get_value("Email Queue", mail.name, "status") == "Not Sent"
	frappe.delete_doc("Email Queue", mail.name, force=True)
	frappe.db.commit()


def test_a_property_that_is_being_worked_out_keeps_no_other_thread_from_that_of_another_document():
	begun, other_done = threading.Event(), threading.Event()

	class Record:
		def __init__(self, work):
			self.work = work

		@frappe.utils.cached_property
		def value(self):
			return self.work()

	def wait():
		begun.set()
		return other_done.wait(timeout=10)

	with ThreadPoolExecutor(1) as pool:
		slow = pool.submit(lambda: Record(wait).value)
		assert begun.wait(timeout=10)
		Record(other_done.set).value
		assert slow.result()


def test_a_property_is_worked_out_once_for_each_document():
	class Record:
		@frappe.utils.cached_property
		def value(self):
			return object()

	first, second = Record(), Record()
	assert first.value is first.value
	assert first.value is not second.value


def test_files_are_read_from_their_two_folders_alone(test_site):
	from frappe.utils.file_manager import is_safe_path

	inside = test_site.site / "private/files/x.pdf"
	assert is_safe_path(str(inside))
	assert is_safe_path("https://example.org/x.pdf")
	for path in (
		test_site.site / "site_config.json",
		test_site.site / "private/files/../../site_config.json",
		test_site.site / "private/backups/x.gz",
		test_site.site / "private/files",
		test_site.site / "private/files-2/x",
		test_site.secrets,
		"/etc/passwd",
		f"{inside}\0",
	):
		assert not is_safe_path(str(path)), path


def test_the_style_sheets_of_mails_are_taken_apart_once(test_site):
	import premailer
	from frappe.email.email_body import inline_style_in_html

	html = (
		"<style>.a { color: red } .b { color: blue !important } a:hover { color: green }</style>"
		"<p class='a b'>Text</p>"
	)
	first = inline_style_in_html(html, add_css=False)
	with patch.object(
		premailer.Premailer, "_parse_css_string", side_effect=AssertionError("taken apart again")
	):
		second = inline_style_in_html(html, add_css=False)
	assert second == first == premailer.Premailer(html, strip_important=False).transform()


def test_a_mail_embeds_public_files_alone(test_site):
	from frappe.email.email_body import get_filecontent_from_path

	(test_site.site / "public/files/embedded.txt").write_text("public")
	(test_site.site / "private/files/embedded.txt").write_text("private")
	assert get_filecontent_from_path("/files/embedded.txt") == b"public"
	for path in (
		"private/files/embedded.txt",
		"files/../../site_config.json",
		str(test_site.site / "site_config.json"),
		f"{test_site.site.name}/site_config.json",
		"assets/../apps.txt",
		"common_site_config.json",
		"",
		None,
	):
		assert get_filecontent_from_path(path) is None, path
	for kind in ("public", "private"):
		(test_site.site / kind / "files/embedded.txt").unlink()


def test_a_value_that_another_visitor_has_just_cached_is_read(monkeypatch):
	remembered = redis_cache(lambda: "report-need")
	remembered()
	look, first = frappe.cache.get_value, iter([None])
	frappe.local.cache.clear()
	monkeypatch.setattr(frappe.cache, "get_value", lambda *key, **options: next(first, look(*key, **options)))
	for key in frappe.cache.get_keys("tests.embedded.test_repairs"):
		frappe.local.cache[key] = None  # as the first look has left it

	assert remembered() == "report-need"


def test_the_states_of_a_workflow_that_is_known_are_not_asked_for_again(monkeypatch):
	known = {
		row.state: row.is_optional_state
		for row in frappe.get_cached_doc("Workflow", "NGO Verification").states
	}
	monkeypatch.setattr(frappe.db, "sql", lambda *query, **_options: pytest.fail(str(query)))

	found = {state: get_state_optional_field_value("NGO Verification", state) for state in known}

	assert found == known and len(known) > 3
	assert get_state_optional_field_value("NGO Verification", "No Such State") is None


@pytest.mark.parametrize(
	("filters", "found"),
	[
		({}, "abc"),
		({"kind": "x"}, "ac"),
		({"kind": None}, "b"),
		({"kind": True}, "ac"),
		({"kind": False}, "b"),
		({"name": ("in", ("a", "b"))}, "ab"),
		({"name": ["!=", "a"], "kind": "x"}, "c"),
		({"note": "^begin"}, "a"),
		({"number": (">", 1)}, "bc"),
		({"no_such_field": ("is", "not set"), "number": 1}, "a"),
		({"name": ("no such operator", "a")}, ""),
	],
)
def test_rows_are_chosen_as_frappe_chooses_them(filters, found):
	rows = [
		frappe._dict(name="a", kind="x", number=1, note="beginning"),
		frappe._dict(name="b", kind=None, number=2, note=None),
		frappe._dict(name="c", kind="x", number=3),
	]
	record = frappe.get_doc({"doctype": "Note"})
	record.__dict__["rows"] = rows

	assert "".join(row.name for row in record.get("rows", filters)) == found
	assert "".join(row.name for row in base_document._filter(rows, filters)) == found
	assert base_document._filter(rows, filters, limit=1) == base_document._filter(rows, filters)[:1]
	assert base_document._filter(None, filters) == []


def test_a_filter_with_a_limit_looks_no_further():
	rows = [frappe._dict(number=3), frappe._dict(number=None)]

	assert base_document._filter(rows, {"number": (">", 1)}, limit=1) == rows[:1]


def test_new_rows_get_the_defaults_of_their_table_and_no_other_table_is_asked_for_them(monkeypatch):
	asked = []
	new_doc = frappe.new_doc
	monkeypatch.setattr(
		frappe, "new_doc", lambda doctype, **options: asked.append(doctype) or new_doc(doctype, **options)
	)
	ngo = frappe.get_doc({"doctype": "NGO", "former_names": [{"former_name": "Before"}]})

	ngo._set_defaults()

	assert ngo.former_names[0].reason == "Renamed"
	assert asked == ["Former Name"]


def test_what_is_written_into_a_new_document_stays_out_of_the_next_one():
	first = frappe.new_doc("NGO", as_dict=True)
	first.ngo_name = "First"

	assert not frappe.new_doc("NGO", as_dict=True).get("ngo_name")


def test_the_tables_of_the_database_are_measured_in_one_look(sqlite_site):
	steps = []
	connection = frappe.db._conn
	# some thousand million of them, when each table is looked for anew
	connection.set_progress_handler(lambda: steps.append(1) or len(steps) > 100, 1_000_000)
	try:
		_columns, tables = measure_tables()
	finally:
		connection.set_progress_handler(None, 0)

	of_one = next(table for table in tables if table.table == "tabDocField")
	assert of_one.size >= max(of_one.data_size, of_one.index_size) > 0
	whole = frappe.db.sql("SELECT sum(pgsize) / 1048576.0 FROM dbstat")[0][0]
	assert sum(table.size for table in tables) == pytest.approx(whole, rel=0.1)
