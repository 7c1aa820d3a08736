# SPDX-License-Identifier: GPL-3.0-only
"""Run by test_install_cycle in a process of its own: uninstall the app from a site, and install it again.

The site as it was before the app came on it, and as it was then, is kept by whoever makes the test site. Prints as JSON what each state of the database holds: per table the names of its rows, and the list of tables.
"""

import json
import re
import shutil
import sys
from pathlib import Path

from embedded import redis, site, testing
from embedded.home import APP, Home

# what the framework itself writes as time goes by, or keeps of every app that was ever installed
KEPT_BY_THE_FRAMEWORK = {
	"tabPatch Log",
	"tabScheduled Job Type",
	"tabScheduled Job Log",
	"tabDeleted Document",
	"tabVersion",
	"tabComment",
	"tabError Log",
	"tabSessions",
	"tabSeries",
	"tabAccess Log",
	"tabActivity Log",
	"tabRoute History",
	"tabPermission Log",
	"tabView Log",
	"__global_search",
}

# fields of settings with a key that every installation draws for itself
DRAWN = {"report_keys", "report_fingerprint"}
VOLATILE = {"name", "creation", "modified", "modified_by", "owner", "idx"}


def main(made: str, folder: str) -> None:
	"""Walk through the cycle in a home below `folder`, which begins as the home `made` did."""
	pattern, home = Home(Path(made)), Home(Path(folder))
	testing.copy_site(pattern, home)
	site.configure(home)
	states = {}
	with redis.running(home):
		shutil.copy(testing.bare(pattern), home.database_file)
		states["before"] = snapshot(home)
		shutil.copy(testing.kept(pattern), home.database_file)
		site.clear_cache(home)
		states["installed"] = snapshot(home)
		uninstall(home)
		states["uninstalled"] = snapshot(home)
		site._install_app(home)
		states["installed again"] = snapshot(home)
	json.dump(states, sys.stdout)


def uninstall(home: Home) -> None:
	"""Remove the app as `bench uninstall-app` does."""
	from frappe import installer

	with site.connected(home), site.quiet(home):
		installer.remove_app(APP, yes=True, no_backup=True)


def snapshot(home: Home) -> dict[str, list[str]]:
	"""Names of the rows of every table that has names; values of singles and defaults as `field=value`."""
	import frappe

	with site.connected(home):
		tables = sorted(set(frappe.db.get_tables(cached=False)) - KEPT_BY_THE_FRAMEWORK)
		found = {table: _names(table) for table in tables}
	return found


def _names(table: str) -> list[str]:
	import frappe

	if table == "tabSingles":
		rows = frappe.db.sql(
			"SELECT doctype, field, value FROM `tabSingles` WHERE field NOT IN ('modified', 'creation')"
		)
		return sorted(
			f"{doctype}.{field}={'drawn' if value and field in DRAWN else value}"
			for doctype, field, value in rows
		)
	if table == "tabDefaultValue":
		rows = frappe.db.sql("SELECT parent, defkey, defvalue FROM `tabDefaultValue`")
		return sorted(f"{parent}.{key}={value}" for parent, key, value in rows)
	columns = frappe.db.get_db_table_columns(table)
	if "name" not in columns:
		return []
	if "parent" in columns and "parentfield" in columns:
		rows = frappe.db.sql(
			f"SELECT parenttype, parent, parentfield, COUNT(*) FROM `{table}` GROUP BY 1, 2, 3"
		)
		return sorted(f"{kind} {parent}.{field}: {count}" for kind, parent, field, count in rows)
	return sorted(_describe(row) for row in frappe.db.sql(f"SELECT * FROM `{table}`", as_dict=True))


def _describe(row: dict) -> str:
	"""The name of a row, or its content where the name is a random one."""
	if not re.fullmatch(r"[a-z0-9]{10}", str(row["name"])):
		return str(row["name"])
	return ", ".join(
		f"{field}={value}" for field, value in sorted(row.items()) if value and field not in VOLATILE
	)


if __name__ == "__main__":
	main(*sys.argv[1:])
