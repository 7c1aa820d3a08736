# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/__init__.py`: several apps on one named site."""

import inspect
import os
import sys
import types
import warnings
from typing import Any

import frappe
import orjson
from frappe.utils.caching import request_cache, site_cache

__all__ = [
	"_load_app_hooks",
	"_request_cached_load_app_hooks",
	"_site_cached_load_app_hooks",
	"connect",
	"get_all_apps",
	"get_app_path",
	"get_app_source_path",
	"get_attr",
	"get_hooks",
	"get_installed_apps",
	"get_module_list",
	"get_site_name",
	"init",
	"init_site",
	"is_setup_complete",
	"setup_module_map",
]

_engine_init = frappe.init
_engine_connect = frappe.connect


def init(
	site: str | None = None, sites_path: str | None = None, new_site: bool = False, force: bool = False
) -> None:
	"""Start work on `site`. The fork knew one unnamed site; the home's own site is the default here."""
	if getattr(frappe.local, "initialised", None) and not force:
		return
	frappe.local.sites_path = os.path.abspath(sites_path or os.environ.get("SITES_PATH") or ".")
	frappe.local.site = site or os.environ.get("FRAPPE_SITE") or ""
	frappe.local.site_name = frappe.local.site
	frappe.local.all_apps = None
	frappe.local.in_new_site = new_site
	_engine_init(force=force)
	frappe.local.flags.new_site = new_site


def connect(site: str | None = None, db_name: str | None = None, set_admin_as_user: bool = True) -> None:
	"""Connect to the site's database; the fork ignored `site`."""
	if site:
		init(site)
	_engine_connect(db_name=db_name, set_admin_as_user=set_admin_as_user)


def _connect_during_init() -> None:
	"""Connect while `init` still runs: the engine's `connect` would begin it anew, without end."""
	initialised = getattr(frappe.local, "initialised", False)
	frappe.local.initialised = True
	try:
		_engine_connect()
	finally:
		frappe.local.initialised = initialised


class init_site:
	"""`with init_site(site):` the fork ignored `site`."""

	def __init__(self, site: str | None = None):
		self.site = site

	def __enter__(self):
		init(self.site)
		return frappe.local

	def __exit__(self, *exc_info):
		frappe.destroy()


def get_site_name() -> str:
	"""Name of the current site; the fork answered "frappe" whatever the site."""
	return frappe.local.site


def get_app_path(app_name: str, *joins: str) -> str:
	"""Path inside the package of `app_name`; the fork answered with its own package for every app."""
	return frappe.get_pymodule_path(app_name, *joins)


def get_app_source_path(app_name: str, *joins: str) -> str:
	"""Path beside the package of `app_name`."""
	return get_app_path(app_name, "..", *joins)


def get_module_list(app_name: str) -> list[str]:
	"""Modules of one app, from its modules.txt."""
	return frappe.get_file_items(get_app_path(app_name, "modules.txt"))


def get_all_apps(with_internal_apps: bool = True, sites_path: str | None = None) -> list[str]:
	"""Apps of this home, from apps.txt, the framework first."""
	listed = frappe.get_file_items(os.path.join(sites_path or frappe.local.sites_path, "apps.txt"))
	return ["frappe", *(app for app in listed if app != "frappe")]


@request_cache
def get_installed_apps(*, _ensure_on_bench: bool = False) -> list[str]:
	"""Apps installed on this site, as kept in the global default `installed_apps`."""
	if getattr(frappe.flags, "in_install_db", True):
		return []
	if not frappe.db:
		_connect_during_init()
	installed = orjson.loads(frappe.db.get_global("installed_apps") or "[]")
	if _ensure_on_bench:
		present = frappe.cache.get_value("all_apps", get_all_apps)
		installed = [app for app in installed if app in present]
	return installed


def _load_app_hooks(app_name: str | None = None) -> dict[str, Any]:
	"""Hooks of one app, or of all installed ones in their order."""
	hooks: dict[str, Any] = {}
	for app in [app_name] if app_name else get_installed_apps(_ensure_on_bench=True):
		try:
			module = frappe.get_module(f"{app}.hooks")
		except ImportError as error:
			if frappe.local.flags.in_install_app:
				continue
			print(f'Could not find app "{app}": \n{error}')
			raise
		for key, value in inspect.getmembers(module, predicate=_is_hook):
			if not key.startswith("_"):
				frappe.append_hook(hooks, key, value)
	return hooks


def _is_hook(value: Any) -> bool:
	return not isinstance(value, (types.ModuleType, types.FunctionType, type))


_request_cached_load_app_hooks = request_cache(_load_app_hooks)
_site_cached_load_app_hooks = site_cache(_load_app_hooks)


def get_hooks(
	hook: str | None = None, default: Any = "_KEEP_DEFAULT_LIST", app_name: str | None = None
) -> Any:
	"""Hooks of all installed apps, or of `app_name` alone.

	An empty table (no app is installed yet) is not cached: it would hide the first app's hooks.
	"""
	if app_name:
		hooks = _request_cached_load_app_hooks(app_name)
	elif frappe.local.conf.developer_mode:
		hooks = _site_cached_load_app_hooks()
	else:
		hooks = frappe.client_cache.get_value("app_hooks")
		if not hooks:
			hooks = _load_app_hooks()
			if hooks:
				frappe.client_cache.set_value("app_hooks", hooks)
	if hook:
		return hooks.get(hook, [] if default == "_KEEP_DEFAULT_LIST" else default)
	return frappe._dict(hooks)


def setup_module_map(include_all_apps: bool = True) -> None:
	"""Which module belongs to which app: of all apps of the home, or of those installed on the site."""
	store, key = (
		(frappe.cache, "app_modules") if include_all_apps else (frappe.client_cache, "installed_app_modules")
	)
	app_modules = store.get_value(key)
	if not app_modules:
		apps = get_all_apps() if include_all_apps else get_installed_apps(_ensure_on_bench=True)
		app_modules = {app: [frappe.scrub(module) for module in get_module_list(app)] for app in apps}
		if app_modules:
			store.set_value(key, app_modules)
	frappe.local.app_modules = app_modules
	frappe.local.module_app = {}
	for app, modules in app_modules.items():
		for module in modules:
			if module in frappe.local.module_app:
				warnings.warn(
					f"Module {module} is in {frappe.local.module_app[module]} and in {app}", stacklevel=1
				)
			frappe.local.module_app[module] = app


def get_attr(method_string: str) -> Any:
	"""The object a dotted path names, refused when its app is not installed on this site."""
	app_name = method_string.split(".", 1)[0]
	flags = frappe.local.flags
	if not (flags.in_uninstall or flags.in_install) and app_name not in get_installed_apps():
		frappe.throw(frappe._("App {0} is not installed").format(app_name), frappe.AppNotInstalledError)
	module, _dot, name = method_string.rpartition(".")
	# hooks of every document come this way: one that is there already is not looked for
	found = getattr(sys.modules.get(module), name, None)
	return getattr(frappe.get_module(module), name) if found is None else found


@request_cache
def is_setup_complete() -> bool:
	"""True once the setup wizard is done; the fork asked for the table of a Single, which never exists."""
	return bool(frappe.utils.cint(frappe.db.get_single_value("System Settings", "setup_complete")))
