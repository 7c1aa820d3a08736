# SPDX-License-Identifier: GPL-3.0-only
"""Edits to the engine's source: each function closes one hole that the fork left, and says which.

Two kinds of edit are made here, once, when the wheel is laid out:

- a *call site* gets back what the fork took from it (`tree.replace`);
- a *module* gets the functions of its repair (`tree.extend`): `embedded/engine/repairs/` mirrors the
  engine's modules, and what a repair lists in `__all__` takes the place of the engine's own.

An edit whose text is not found stops the set-up: the wheel is pinned, so that can only be a mistake here.
"""

import ast
from pathlib import Path

from embedded.errors import HubError

REPAIRS = "embedded.engine.repairs"


class Tree:
	"""The engine's files, edited in place."""

	def __init__(self, root: Path):
		self.root = root

	def replace(self, path: str, old: str, new: str, count: int = 1) -> None:
		"""Replace `old` by `new` in `path`; it must be there exactly `count` times."""
		file = self.root / path
		text = file.read_text()
		if text.count(old) != count:
			raise HubError(f"Engine edit does not fit: {path} has {text.count(old)} of {count} times {old!r}")
		file.write_text(text.replace(old, new))

	def extend(self, path: str, repair: str) -> None:
		"""Let what `repairs/<repair>.py` lists in `__all__` take the place of the engine's own in `path`.

		The names are written out: a star would import nothing, silently, when the repair was imported first.
		"""
		with (self.root / path).open("a") as module:
			module.write(f"\n\nfrom {REPAIRS}.{repair} import {', '.join(_public_names(repair))}\n")

	def move(self, path: str, target: str) -> None:
		"""Move a module, which the fork had flattened, back into its package."""
		(self.root / target).parent.mkdir(parents=True, exist_ok=True)
		(self.root / path).rename(self.root / target)

	def write(self, path: str, text: str) -> None:
		"""Write a module that the fork left out."""
		file = self.root / path
		file.parent.mkdir(parents=True, exist_ok=True)
		file.write_text(text)


def mend(root: Path) -> None:
	"""Apply every edit to the engine under `root`."""
	tree = Tree(root)
	for edit in EDITS:
		edit(tree)


def _public_names(repair: str) -> list[str]:
	tree = ast.parse((Path(__file__).parent / "repairs" / f"{repair}.py").read_text())
	for node in tree.body:
		if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
			return ast.literal_eval(node.value)
	raise HubError(f"The repair {repair} lists nothing in __all__")


def tell_its_version(tree: Tree) -> None:
	"""The fork calls itself 0.0.1; apps ask for the version of Frappe, whose release it was taken from."""
	tree.replace("__init__.py", '__version__ = "0.0.1"', '__version__ = "16.4.1"')


def show_its_logo(tree: Tree) -> None:
	"""The fork names a logo that it does not bring."""
	tree.replace("hooks.py", "/images/frappe-logo.svg", "/images/frappe-framework-logo.svg")


def parse_on_python_3_11(tree: Tree) -> None:
	"""One file kept a `type` statement, which only Python 3.12 and later can read."""
	tree.replace(
		"desk/doctype/event/event.py",
		"\ttype EventLikeDict = ",
		"\tEventLikeDict = ",
	)


def serve_several_apps(tree: Tree) -> None:
	"""Hooks, modules and paths knew the framework alone; give the other apps back, and the site a name."""
	tree.replace(
		"__init__.py",
		"\tlocal.app_path = os.getcwd()\n\tlocal.site_path = os.getcwd()\n",
		"\tlocal.app_path = local.sites_path\n\tlocal.site_path = os.path.join(local.sites_path, local.site)\n",
	)
	tree.extend("__init__.py", "apps")
	tree.extend("utils/installed_apps.py", "installed_apps")


def read_the_site_config(tree: Tree) -> None:
	"""Configuration came from environment variables; read site_config.json as Frappe does."""
	tree.extend("config.py", "config")


