# SPDX-License-Identifier: GPL-3.0-only
"""The site of a home: made once, migrated when the code changed, and connected to by every command."""

import contextlib
import hashlib
import json
import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from embedded import redis
from embedded.engine import wheel
from embedded.errors import HubError
from embedded.home import APP, PROJECT, SITE, Home, write_json
from embedded.server import operation

if TYPE_CHECKING:
	from frappe.model.document import Document

Progress = Callable[[str], None]

TIME_ZONE, LANGUAGE = "Europe/Ljubljana", "sl"
# System Settings that what is made depends on, such as the time with which each record is stamped
LOCALE = {
	"country": "Slovenia",
	"currency": "EUR",
	"time_zone": TIME_ZONE,
	"language": "en",
	"date_format": "dd.mm.yyyy",
	"time_format": "HH:mm",
	"number_format": "#.###,##",
	"float_precision": "2",
	"first_day_of_the_week": "Monday",
}
FREQUENT = ("All", "Cron", "Hourly", "Hourly Long", "Hourly Maintenance")
HOURS_BEFORE_FIRST_JOB = 1
# how far the questions of the set-up wizard have come; a home of before has nothing noted, and is never asked
UNASKED, ASKED = "unasked", "asked"
# what decides, besides the DocTypes, how tables are made
SHAPES_OF_TABLES = ("embedded/engine/repairs/sqlite_schema.py",)
SECRETS = ("encryption_key", "db_password")


def enter(home: Home) -> None:
	"""Make `home` the site that `import frappe` speaks to in this process."""
	os.environ["SITES_PATH"] = str(home.sites)
	os.environ["FRAPPE_SITE"] = SITE
	os.environ.setdefault("FRAPPE_BENCH_ROOT", str(home.root))
	warnings.filterwarnings("ignore", category=FutureWarning, module="google")
	os.chdir(home.sites)  # the engine writes its logs beside the working folder


@contextlib.contextmanager
def connected(home: Home, user: str = "Administrator") -> Iterator[None]:
	"""Work on the site as `user`; what is not committed by then is rolled back."""
	import frappe

	enter(home)
	frappe.init(SITE, sites_path=str(home.sites), force=True)
	try:
		frappe.connect()
		frappe.set_user(user)
		yield
		frappe.db.rollback()
	finally:
		frappe.destroy()


def configure(home: Home) -> None:
	"""Write what the site needs to know: its apps, its database, its Redis. Keys made before are kept."""
	from embedded.backup import finish_restore

	home.make_folders()
	finish_restore(home)
	move_out_of_the_site(home)
	redis.choose_port(home)
	(home.sites / "apps.txt").write_text(f"frappe\n{APP}\n")
	write_json(
		home.sites / "common_site_config.json",
		{
			"redis_cache": redis.url(home, redis.CACHE),
			"redis_queue": redis.url(home, redis.QUEUE),
			"disable_async": 1,  # there is no Socket.IO server here
			"use_mysqlclient": 0,
			"webserver_port": home.port,
			"background_workers": 1,
			# queues beside short, default and long: those of the scheduler
			"workers": {"scheduled": {"timeout": 300}, "scheduled_long": {"timeout": 1500}},
			"socketio_port": home.port,
		},
	)
	write_config(home, read_config(home) | _site_config(home))


def move_out_of_the_site(home: Home) -> None:
	"""Move database and backups out of the folder from which files are sent, where versions before kept them.

	Raises:
	        HubError: while a version before serves this site.
	"""
	former = home.site / "db"
	if former.exists():
		if operation.is_served(home):
			raise HubError("This site is being served by a version before. Stop that ./hub serve first.")
		redis.stop_left_over(home)
		# the database itself last: as long as it is there, this is not finished
		for file in sorted(former.glob(f"{home.database_file.name}*"), reverse=True):
			file.replace(home.data / file.name)
		shutil.rmtree(former)
	for file in (home.site / "private/backups").glob("hub-*.tar.gz"):
		file.replace(home.backups / file.name)
	for file in (*home.data.iterdir(), *home.backups.iterdir()):
		file.chmod(0o600)


def read_config(home: Home) -> dict:
	"""What the site is configured with, its secrets too; nothing when there is no site yet."""
	config = {}
	for file in (home.site / "site_config.json", home.secrets):
		with contextlib.suppress(FileNotFoundError):
			config |= json.loads(file.read_text())
	return config


