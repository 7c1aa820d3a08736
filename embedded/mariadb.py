"""A MariaDB server as the site's database: an empty one made, the framework's tables loaded."""

import re
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
		raise HubError(f"MariaDB at {database.host}:{database.port} refused {database.user}: {reason}") from None


def create_empty(database: Database) -> None:
	"""Make the database anew. Raises HubError when it holds tables that no site of ours made."""
	connection = connect(database)
	with connection, connection.cursor() as cursor:
		cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema=%s", (database.name,))
		tables = {row[0] for row in cursor.fetchall()}
		if tables and "tabDocType" not in tables:
			raise HubError(f"The MariaDB database {database.name} holds other tables. Name an empty one in HUB_DB.")
		cursor.execute(f"DROP DATABASE IF EXISTS `{database.name}`")
		cursor.execute(f"CREATE DATABASE `{database.name}` {CHARACTERS}")


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