def install_and_remove_apps(tree: Tree) -> None:
	"""Only the framework itself could be installed, nothing could be removed."""
	tree.replace(
		"installer.py",
		'\tif name != "frappe":\n\t\traise ValueError("Single-tenant: only frappe can be installed. '
		'Use frappe new to create a project.")\n',
		'\tif name not in frappe.get_all_apps():\n\t\traise Exception(f"App {name} not in apps.txt")\n',
	)
	tree.replace(
		"installer.py",
		"\tapp_hooks = frappe.get_hooks()\n",
		"\tapp_hooks = frappe.get_hooks(app_name=name)\n"
		"\tfor required in app_hooks.required_apps or []:\n"
		"\t\tinstall_app(parse_app_name(required), verbose=verbose)\n",
	)
	tree.replace(
		"installer.py",
		"\tadd_module_defs(name, ignore_if_duplicate=force)\n",
		'\tif name != "frappe":\n\t\tadd_module_defs(name, ignore_if_duplicate=force)\n',
	)
	tree.extend("installer.py", "installer")


def find_the_site_by_its_folder(tree: Tree) -> None:
	"""Paths of site and bench were the working folder, whatever it happened to be."""
	tree.extend("utils/__init__.py", "site_paths")


def sync_and_patch_every_app(tree: Tree) -> None:
	"""Migration looked at the framework's own files and patches alone."""
	tree.extend("model/sync.py", "sync")
	tree.extend("patches.py", "patches")


def ask_hooks_by_app(tree: Tree) -> None:
	"""`get_hooks` lost `app_name`, and its callers with it: a loop over apps then runs every hook twice."""
	per_app = {
		"gettext/translate.py": [('("ignore_translatable_strings_from", [])', "app")],
		"custom/report/audit_system_hooks/audit_system_hooks.py": [
			("delist(frappe.get_hooks(hook)", "app"),
			("fmt_hook_values(frappe.get_hooks(hook)", "app"),
		],
		"desk/page/desktop/desktop.py": [('frappe.get_hooks("app_logo_url")', '"frappe"')],
		"desk/doctype/changelog_feed/changelog_feed.py": [('frappe.get_hooks("app_title")', "app_name")],
		"desk/doctype/global_search_settings/global_search_settings.py": [
			('frappe.get_hooks(hook="global_search_doctypes")', "app")
		],
		"desk/form/meta.py": [("frappe.get_hooks(hook, default={})", "app_name")],
		"testing/environment.py": [('frappe.get_hooks("before_tests")', "app")],
		"core/doctype/doctype/doctype.py": [('frappe.get_hooks("export_python_type_annotations")', "app")],
		"utils/fixtures.py": [
			('frappe.get_hooks("fixture_auto_order")', "app"),
			('frappe.get_hooks("fixtures")', "app"),
		],
		"migrate.py": [
			('frappe.get_hooks("before_migrate")', "app"),
			('frappe.get_hooks("override_doctype_class", {})', "app"),
		],
		"apps.py": [('\t\tapp_details = frappe.get_hooks("add_to_apps_screen")', "app")],
	}
	for path, calls in per_app.items():
		for call, app in calls:
			times = 2 if path == "apps.py" else 1
			tree.replace(path, call, f"{call[:-1]}, app_name={app})", count=times)
	tree.replace(
		"utils/install.py",
		'frappe.get_hooks()["app_title"]',
		'frappe.get_hooks(app_name=app_name)["app_title"]',
	)
	tree.replace(
		"utils/change_log.py", "app_hooks = frappe.get_hooks()", "app_hooks = frappe.get_hooks(app_name=app)"
	)
	tree.replace(
		"utils/safe_exec.py",
		"def get_hooks(hook: str | None = None, default=None) -> frappe._dict:",
		"def get_hooks(hook: str | None = None, default=None, app_name: str | None = None) -> frappe._dict:",
	)
	tree.replace(
		"utils/safe_exec.py",
		"frappe.get_hooks(hook=hook, default=default)",
		"frappe.get_hooks(hook=hook, default=default, app_name=app_name)",
	)


