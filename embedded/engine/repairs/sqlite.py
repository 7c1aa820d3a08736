# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/database/sqlite/database.py`: transactions as they are on MariaDB.

As shipped, two requests that read a naming series and then write it collide, because a transaction on SQLite
takes no lock until its first write, and then fails if anybody wrote in between. Here

- reading takes no lock, and always sees what was committed last;
- the first write of a transaction, a savepoint or a `FOR UPDATE` takes the write lock of the database *before*
  it reads, and keeps it until commit or rollback, as a row lock on MariaDB would be kept;
- the two logs that MariaDB keeps outside transactions (MyISAM tables) survive a rollback here too;
- writers in one process queue for it in the order in which they came, and none keeps it beyond its own end;
- a transaction that SQLite gave up, as it may when the disk is full, is never committed by half;
- a commit is on the disk when it returns;
- a table gets its index also when another table has one of the same name;
- `LIKE` takes Č, č, C and c for one letter, and `ORDER BY` puts Č behind C.
"""

import re
import sqlite3
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import frappe
from frappe.database.sqlite import database as engine
from frappe.utils import get_table_name
from frappe.utils.data import format_timedelta

from embedded.engine.likeness import like
from embedded.engine.order import FUNCTION, ORDER_BY, order_texts
from embedded.engine.write_lock import Claim, FairLock
from planota_hub.rules.sorting import sort_key

__all__ = ["SQLiteDatabase"]

# pages of the database that a request keeps while it runs: with the 2 MB of SQLite itself, a statement that looks up many
# rows of a large table reads the same pages from the disk again and again
CACHE_KILOBYTES = 16_000
WAIT_FOR_LOCK = 60  # seconds that a writer waits for the writers before it

FOR_UPDATE = re.compile(
	r"\s+FOR\s+UPDATE(\s+NOWAIT|\s+SKIP\s+LOCKED)?\s*;?(?=\s*(/\*.*\*/)?\s*$)", re.IGNORECASE
)
READING = re.compile(r"\s*(select|explain|pragma|show|describe|with)\b", re.IGNORECASE)
INSERT = re.compile(r'\s*INSERT\s+INTO\s+"(?P<table>[^"]+)"\s*\((?P<columns>[^)]+)\)', re.IGNORECASE)
NAMED = re.compile(r"%\((\w+)\)s")
DEFINITION = re.compile(r"\s*(create|alter|drop)\b", re.IGNORECASE)
TEXT_TYPE = re.compile(r"(var)?char|text", re.IGNORECASE)
# what the framework writes into texts of its own, and sorts by for itself
FRAMEWORK_TEXTS = frozenset("name parent parenttype parentfield owner modified_by".split())
# finds a DocType whose records people name
NAMING = "SELECT 1 FROM tabDocType WHERE name=? AND (autoname LIKE 'field:%' OR lower(autoname)='prompt')"
# database and table -> its columns in which people write
TEXTS: dict[tuple[str, str], frozenset[str]] = {}
# database and query -> the query with its texts in order
ORDERED: dict[tuple[str, str], str] = {}
MOST_ORDERED = 2_000


LOGS = {"tabData Import Log", "tabError Log"}


WRITERS = FairLock()


class DiskFullError(sqlite3.OperationalError):
	"""There is no room for what was to be written; 507 in HTTP."""

	http_status_code = 507


class Connection(sqlite3.Connection):
	"""A connection whose end can be noticed, and whose transaction may be undone by another thread."""


class SQLiteDatabase(engine.SQLiteDatabase):
	"""SQLite with one writer at a time and nothing lost between reading and writing."""

	_claim: Claim | None = None

	def __init__(self, *args: Any, **kwargs: Any):
		super().__init__(*args, **kwargs)
		self._logged: list[tuple[str, Any]] = []

	def get_db_path(self) -> Path:
		"""The database lies beside the folder of the sites, where no request for a file leads."""
		return Path(frappe.local.sites_path).absolute().parent / "data" / f"{self.cur_db_name}.db"

	def create_connection(self, read_only: bool = False) -> Connection:
		"""Open the file of the database."""
		sqlite3.register_converter("timestamp", lambda text: datetime.fromisoformat(text.decode()))
		sqlite3.register_converter("time", lambda text: time.fromisoformat(text.decode()))
		# a statement that no document stands behind may have written a time into a day
		sqlite3.register_converter("date", lambda text: date.fromisoformat(text.decode()[:10]))
		return sqlite3.connect(
			f"file:{quote(str(self.get_db_path().absolute()))}?mode={'ro' if read_only else 'rwc'}",
			uri=True,
			timeout=WAIT_FOR_LOCK,
			detect_types=sqlite3.PARSE_DECLTYPES,
			check_same_thread=False,
			factory=Connection,
		)

	def get_connection(self, read_only: bool = False) -> sqlite3.Connection:
		"""A connection that begins no transaction by itself and waits for the disk on commit."""
		connection = super().get_connection(read_only)
		connection.isolation_level = None
		connection.execute("PRAGMA synchronous=FULL")
		connection.execute(f"PRAGMA cache_size={-CACHE_KILOBYTES}")
		connection.execute(f"PRAGMA busy_timeout={WAIT_FOR_LOCK * 1000}")
		for name, arguments, function in FUNCTIONS:
			connection.create_function(name, arguments, function)
		return connection

	def set_execution_timeout(self, seconds: int) -> None:
		"""The engine spent the time for a query on waiting for locks; those have a limit of their own."""

	def get_table_columns_description(self, table_name: str) -> list[frappe._dict]:
		"""The columns of a table, with what the engine compares them by; it was told only their types."""
		columns = self.sql(f"PRAGMA table_info(`{table_name}`)", as_dict=True)
		indexes = self.sql(f"PRAGMA index_list(`{table_name}`)", as_dict=True)
		indexed = [self._get_columns_of_index(index.name) for index in indexes]
		unique = [names for _name, names in self.get_unique_indexes(table_name)]
		for column in columns:
			column.default, column.not_nullable = column.dflt_value, column.notnull
			column.unique, column.index = [column.name] in unique, [column.name] in indexed
		return columns

	def get_unique_indexes(self, table_name: str) -> list[tuple[str, list[str]]]:
		"""Names and columns of the indexes that keep values unique, but for the primary key's."""
		indexes = self.sql(f"PRAGMA index_list(`{table_name}`)", as_dict=True)
		return [
			(index.name, self._get_columns_of_index(index.name))
			for index in indexes
			if index.unique and index.origin != "pk"
		]

	def _get_columns_of_index(self, name: str) -> list[str]:
		return [row.name for row in self.sql(f"PRAGMA index_info(`{name}`)", as_dict=True)]

	def add_index(self, doctype: str, fields: list[str], index_name: str | None = None) -> None:
		"""Make an index that is not there yet; as shipped there was none where another table had one of that name."""
		table = get_table_name(doctype)
		name = index_name or self.get_index_name(fields)
		query = "SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = %s AND tbl_name <> %s"
		super().add_index(doctype, fields, _own_name(table, name) if self.sql(query, (name, table)) else name)

	def has_index(self, table_name: str, index_name: str) -> bool:
		"""Tell whether a table has the index of that name, or under the name that is the table's own."""
		names = {index.name for index in self.sql(f"PRAGMA index_list(`{table_name}`)", as_dict=True)}
		return not names.isdisjoint((index_name, _own_name(table_name, index_name)))

	def execute_query(self, query: str, values: Any = None) -> sqlite3.Cursor:
		"""Run `query`, with MariaDB's placeholders, after taking the write lock when it needs one."""
		query, locks_rows = FOR_UPDATE.subn("", query)
		is_reading = READING.match(query)
		if is_reading and ORDER_BY.search(query):
			query = self._order_texts(query)
		elif DEFINITION.match(query):
			TEXTS.clear()
			ORDERED.clear()
		if locks_rows or not is_reading:
			self._take_write_lock()
		if values is None:
			return self._cursor.execute(query)
		if isinstance(values, dict):
			query = NAMED.sub(r":\1", query)
			values = {name: _adapt(value) for name, value in values.items()}
		else:
			query = query.replace("%s", "?")
			values = tuple(_adapt(value) for value in values)
		insert = INSERT.match(query)
		if insert and insert["table"] in LOGS:
			self._logged.append((query, values))
		try:
			return self._cursor.execute(query.replace("%%", "%"), values)
		except sqlite3.IntegrityError as error:
			self._prefer_primary_key(error, query, values)
			raise
		except sqlite3.OperationalError as error:
			_tell_full_disk(error)
			raise

	def _order_texts(self, query: str) -> str:
		key = (self.cur_db_name, query)
		if key not in ORDERED:
			if len(ORDERED) >= MOST_ORDERED:
				ORDERED.clear()
			ORDERED[key] = order_texts(query, self._find_texts)
		return ORDERED[key]

	def _find_texts(self, table: str) -> frozenset[str]:
		"""The columns of a table in which people write; its name too where people give it."""
		key = (self.cur_db_name, table)
		if key not in TEXTS:
			columns = self._conn.execute(f'PRAGMA table_info("{table}")').fetchall()
			texts = {column[1] for column in columns if TEXT_TYPE.match(column[2])} - FRAMEWORK_TEXTS
			TEXTS[key] = frozenset({*texts, "name"} if self._is_named_by_people(table) else texts)
		return TEXTS[key]

	def _is_named_by_people(self, table: str) -> bool:
		try:
			return bool(self._conn.execute(NAMING, (table.removeprefix("tab"),)).fetchone())
		except sqlite3.OperationalError:  # a database that is just being made
			return False

	def _prefer_primary_key(self, error: sqlite3.IntegrityError, query: str, values: Any) -> None:
		"""Call a violation one of the primary key when it is that too: MariaDB checks it first, SQLite last."""
		insert = INSERT.match(query)
		if not insert or error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_UNIQUE:
			return
		columns = [column.strip().strip('"') for column in insert["columns"].split(",")]
		if "name" not in columns or isinstance(values, dict):
			return
		name = values[columns.index("name")]
		if self._conn.execute(f'SELECT 1 FROM "{insert["table"]}" WHERE name=?', (name,)).fetchone():
			error.sqlite_errorcode = sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY

	def commit(self, chain: Any = None) -> None:
		"""Commit, the logs with the rest. Raises OperationalError when SQLite has given the transaction up."""
		self._refuse_lost_transaction()
		try:
			super().commit(chain=chain)
		except sqlite3.OperationalError as error:
			_tell_full_disk(error)
			raise
		self._logged.clear()

	def rollback(self, *, save_point: str | None = None, chain: Any = None) -> None:
		"""Roll back all but the logs, which tell what went wrong in what is rolled back."""
		super().rollback(save_point=save_point, chain=chain)
		if not self._logged:
			return
		try:
			self._log_again()
			if not save_point:
				self._conn.commit()
		except (sqlite3.Error, UnicodeError) as error:
			print(f"What was logged before a rollback could not be kept: {error!r}", file=sys.stderr)
		finally:
			if not save_point:
				self._conn.rollback()
				self._logged.clear()
				self._give_up_write_lock()

	def _log_again(self) -> None:
		self._take_write_lock()
		for query, values in self._logged:
			self._cursor.execute(re.sub(r"INSERT", "INSERT OR IGNORE", query, count=1), values)

	def begin(self, *, read_only: bool = False) -> None:
		"""Called after every commit and rollback: the lock is free, the next write will take it again."""
		self._give_up_write_lock()
		if read_only or frappe.flags.read_only or getattr(self, "read_only", False):
			super().begin(read_only=read_only)

	def close(self) -> None:
		"""Close the connection; what was not committed is gone, and the lock with it."""
		try:
			super().close()
		finally:
			self._give_up_write_lock()

	def _take_write_lock(self) -> None:
		self._refuse_lost_transaction()
		if self._claim or self._conn.in_transaction:
			return
		claim = WRITERS.acquire(WAIT_FOR_LOCK, self._conn)
		if not claim:
			raise sqlite3.OperationalError("database is locked")
		try:
			self._conn.execute("BEGIN IMMEDIATE")
		except BaseException:
			WRITERS.release(claim)
			raise
		claim.has_begun = True
		self._claim = claim

	def _refuse_lost_transaction(self) -> None:
		if self._claim and self._conn and not self._conn.in_transaction:
			raise sqlite3.OperationalError("The transaction is lost: nothing of it is saved")

	def _give_up_write_lock(self) -> None:
		if self._claim:
			claim, self._claim = self._claim, None
			WRITERS.release(claim)


