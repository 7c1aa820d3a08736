# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/installer.py`: remember which apps are installed, and remove one again."""

import json

import click
import frappe
from frappe import installer as engine
from frappe.defaults import _clear_cache

__all__ = ["add_to_installed_apps", "remove_app", "remove_from_installed_apps"]


def add_to_installed_apps(app_name: str, rebuild_website: bool = True) -> None:
	"""Add `app_name` to the site's list of installed apps."""
	installed = frappe.get_installed_apps()
	if app_name not in installed:
		_remember([*installed, app_name])
		if frappe.flags.in_install:
			engine.post_install(rebuild_website)


def remove_from_installed_apps(app_name: str) -> None:
	"""Take `app_name` off the site's list of installed apps."""
	installed = frappe.get_installed_apps()
	if app_name in installed:
		_remember([app for app in installed if app != app_name])


def _remember(apps: list[str]) -> None:
	frappe.db.set_global("installed_apps", json.dumps(apps))
	_clear_cache("__global")
	frappe.local.doc_events_hooks = None
	frappe.local.request_cache.clear()
	frappe.db.commit()
	frappe.clear_cache()


def remove_app(
	app_name: str, dry_run: bool = False, yes: bool = False, no_backup: bool = False, force: bool = False
) -> None:
	"""Uninstall `app_name`: run its hooks, delete its modules with all that belongs to them, drop its tables."""
	if not force and app_name not in frappe.get_installed_apps():
		click.secho(f"App {app_name} is not installed", fg="yellow")
		return
	for app in _apps_that_require(app_name):
		click.secho(f"App {app_name} is needed by {app}. Uninstall {app} first.", fg="yellow")
		return
	if not (dry_run or yes) and not click.confirm(
		"All DocTypes and data of this app will be deleted. Continue?"
	):
		return
	if not (dry_run or no_backup):
		from frappe.utils.backups import scheduled_backup

		scheduled_backup(ignore_files=True)

	hooks = frappe.get_hooks(app_name=app_name)
	frappe.flags.in_uninstall = True
	_run(hooks.before_uninstall)
	_run(frappe.get_hooks("before_app_uninstall"), app_name)
	modules = frappe.get_all("Module Def", filters={"app_name": app_name}, pluck="name", order_by="name asc")
	engine._delete_doctypes(engine._delete_modules(modules, dry_run=dry_run), dry_run=dry_run)
	if not dry_run:
		remove_from_installed_apps(app_name)
		frappe.db.commit()
	# as in the framework, what these do is theirs to commit
	_run(hooks.after_uninstall)
	_run(frappe.get_hooks("after_app_uninstall"), app_name)
	frappe.client_cache.erase_persistent_caches()
	frappe.flags.in_uninstall = False
	if not dry_run:
		frappe.clear_cache()


def _apps_that_require(app_name: str) -> list[str]:
	return [
		app
		for app in frappe.get_installed_apps()
		if any(app_name in required for required in frappe.get_hooks("required_apps", app_name=app))
	]


def _run(methods: list[str] | None, *args: str) -> None:
	for method in methods or []:
		frappe.get_attr(method)(*args)