def show_every_app_on_the_desk(tree: Tree) -> None:
	"""Boot information, the app switcher and the desktop icons listed the framework alone."""
	tree.replace("boot.py", 'for app_name in ["frappe"]:', "for app_name in frappe.get_installed_apps():")
	tree.replace("boot.py", 'for app in ["frappe"]:', "for app in frappe.get_installed_apps():")
	for hook in ("add_to_apps_screen", "app_title", "app_home", "app_logo_url"):
		tree.replace(
			"boot.py", f'frappe.get_hooks("{hook}")', f'frappe.get_hooks("{hook}", app_name=app_name)'
		)
	icon = "desk/doctype/desktop_icon/desktop_icon.py"
	tree.replace(icon, 'frappe.get_hooks()["app_title"]', 'frappe.get_hooks(app_name=a)["app_title"]')
	tree.replace(
		icon, 'frappe.get_hooks()["add_to_apps_screen"]', 'frappe.get_hooks(app_name=a)["add_to_apps_screen"]'
	)
	tree.replace(
		icon,
		'\t\t\t\tapp_title = frappe.get_hooks("app_title")[0]',
		'\t\t\t\tapp_title = frappe.get_hooks("app_title", app_name=app_name)[0]',
	)
	tree.replace(
		icon,
		'\n\t\tapp_title = frappe.get_hooks("app_title")[0]\n\t\tapp_details = frappe.get_hooks("add_to_apps_screen")',
		'\n\t\tapp_title = frappe.get_hooks("app_title", app_name=a)[0]'
		'\n\t\tapp_details = frappe.get_hooks("add_to_apps_screen", app_name=a)',
	)


def open_the_desk_by_default(tree: Tree) -> None:
	"""With no app screen entry the fork answers `/desk`, where Frappe leaves the choice to the login page."""
	tree.replace("apps.py", 'if len(_apps) == 0:\n\t\treturn "/desk"', "if len(_apps) == 0:\n\t\treturn None")


def keep_frappe_modules(tree: Tree) -> None:
	"""`frappe.modules` was split into other modules; apps import it by its old paths."""
	alias = "import sys\n\nimport frappe.{0}\n\nsys.modules[__name__] = sys.modules['frappe.{0}']\n"
	tree.write(
		"modules/__init__.py",
		"from frappe.model.module_utils import *\nfrom frappe import get_module_path, scrub\n",
	)
	tree.write("modules/utils.py", alias.format("model.module_utils"))
	tree.write("modules/import_file.py", alias.format("model.import_doc"))
	tree.write("modules/export_file.py", alias.format("model.export"))
	tree.write("modules/patch_handler.py", alias.format("patches"))


def keep_test_helpers(tree: Tree) -> None:
	"""`frappe.tests.utils` was a package; installation and the tests of apps import its parts."""
	tree.move("tests/utils.py", "tests/utils/__init__.py")
	tree.write("tests/utils/generators.py", f"from {REPAIRS}.test_records import *\n")
	tree.write("tests/classes/integration_test_case.py", "from frappe.tests import IntegrationTestCase\n")
	tree.write("tests/classes/unit_test_case.py", "from frappe.tests import UnitTestCase\n")


def build_queries_as_frappes_pypika(tree: Tree) -> None:
	"""The registry's pypika lacks what Frappe's own branch of it adds: teach it before it is first used."""
	builder = tree.root / "query_builder" / "builder.py"
	text = builder.read_text().replace(
		"from pypika import MySQLQuery",
		f"import {REPAIRS}.pypika_branch\nfrom pypika import MySQLQuery",
		1,
	)
	builder.write_text(text)


def keep_sqlite_in_step(tree: Tree) -> None:
	"""Writers on SQLite collide, a crash may lose the last commit, any text passes for a day: see the repairs."""
	tree.extend("query_builder/functions.py", "functions")
	tree.extend("utils/global_search.py", "global_search")
	tree.replace("model/document.py", ' and frappe.db.db_type != "sqlite"', "", count=2)
	tree.extend("database/sqlite/database.py", "sqlite")
	tree.extend("database/sqlite/schema.py", "sqlite_schema")
	tree.extend("model/base_document.py", "stored_dates")
	tree.replace(
		"model/base_document.py",
		"if convert_dates_to_str and isinstance(value, DatetimeTypes):\n\t\t\t\tvalue = str(value)",
		"if convert_dates_to_str:\n\t\t\t\tvalue = to_stored_date(df, value)",
	)