def write_config(home: Home, config: dict, site: Path | None = None, secrets: Path | None = None) -> None:
	"""Write the site's configuration, its secrets apart from the rest and outside the folder of the site.

	Args:
	        site, secrets: other folders than those of the home.
	"""
	secrets = secrets or home.secrets.parent
	write_json(secrets / home.secrets.name, {key: config[key] for key in SECRETS if key in config})
	rest = {key: value for key, value in config.items() if key not in SECRETS}
	write_json((site or home.site) / "site_config.json", rest)


def _site_config(home: Home) -> dict:
	config = home.database.config() | {
		"host_name": read_config(home).get("host_name") or address(home),
		"lang": "en",
		"developer_mode": int(os.environ.get("HUB_DEVELOPER_MODE") or 0),
	}
	if "encryption_key" not in read_config(home):
		import base64

		config["encryption_key"] = base64.urlsafe_b64encode(os.urandom(32)).decode()
	return config


def address(home: Home) -> str:
	"""Where the site is served."""
	return f"http://127.0.0.1:{home.port}"


def set_address(home: Home) -> None:
	"""Let the links in mails and prints lead to where the site is served now; other commands leave it alone."""
	write_config(home, read_config(home) | {"host_name": address(home)})


def refuse_other_database(home: Home) -> None:
	"""Raise HubError when this home was made on another database than `HUB_DB` names now."""
	made_on = read_config(home).get("db_type")
	if home.is_done("database") and made_on != home.database.kind:
		raise HubError(
			f"This home was made on {made_on}, HUB_DB asks for {home.database.kind}. Use another HUB_HOME."
		)


def make(home: Home, progress: Progress) -> None:
	"""Make the database with the framework and the app on it. Finished steps are skipped, half ones redone."""
	make_bare(home, progress)
	if not home.is_done("app"):
		progress("Site: installing Planota Hub")
		_install_app(home)
		home.mark_done("set-up", UNASKED)
		home.mark_done("app")
		home.mark_done("code", source_fingerprint())


def make_bare(home: Home, progress: Progress) -> None:
	"""Make the database with the framework alone."""
	_compile_translations(home)
	if not home.is_done("database"):
		progress("Site: making the database")
		_make_database(home)
		home.mark_done("database")


def ask_for_setup(home: Home) -> None:
	"""Let whoever logs in first to a new site be asked by the set-up wizard, once."""
	if not home.is_done("set-up", UNASKED):
		return
	_set_setup(home, is_complete=False)
	home.mark_done("set-up", ASKED)


def skip_setup(home: Home) -> None:
	"""Ask nothing, or not any more: the site has what the wizard would ask for."""
	if home.is_done("set-up", ASKED):
		_set_setup(home, is_complete=True)
	home.forget("set-up")


def _set_setup(home: Home, is_complete: bool) -> None:
	with connected(home):
		import frappe

		frappe.db.set_single_value("System Settings", "setup_complete", int(is_complete))
		frappe.db.set_default("desktop:home_page", "workspace" if is_complete else "setup-wizard")
		frappe.db.commit()


def adopt_bundles(home: Home) -> None:
	"""Let pages name the bundles that are there now: the site remembers their names across restarts."""
	names = home.sites / "assets" / "assets.json"
	made = hashlib.sha256(names.read_bytes()).hexdigest() if names.exists() else "none"
	if home.is_done("bundles", made):
		return
	with connected(home):
		import frappe

		frappe.clear_cache()
		frappe.client_cache.delete_value("assets_json", shared=True)
	home.mark_done("bundles", made)


def hold_mail_back(home: Home) -> None:
	"""Keep mails in the queue while nobody has set up an account to send them, as a mute site does."""
	with connected(home):
		mute = int(not has_outgoing_account())
	config = read_config(home)
	if config.get("mute_emails") != mute:
		write_config(home, config | {"mute_emails": mute})


def fill_search_index(home: Home) -> None:
	"""Write what waits in Redis for the search index into the database, the only one of the two in a backup."""
	with connected(home):
		import frappe
		from frappe.utils.global_search import sync_global_search

		sync_global_search()
		frappe.db.commit()


def has_outgoing_account() -> bool:
	"""Tell whether the connected site has an account that sends its mails."""
	import frappe

	return bool(frappe.db.exists("Email Account", {"enable_outgoing": 1, "default_outgoing": 1}))