def _tell_full_disk(error: sqlite3.OperationalError) -> None:
	"""Raise DiskFullError, with a message to whoever asked, when there is no room for what was to be written."""
	if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
		return
	frappe.msgprint(
		frappe._("The server has no room left: nothing was saved. Please tell the administrator.")
	)
	raise DiskFullError(str(error)) from error


def _own_name(table: str, index: str) -> str:
	"""Of an index whose name another table's has: in SQLite all indexes share their names."""
	return f"{table}_{index}"


def _adapt(value: Any) -> Any:
	"""A value that SQLite can store, for the types that only MariaDB's client knows."""
	if isinstance(value, timedelta):
		return format_timedelta(value)
	if isinstance(value, time):
		return value.isoformat()
	if isinstance(value, Decimal):
		return float(value)
	if isinstance(value, (list, tuple, set)):
		raise sqlite3.ProgrammingError(
			"A list is no value for a placeholder on SQLite: write one for each item"
		)
	return value


def _concat(*parts: Any) -> str | None:
	return None if None in parts else "".join(str(part) for part in parts)


def _concat_ws(separator: str, *parts: Any) -> str:
	return separator.join(str(part) for part in parts if part is not None)


def _count_words(text: str | None, beginning: str) -> int:
	"""How many words of `text` begin with `beginning`, whatever the case."""
	beginning = beginning.casefold()
	return sum(word.startswith(beginning) for word in re.findall(r"\w+", (text or "").casefold()))


def _sort(value: Any) -> Any:
	"""What a value is sorted by: texts as people look for names, everything else as it is."""
	return sort_key(value) if isinstance(value, str) else value


# functions that Frappe's own queries use: of MariaDB, where older SQLite libraries lack them, and of its search;
# the operator LIKE, and what texts are sorted by
FUNCTIONS = (
	("concat", -1, _concat),
	("concat_ws", -1, _concat_ws),
	("count_words", 2, _count_words),
	(FUNCTION, 1, _sort),
	("like", 2, like),
	("like", 3, like),
)