def keep_data_out_of_the_site(tree: Tree) -> None:
	"""The database lay in the folder of the site, in which files may be named, and mails brought any file along."""
	data = 'Path(frappe.local.sites_path).absolute().parent / "data"'
	tree.replace("database/sqlite/setup_db.py", 'Path(frappe.get_site_path()) / "db"', data)
	tree.replace("utils/connections.py", 'Path(frappe.utils.get_site_path()) / "db"', data)
	tree.replace("database/__init__.py", 'Path(frappe.get_site_path()) / "db"', data)
	tree.replace(
		"utils/backups.py",
		'\t\t\tdb_path = Path(frappe.get_site_path()) / "db" / f"{self.db_name}.db"\n'
		'\t\t\tcommand = f"gzip -k {db_path} -c > {self.backup_path_db}"\n\n'
		"\t\t\tfrappe.utils.execute_in_shell(command, low_priority=True, check_exit_code=True)\n",
		f"\t\t\tfrom {REPAIRS}.backups import write_copy\n\n"
		"\t\t\twrite_copy(frappe.db.get_db_path(), Path(self.backup_path_db))\n",
	)
	tree.extend("utils/file_manager.py", "file_manager")
	tree.extend("email/email_body.py", "email_body")


def take_style_sheets_of_mails_apart_once(tree: Tree) -> None:
	"""Each mail takes the same style sheets apart anew, which is half of what it costs."""
	tree.replace(
		"email/email_body.py",
		"\tfrom premailer import Premailer\n",
		f"\tfrom {REPAIRS}.mail_styles import Premailer\n",
	)


def try_interrupted_mails_again(tree: Tree) -> None:
	"""A mail that was being sent when the worker died is taken up again; SQLite gives its time as a text."""
	tree.replace(
		"email/queue.py", 'now_datetime() - e["modified"]', 'now_datetime() - get_datetime(e["modified"])'
	)
	tree.replace(
		"email/queue.py",
		"from frappe.utils import cint, cstr, get_url, now_datetime",
		"from frappe.utils import cint, cstr, get_datetime, get_url, now_datetime",
	)


def find_the_day_of_a_notification(tree: Tree) -> None:
	"""Days before a date, nothing was found on SQLite: its dates are texts, and less than their own midnight."""
	tree.replace(
		"email/doctype/notification/notification.py",
		'reference_date_start = reference_date + " 00:00:00.000000"',
		"reference_date_start = reference_date",
	)


def work_properties_out_without_a_lock(tree: Tree) -> None:
	"""On Python 3.11, two threads that read documents could wait for each other for ever: see the repair."""
	tree.extend("utils/__init__.py", "cached_property")
	for path, other in (
		("model/db_query.py", "lru_cache"),
		("database/utils.py", "wraps"),
	):
		tree.replace(
			path,
			f"from functools import cached_property, {other}\n",
			f"from functools import {other}\n\nfrom {REPAIRS}.cached_property import cached_property\n",
		)
	tree.replace(
		"core/doctype/user/user.py",
		"from functools import cached_property\n",
		f"from {REPAIRS}.cached_property import cached_property\n",
	)
	tree.replace(
		"email/doctype/email_account/email_account.py",
		"@functools.cached_property",
		"@frappe.utils.cached_property",
		count=2,
	)


def import_no_mysql_client(tree: Tree) -> None:
	"""MariaDB through PyMySQL, which needs no compiler: the other client is never imported."""
	tree.replace(
		"app.py", "import frappe.database.mariadb.mysqlclient", "import frappe.database.mariadb.database"
	)
	tree.replace("database/__init__.py", 'conf.get("use_mysqlclient", 1)', 'conf.get("use_mysqlclient", 0)')


def name_a_sender_while_mails_are_held_back(tree: Tree) -> None:
	"""The stand-in for a missing e-mail account has no address, so a mail could not even be queued."""
	tree.replace(
		"email/doctype/email_account/email_account.py",
		'cls.from_record({"sender": "notifications@example.com"})',
		'cls.from_record({"name": "Notifications", "email_id": "notifications@example.com"})',
	)


def let_scheduled_jobs_wait_apart(tree: Tree) -> None:
	"""One worker does everything here: what people ask for would wait behind all that the scheduler asks for.

	The queues are named in `embedded/site.py`, and `embedded/server/worker.py` says which comes first.
	"""
	tree.replace(
		"core/doctype/scheduled_job_type/scheduled_job_type.py",
		'return "long" if ("Long" in self.frequency or "Maintenance" in self.frequency) else "default"',
		'return "scheduled_long" if ("Long" in self.frequency or "Maintenance" in self.frequency) else "scheduled"',
	)


