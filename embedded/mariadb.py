# SPDX-License-Identifier: GPL-3.0-only
"""A MariaDB server as the site's database: an empty one made, the framework's tables loaded."""

import contextlib
import dataclasses
import os
import re
import shutil
import subprocess
from pathlib import Path

import pymysql

from embedded.errors import HubError
from embedded.home import Database

CHARACTERS = "CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci"


def connect(database: Database, name: str | None = None) -> pymysql.Connection:
	"""A connection to the server. Raises HubError in one line when it refuses."""
	try:
		return pymysql.connect(
			host=database.host,
			port=database.port,
			user=database.user,
			password=database.password,
			database=name,
			charset="utf8mb4",
			autocommit=True,
		)
	except pymysql.MySQLError as error:
		reason = error.args[-1]
		raise HubError(
			f"MariaDB at {database.host}:{database.port} refused {database.user}: {reason}"
		) from None


def create_empty(database: Database) -> None:
	"""Make the database anew. Raises HubError when it holds tables that no site of ours made."""
	tables = get_tables(database)
	connection = connect(database)
	with connection, connection.cursor() as cursor:
		if tables and "tabDocType" not in tables:
			raise HubError(
				f"The MariaDB database {database.name} holds other tables. Name an empty one in HUB_DB."
			)
		cursor.execute(f"DROP DATABASE IF EXISTS `{database.name}`")
		cursor.execute(f"CREATE DATABASE `{database.name}` {CHARACTERS}")


def get_tables(database: Database) -> dict[str, str]:
	"""Return what the database holds: name -> `BASE TABLE` or `SEQUENCE`. Nothing when it is not there."""
	query = "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema=%s"
	connection = connect(database)
	with connection, connection.cursor() as cursor:
		cursor.execute(query, (database.name,))
		return dict(cursor.fetchall())


def copy(source: str, target: Database) -> None:
	"""Make a database anew as a copy of another one on the same server, in which nobody writes meanwhile."""
	create_empty(target)
	tables = get_tables(dataclasses.replace(target, name=source))
	connection = connect(target, target.name)
	with connection, connection.cursor() as cursor:
		cursor.execute("SET unique_checks=0, foreign_key_checks=0")
		for table, kind in tables.items():
			if kind == "SEQUENCE":
				_copy_sequence(cursor, source, table)
			else:
				cursor.execute(f"CREATE TABLE `{table}` LIKE `{source}`.`{table}`")
				cursor.execute(f"INSERT INTO `{table}` SELECT * FROM `{source}`.`{table}`")


def _copy_sequence(cursor: pymysql.cursors.Cursor, source: str, name: str) -> None:
	cursor.execute(f"SHOW CREATE TABLE `{source}`.`{name}`")
	cursor.execute(cursor.fetchone()[1])
	cursor.execute(f"SELECT next_not_cached_value FROM `{source}`.`{name}`")
	cursor.execute(f"ALTER SEQUENCE `{name}` RESTART {cursor.fetchone()[0]}")


def load_bootstrap() -> None:
	"""Load the framework's bootstrap tables, for which the engine itself calls the MariaDB client program."""
	import frappe

	dump = Path(frappe.get_app_path("frappe", "database", "mariadb", "framework_mariadb.sql")).read_text()
	for statement in re.split(r";\s*\n", dump):
		text = "\n".join(line for line in statement.splitlines() if not line.startswith(("--", "/*!")))
		if text.strip():
			frappe.db.sql(text)
	frappe.db.commit()
	frappe.cache.delete_value("db_tables")


def dump(database: Database, target: Path) -> None:
	"""Write a consistent copy of the whole database to `target` with the server's own client program."""
	no_sessions = f"--ignore-table-data={database.name}.tabSessions"  # who has the id of one is logged in
	options = ("--single-transaction", "--skip-comments", no_sessions)
	_client("mariadb-dump", database, *options, database.name, stdout=target)


def restore(database: Database, dump: Path) -> None:
	"""Load `dump` beside the present database, then let it take its place: a failed load changes nothing."""
	draft = f"{database.name}_new"
	connection = connect(database)
	with connection, connection.cursor() as cursor:
		cursor.execute(f"DROP DATABASE IF EXISTS `{draft}`")
		cursor.execute(f"CREATE DATABASE `{draft}` {CHARACTERS}")
		_client("mariadb", database, draft, stdin=dump)
		cursor.execute(f"DROP DATABASE IF EXISTS `{database.name}`")
		cursor.execute(f"CREATE DATABASE `{database.name}` {CHARACTERS}")
		cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema=%s", (draft,))
		moves = [f"`{draft}`.`{row[0]}` TO `{database.name}`.`{row[0]}`" for row in cursor.fetchall()]
		cursor.execute(f"RENAME TABLE {', '.join(moves)}")
		cursor.execute(f"DROP DATABASE `{draft}`")


def _client(
	program: str, database: Database, *arguments: str, stdin: Path | None = None, stdout: Path | None = None
) -> None:
	"""Run one of MariaDB's client programs. Raises HubError when it is missing or fails."""
	executable = shutil.which(program)
	if not executable:
		raise HubError(f"{program} was not found; install the MariaDB client (mariadb-client).")
	command = [executable, "-h", database.host, "-P", str(database.port), "-u", database.user, *arguments]
	with contextlib.ExitStack() as files:
		streams = {
			"stdin": files.enter_context(stdin.open("rb")) if stdin else subprocess.DEVNULL,
			"stdout": files.enter_context(stdout.open("wb")) if stdout else subprocess.DEVNULL,
		}
		environment = os.environ | {"MYSQL_PWD": database.password}
		result = subprocess.run(command, env=environment, stderr=subprocess.PIPE, text=True, **streams)
	if result.returncode:
		raise HubError(f"{program} failed: {result.stderr.strip().splitlines()[-1]}", details=result.stderr)