def migrate(home: Home, progress: Progress) -> None:
	"""Bring the site to the code of this checkout, unless it is there already."""
	if home.is_done("code", source_fingerprint()):
		return
	import frappe
	from frappe.migrate import SiteMigration

	progress("Site: migrating to the code of this checkout")
	with connected(home):
		frappe.clear_cache()
	with quiet(home):
		SiteMigration(skip_search_index=True).run(site=SITE)
	_add_missing_indexes(home)
	home.mark_done("code", source_fingerprint())


def _add_missing_indexes(home: Home) -> None:
	"""Give a site of before the indexes without which it was made."""
	if home.database.kind == "sqlite":
		with connected(home):
			from embedded.engine.repairs.sqlite_schema import add_missing_indexes

			add_missing_indexes()


def source_fingerprint() -> str:
	"""Hash of everything in the app that ends up in the database: a change to it needs a migration."""
	return hashlib.sha256(json.dumps(hash_sources()).encode()).hexdigest()


def hash_sources() -> dict[str, str]:
	"""Return the hash of each file that ends up in the database, by its path in the project."""
	kinds = ("*.json", "hooks.py", "*.txt", "setup/**/*", "patches/**/*.py")
	found = {path for kind in kinds for path in (PROJECT / APP).rglob(kind) if path.is_file()}
	found |= {PROJECT / path for path in SHAPES_OF_TABLES}
	return {
		str(path.relative_to(PROJECT)): hashlib.sha256(path.read_bytes()).hexdigest()
		for path in sorted(found)
		if "__pycache__" not in path.parts
	}


def sync_records(home: Home, paths: list[str], progress: Progress) -> None:
	"""Bring single records of the app, such as DocTypes, to their files, as `bench reload-doc` does.

	Args:
	        home: of a site that is at the code of all other files.
	        paths: of the changed files, from the project's folder; `hooks.py` may be among them.
	"""
	progress(f"Site: taking over {len(paths)} changed files")
	with connected(home):
		import frappe
		from frappe.core.doctype.scheduled_job_type.scheduled_job_type import sync_jobs
		from frappe.modules.import_file import import_file_by_path

		frappe.clear_cache()
		for path in sorted(paths, key=lambda path: ("/doctype/" not in path, path)):
			if path.endswith(".json"):
				import_file_by_path(str(PROJECT / path), force=True)
		sync_jobs()
		frappe.db.commit()
	home.mark_done("code", source_fingerprint())


def adopt_passwords(home: Home) -> None:
	"""Give Administrator and the demo users the passwords of this home: those of a restored site are in no backup."""
	from embedded.commands.demo import logins

	known = [("Administrator", home.admin_password)]
	known += [(login["user"], login["password"]) for login in logins(home)]
	with connected(home):
		import frappe
		from frappe.utils.password import update_password

		for user, password in known:
			if frappe.db.exists("User", user):
				update_password(user, password)
		frappe.db.commit()


def clear_cache(home: Home) -> None:
	"""Forget all that was remembered of another database."""
	with connected(home):
		import frappe

		frappe.cache.flushall()


def _make_database(home: Home) -> None:
	import frappe
	from frappe import installer

	enter(home)
	_drop_half_made(home)
	frappe.init(SITE, sites_path=str(home.sites), new_site=True, force=True)
	try:
		_create_empty_database(home)
		frappe.flags.in_install_db = True
		_load_bootstrap(home)
		frappe.db.create_auth_table()
		frappe.db.create_global_search_table()
		frappe.db.create_user_settings_table()
		frappe.flags.in_install_db = False
		_set_locale()
		frappe.conf.admin_password = home.admin_password
		with quiet(home):
			installer.install_app("frappe", set_as_patched=True)
			_complete_setup()
		frappe.db.commit()
	finally:
		frappe.destroy()


def _drop_half_made(home: Home) -> None:
	for leftover in home.data.glob(f"{home.database_file.name}*"):
		leftover.unlink()
	import frappe

	frappe.init(SITE, sites_path=str(home.sites), force=True)
	frappe.cache.flushall()
	frappe.destroy()


def _create_empty_database(home: Home) -> None:
	if home.database.kind == "sqlite":
		return
	from embedded import mariadb

	mariadb.create_empty(home.database)