def keep_to_its_own_database(tree: Tree) -> None:
	"""To an account that sees several databases, columns and constraints were those of all tables of a name."""
	columns = "information_schema.columns"
	tree.replace(
		"database/database.py",
		f".where({columns}.table_name == table)",
		f".where(({columns}.table_name == table) & ({columns}.table_schema == self.cur_db_name))",
	)
	tree.replace(
		"database/mariadb/database.py",
		"where table_name=%s and constraint_type='UNIQUE' and CONSTRAINT_NAME=%s",
		"where table_schema=database() and table_name=%s and constraint_type='UNIQUE' and CONSTRAINT_NAME=%s",
	)


def check_arguments_of_the_api(tree: Tree) -> None:
	"""The fork postponed all annotations, so arguments of whitelisted methods were neither cast nor refused."""
	tree.extend("utils/typing_validations.py", "typing_validations")
	tree.replace(
		"utils/typing_validations.py",
		"annotations = func.__annotations__",
		"annotations = resolve_annotations(func)",
	)


def print_pages(tree: Tree) -> None:
	"""The hooks that fill a printed page answered with nothing, and printing to PDF was cut out."""
	tree.extend("utils/pdf.py", "pdf")


def read_what_another_visitor_has_just_cached(tree: Tree) -> None:
	"""A value that came into the cache between two looks at it was taken for a cached None: a page failed at random."""
	tree.replace(
		"utils/caching.py",
		"\t\t\tif frappe.cache.exists(func_call_key, user=user, shared=shared):\n\t\t\t\treturn None\n",
		"\t\t\tif frappe.cache.exists(func_call_key, user=user, shared=shared):\n"
		"\t\t\t\treturn frappe.cache.get_value(func_call_key, user=user, shared=shared, use_local_cache=False)\n",
	)


def save_documents_quickly(tree: Tree) -> None:
	"""Each save loads all states that may come next, looks at each field over and over, and makes a row for each table.

	Frappe's own slowness; what comes out is the same.
	"""
	tree.extend("workflow/doctype/workflow_action/workflow_action.py", "workflow_action")
	tree.extend("model/base_document.py", "rows")
	defaults = "\t\t\tnew_doc = frappe.new_doc(df.options, parent_doc=self, parentfield=df.fieldname, as_dict=True)\n"
	value = "\t\t\tvalue = self.get(df.fieldname)\n"
	has_new_row = (
		"\t\t\tif not isinstance(value, list) or not any(d.is_new() for d in value):\n\t\t\t\tcontinue\n"
	)
	tree.replace("model/document.py", defaults + value, value + has_new_row + defaults)
	template = "frappe.local.new_doc_templates[doctype]"
	tree.replace("model/create_new.py", f"copy.deepcopy({template})", f"{template}.copy()")


def measure_the_database_in_one_look(tree: Tree) -> None:
	"""The desk of a System Manager did not open: it asks how large each table is, which took minutes with SQLite."""
	report = "core/report/database_storage_usage_by_tables/database_storage_usage_by_tables.py"
	look = "\tdata = frappe.db.multisql(\n"
	of_sqlite = '\tif frappe.db.db_type == "sqlite":\n\t\treturn COLUMNS, get_sizes()\n\n'
	tree.replace(report, look, of_sqlite + look)
	tree.extend(report, "database_sizes")


EDITS = (
	tell_its_version,
	show_its_logo,
	parse_on_python_3_11,
	serve_several_apps,
	read_the_site_config,
	install_and_remove_apps,
	find_the_site_by_its_folder,
	sync_and_patch_every_app,
	ask_hooks_by_app,
	show_every_app_on_the_desk,
	open_the_desk_by_default,
	keep_frappe_modules,
	keep_test_helpers,
	build_queries_as_frappes_pypika,
	keep_sqlite_in_step,
	keep_data_out_of_the_site,
	take_style_sheets_of_mails_apart_once,
	try_interrupted_mails_again,
	find_the_day_of_a_notification,
	work_properties_out_without_a_lock,
	import_no_mysql_client,
	name_a_sender_while_mails_are_held_back,
	let_scheduled_jobs_wait_apart,
	keep_to_its_own_database,
	check_arguments_of_the_api,
	read_what_another_visitor_has_just_cached,
	print_pages,
	save_documents_quickly,
	measure_the_database_in_one_look,
)