def _load_bootstrap(home: Home) -> None:
	"""Load the framework's bootstrap tables with the engine's own loader for this kind of database."""
	import frappe

	if frappe.conf.db_type == "sqlite":
		from frappe.database.sqlite.setup_db import copy_db

		copy_db()
		home.database_file.chmod(0o600)  # the copy may be read by whoever may read the engine
		frappe.connect()
	else:
		from embedded import mariadb

		frappe.connect()
		mariadb.load_bootstrap()


def _set_locale() -> None:
	"""Set country, currency, language and time zone before anything is made."""
	import frappe

	for field, value in LOCALE.items():
		frappe.db.set_single_value("System Settings", field, value)
	frappe.local.system_settings = None


def _complete_setup() -> None:
	"""What the setup wizard would ask: a hub in Slovenia, its currency and time zone; then no wizard is shown."""
	import frappe
	from frappe.desk.page.setup_wizard.install_fixtures import install

	install()
	settings = frappe.get_single("System Settings")
	settings.update(
		{
			**_get_defaults(settings),
			**LOCALE,
			"app_name": "Planota Hub",
			"setup_complete": 1,
			"enable_scheduler": 1,
			"enable_onboarding": 1,
			"enable_telemetry": 0,
			"disable_system_update_notification": 1,
			"disable_change_log_notification": 1,
		}
	)
	settings.flags.ignore_mandatory = True
	settings.save()
	for field, value in LOCALE.items():
		frappe.db.set_default(field, value)  # the form does so with what has changed
	frappe.db.set_single_value("Website Settings", "app_name", settings.app_name)
	for user in frappe.get_all("User", pluck="name", order_by="name asc"):
		frappe.db.set_value("User", user, "time_zone", TIME_ZONE)
	frappe.db.set_default("desktop:home_page", "workspace")
	frappe.db.set_value("Language", LANGUAGE, "enabled", 1)


def _get_defaults(settings: "Document") -> dict:
	"""The defaults of System Settings, which the framework stores by itself only where nothing was set before."""
	import frappe
	from frappe.utils import cast

	stored = frappe.db.get_singles_dict(settings.doctype)
	return {
		df.fieldname: cast(df.fieldtype, df.default)
		for df in settings.meta.fields
		if df.default and df.fieldname not in stored
	}


def _install_app(home: Home) -> None:
	import frappe
	from frappe import installer

	with connected(home), quiet(home):
		installer.install_app(APP, set_as_patched=True, force=True)  # half installed before
		_let_jobs_fall_due()
		frappe.db.commit()


def _let_jobs_fall_due() -> None:
	"""Let what runs every few minutes or every hour run at the first start, not only when its time comes."""
	import frappe
	from frappe.utils import add_to_date, now

	made_on = add_to_date(now(), hours=-HOURS_BEFORE_FIRST_JOB)
	frequent = {"frequency": ("in", FREQUENT), "last_execution": ("is", "not set")}
	frappe.db.set_value("Scheduled Job Type", frequent, "creation", made_on, update_modified=False)


def _compile_translations(home: Home) -> None:
	"""Compile the `.po` files of the framework and the app, as `bench build` does, unless these very ones are."""
	digest = hashlib.sha256()
	for folder in (wheel.TRANSLATIONS, PROJECT / APP / "locale"):
		for path in sorted(folder.glob("*.po")):
			digest.update(path.read_bytes())
	if home.is_done("translations", digest.hexdigest()) and (home.sites / "assets" / "locale").exists():
		return
	import frappe
	from frappe import translate
	from frappe.gettext.translate import _compile_translation, get_locales

	enter(home)
	frappe.init(SITE, sites_path=str(home.sites), force=True)
	try:
		with quiet(home):
			for app in ("frappe", APP):
				for locale in get_locales(app):
					_compile_translation(app, locale, force=True)
		translate.clear_cache()
	finally:
		frappe.destroy()
	home.mark_done("translations", digest.hexdigest())


@contextlib.contextmanager
def quiet(home: Home) -> Iterator[Path]:
	"""Send what the engine prints to a log file of this home.

	Raises:
	        HubError: when the engine ends the process, having printed why.
	"""
	log = home.logs / "setup.log"
	try:
		with log.open("a", buffering=1) as stream, contextlib.redirect_stdout(stream):
			yield log
	except SystemExit:
		raise HubError(f"The framework gave up; why, it says at the end of {log}") from None
