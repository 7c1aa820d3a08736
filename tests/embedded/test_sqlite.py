# SPDX-License-Identifier: GPL-3.0-only
"""SQLite must behave as MariaDB does: each test is one difference that the repair closes."""

import sqlite3
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from unittest.mock import patch

import frappe
import frappe.database.sqlite.database
import pytest
from frappe.model.document import Document

from embedded.engine import order
from embedded.engine.repairs import sqlite, sqlite_schema
from embedded.engine.write_lock import FairLock
from embedded.home import Home

pytestmark = pytest.mark.usefixtures("sqlite_site")


def in_threads(home: Home, count: int, work) -> list[Exception]:
	"""Run `work(number)` in `count` threads, each with a connection of its own; the errors."""
	errors: list[Exception] = []
	start = threading.Barrier(count)

	def run(number: int) -> None:
		frappe.init(home.site.name, sites_path=str(home.sites), force=True)
		try:
			frappe.connect()
			start.wait()
			work(number)
			frappe.db.commit()
		except Exception as error:
			errors.append(error)
		finally:
			frappe.destroy()

	threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
	for thread in threads:
		thread.start()
	for thread in threads:
		thread.join()
	return errors


def test_documents_named_by_a_series_at_once_get_different_names(sqlite_site):
	def insert(number):
		doc = frappe.get_doc(doctype="Event", subject=f"At once {number}", starts_on="2030-01-01 10:00:00")
		doc.insert()

	frappe.db.commit()
	errors = in_threads(sqlite_site, 12, insert)

	names = frappe.get_all(
		"Event", filters={"subject": ("like", "At once %")}, pluck="name", order_by="name asc"
	)
	assert errors == []
	assert len(set(names)) == 12
	frappe.db.delete("Event", {"name": ("in", names)})
	frappe.db.commit()


def test_a_value_read_for_update_is_not_lost_between_reading_and_writing(sqlite_site):
	note = frappe.get_doc(doctype="Note", title="Counter", content="0").insert()
	frappe.db.commit()

	def count_up(_number):
		value = int(frappe.db.get_value("Note", note.name, "content", for_update=True))
		frappe.db.set_value("Note", note.name, "content", str(value + 1))

	errors = in_threads(sqlite_site, 10, count_up)

	assert errors == []
	assert frappe.db.get_value("Note", note.name, "content", cache=False) == "10"
	note.delete()
	frappe.db.commit()


def test_two_who_save_the_same_document_one_is_told(sqlite_site):
	note = frappe.get_doc(doctype="Note", title="Two writers", content="start").insert()
	frappe.db.commit()
	both_read = threading.Barrier(2)

	def save(number):
		doc = frappe.get_doc("Note", note.name)
		both_read.wait()
		doc.content = f"by {number}"
		doc.save()

	errors = in_threads(sqlite_site, 2, save)

	assert [type(error) for error in errors] == [frappe.TimestampMismatchError]
	frappe.delete_doc("Note", note.name)
	frappe.db.commit()


def test_reading_takes_no_lock():
	frappe.db.commit()
	frappe.get_all("Note", limit=1, order_by="name asc")
	assert not frappe.db._conn.in_transaction


def test_writing_takes_the_lock_and_rollback_gives_it_back():
	frappe.db.commit()
	frappe.db.sql("UPDATE `tabNote` SET `title`=`title` WHERE `name`=%s", ("nothing",))
	assert sqlite.WRITERS.is_held()
	frappe.db.rollback()
	assert not sqlite.WRITERS.is_held()


def test_a_savepoint_can_be_rolled_back_before_anything_was_written():
	frappe.db.commit()
	frappe.db.savepoint("before")
	frappe.get_doc(doctype="Note", title="Undone", content="-").insert()
	frappe.db.rollback(save_point="before")
	assert not frappe.db.exists("Note", {"title": "Undone"})
	frappe.db.rollback()


def test_waiting_writers_are_served_in_the_order_in_which_they_came():
	lock = FairLock()
	first = lock.acquire(1)
	order: list[int] = []

	def wait_for(number: int) -> None:
		turn = lock.acquire(10)
		order.append(number)
		lock.release(turn)

	threads = []
	for number in range(5):
		threads.append(threading.Thread(target=wait_for, args=(number,)))
		threads[-1].start()
		while len(lock._waiting) <= number:
			pass
	lock.release(first)
	for thread in threads:
		thread.join()
	assert order == [0, 1, 2, 3, 4]


def test_a_writer_that_waited_too_long_is_told_and_leaves_the_queue():
	lock = FairLock()
	assert lock.acquire(1)
	assert lock.acquire(0.01) is None
	assert not lock._waiting


@pytest.mark.parametrize(
	"text", ["100 % of Bob's", 'a "quoted" word', "50%% off", "%s and ? and :name", "šč\\ž `x`"]
)
def test_text_comes_back_as_it_was_stored(text):
	frappe.get_doc(doctype="Note", title=text, content=text).insert()
	note = frappe.qb.DocType("Note")
	assert frappe.db.get_value("Note", {"title": text}, "content", cache=False) == text
	assert [list(row) for row in frappe.qb.from_(note).select("title").where(note.title == text).run()] == [
		[text]
	]
	assert frappe.db.sql("SELECT title FROM tabNote WHERE title=%(title)s", {"title": text})[0][0] == text
	frappe.db.rollback()


def test_values_that_only_the_other_client_knows_are_adapted():
	assert sqlite._adapt(timedelta(hours=1, minutes=2)) == "1:02:00"
	assert sqlite._adapt(Decimal("1.5")) == 1.5


def test_a_taken_name_is_reported_as_that_although_another_column_is_taken_too():
	frappe.db.commit()
	with pytest.raises(frappe.DuplicateEntryError):
		frappe.get_doc(doctype="Role", role_name="Guest").insert()
	frappe.db.rollback()


def test_functions_of_mariadb_that_the_framework_uses():
	assert frappe.db.sql("SELECT concat_ws('-', 'a', NULL, 'b'), concat('a', 1)")[0] == ("a-b", "a1")


def test_a_commit_is_on_the_disk():
	assert frappe.db.sql("PRAGMA synchronous")[0][0] == 2


def test_intervals_and_now_in_the_query_builder():
	from frappe.query_builder import Interval
	from frappe.query_builder.functions import Now

	note = frappe.qb.DocType("Note")
	query = frappe.qb.from_(note).select(note.name).where(note.creation > Now() - Interval(days=2)).limit(1)
	assert "datetime(datetime('now', 'localtime'), '-2 days')" in query.get_sql()
	query.run()


def test_insert_ignore_in_the_query_builder():
	note = frappe.qb.DocType("Note")
	assert (
		frappe.qb.into(note)
		.columns("name")
		.insert("a")
		.ignore()
		.get_sql()
		.startswith("INSERT OR IGNORE INTO")
	)


def test_what_was_logged_survives_the_rollback_of_what_went_wrong():
	frappe.db.commit()
	frappe.get_doc(doctype="Note", title="Goes wrong", content="-").insert()
	log = frappe.log_error("It went wrong", "because", defer_insert=False)
	frappe.db.rollback()
	frappe.db.rollback()
	assert not frappe.db.exists("Note", {"title": "Goes wrong"})
	assert frappe.db.exists("Error Log", log.name)
	frappe.db.delete("Error Log", {"name": log.name})
	frappe.db.commit()


def test_visitors_search_in_what_is_published_and_nothing_else():
	from frappe.utils.global_search import sync_values, web_search

	entries = [
		("Note", "A", "vrt in sad", 1, "Sad", "a"),
		("Note", "B", "vrt", 1, "Vrt", "b"),
		("Note", "C", "vrt", 0, "C", "c"),
	]
	sync_values(entries)

	assert [row.name for row in web_search("vrt")] == ["B", "A"]
	assert [row.name for row in web_search("vrt", scope="a")] == ["A"]
	assert web_search("' OR 1=1 --", start=-1, limit=-1) == []
	frappe.db.rollback()


def test_many_documents_are_put_into_the_search_index_as_quickly_as_few(sqlite_site, undone):
	from frappe.utils.global_search import sync_values

	few, many = ([("Tree", f"N{number}", "vrt", 0, "N", "n") for number in range(n)] for n in (2, 500))
	statements = []
	for values in (few, many, many):
		with patch.object(frappe.db, "sql", wraps=frappe.db.sql) as sql:
			sync_values(values)
		statements.append(sql.call_count)

	assert statements[0] == statements[1] == statements[2]
	index = frappe.qb.Table("__global_search")
	found = frappe.qb.from_(index).select(index.name).where(index.doctype == "Tree").run(pluck=True)
	assert sorted(found) == sorted(name for _doctype, name, *_rest in many)


def test_global_search_finds_a_word_by_its_beginning():
	from frappe.utils.global_search import search, sync_global_search

	ngo = frappe.get_doc(
		doctype="Stakeholder", stakeholder_name="Šolski center Žaga", stakeholder_type="Media"
	).insert()
	sync_global_search()
	assert ngo.name in [found.name for found in search("šolsk")]
	assert ngo.name not in [found.name for found in search("olsk")]
	frappe.delete_doc("Stakeholder", ngo.name)
	frappe.db.commit()


@pytest.fixture
def undone():
	yield
	frappe.db.rollback()


def test_a_time_in_the_place_of_a_day_is_stored_as_the_day(sqlite_site, undone):
	todo = frappe.get_doc(doctype="ToDo", description="x", date="2030-05-04 23:59:59").insert()

	stored = frappe.db.sql("select date || '' from tabToDo where name = %s", todo.name, pluck=True)
	assert stored == ["2030-05-04"]


@pytest.mark.parametrize("value", ["4.5.2030", "2030-13-01", "soon", "2030-05-04T10:00:00+02:00"])
def test_what_is_no_day_is_refused(sqlite_site, undone, value):
	todo = frappe.get_doc(doctype="ToDo", description="x", date=value)
	with pytest.raises(frappe.ValidationError, match="is not a valid date string"):
		todo.insert()


def test_a_day_that_a_statement_wrote_a_time_into_can_be_read(sqlite_site, undone):
	todo = frappe.get_doc(doctype="ToDo", description="x").insert()
	frappe.db.set_value("ToDo", todo.name, "date", "2030-05-04 23:59:59")

	assert frappe.db.get_value("ToDo", todo.name, "date") == date(2030, 5, 4)


def make_field(fieldname: str, fieldtype: str = "Data", **properties) -> dict:
	return {"fieldname": fieldname, "fieldtype": fieldtype, "label": fieldname, **properties}


@pytest.fixture
def changing_doctype(sqlite_site) -> Iterator[Document]:
	"""A DocType of this test, with a record; its table is changed by saving it."""
	doctype = frappe.get_doc(
		doctype="DocType",
		name="Changing Thing",
		module="Core",
		custom=1,
		autoname="field:code",
		permissions=[{"role": "System Manager", "read": 1}],
		fields=[
			make_field("code", unique=1),
			make_field("state", "Select", options="\nOpen\nDone", default="Open"),
			make_field("amount"),
			make_field("place", search_index=1),
		],
	).insert()
	frappe.get_doc(doctype="Changing Thing", code="one", place="Bovec").insert()
	yield doctype
	frappe.db.rollback()
	frappe.delete_doc("DocType", "Changing Thing", force=True)
	frappe.db.sql_ddl("DROP TABLE IF EXISTS `tabChanging Thing`")


def describe(table: str) -> dict[str, tuple]:
	"""Type, duty, default and key of each column."""
	return {row[1]: row[2:] for row in frappe.db.sql(f"PRAGMA table_info(`{table}`)")}


def test_a_changed_column_leaves_keys_defaults_and_indexes_of_the_table(changing_doctype):
	frappe.db.add_index("Changing Thing", ["state", "place"])
	before = describe("tabChanging Thing")
	changing_doctype.fields[2].fieldtype = "Int"

	changing_doctype.save()

	after = describe("tabChanging Thing")
	assert after.pop("amount") == ("INTEGER", 1, "0", 0)
	assert after == {name: column for name, column in before.items() if name != "amount"}
	assert after["name"][3] == 1
	assert frappe.db.has_index("tabChanging Thing", frappe.db.get_index_name(["state", "place"]))
	assert frappe.get_doc("Changing Thing", "one").amount == 0
	for column in ("name", "code"):
		other = {"name": "two", "code": "two", column: "one"}
		with pytest.raises(sqlite3.IntegrityError):
			frappe.db.sql("INSERT INTO `tabChanging Thing` (name, code) VALUES (%(name)s, %(code)s)", other)
		frappe.db.rollback()


def test_a_new_column_may_be_unique_and_one_that_was_need_not_be_any_more(changing_doctype):
	changing_doctype.append("fields", make_field("number", unique=1))
	changing_doctype.save()
	unique = [names for _name, names in frappe.db.get_unique_indexes("tabChanging Thing")]
	assert ["number"] in unique and ["code"] in unique

	changing_doctype.fields[-1].unique = 0
	changing_doctype.save()

	assert [names for _name, names in frappe.db.get_unique_indexes("tabChanging Thing")] == [["code"]]


def test_a_change_that_fails_leaves_the_table_as_it_was(changing_doctype, monkeypatch):
	def fail(*_arguments, **_options):
		raise sqlite3.OperationalError("disk full")

	frappe.db.commit()
	before = describe("tabChanging Thing")
	changing_doctype.fields[2].fieldtype = "Int"
	monkeypatch.setattr(sqlite_schema.SQLiteTable, "_add_index", fail)

	with pytest.raises(sqlite3.OperationalError, match="disk full"):
		changing_doctype.save()

	assert describe("tabChanging Thing") == before
	assert frappe.db.count("Changing Thing") == 1


def test_saving_a_doctype_that_has_not_changed_leaves_its_table_alone(changing_doctype):
	changing_doctype.save()
	query = (
		"SELECT type, name, sql, rootpage FROM sqlite_master WHERE tbl_name='tabChanging Thing' ORDER BY name"
	)
	before = frappe.db.sql(query)

	changing_doctype.save()

	assert frappe.db.sql(query) == before


def list_indexes() -> dict[str, str]:
	"""The statement of each index of the database."""
	query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
	return dict(frappe.db.sql(query))


def test_a_new_site_has_every_index_that_a_doctype_asks_for_and_one_of_before_is_given_them(sqlite_site):
	made = list_indexes()
	plan = frappe.db.sql("EXPLAIN QUERY PLAN SELECT name FROM tabNGO WHERE email = 'a@b.test'", as_dict=True)
	assert "INDEX tabNGO_email_index" in plan[0].detail
	for name in ("tabNGO_email_index", "support_entry_hours"):
		frappe.db.sql_ddl(f"DROP INDEX {name}")

	sqlite_schema.add_missing_indexes()

	assert list_indexes() == made


def test_a_new_table_gets_the_indexes_of_its_doctype(changing_doctype):
	assert "tabChanging Thing_place_index" in list_indexes()


def test_two_tables_may_have_an_index_of_one_name(changing_doctype):
	name = frappe.db.get_index_name(["reference_doctype", "reference_name"])
	assert frappe.db.has_index("tabComment", name) and frappe.db.has_index("tabActivity Log", name)
	frappe.db.add_index("Changing Thing", ["state", "place"], name)

	assert frappe.db.has_index("tabChanging Thing", name)
	assert not frappe.db.has_index("tabChanging Thing", "no_such_index")


@pytest.mark.parametrize("sought", ("čebelar", "Čebelar", "cebelar", "ČEBELAR", "belarsko dru"))
def test_a_search_takes_letters_for_the_same_as_mariadb_does(sought):
	doc = frappe.get_doc(doctype="ToDo", description="Čebelarsko društvo Žužemberk").insert()

	found = frappe.get_all(
		"ToDo", {"description": ("like", f"%{sought}%")}, pluck="name", order_by="name asc"
	)

	frappe.db.rollback()
	assert found == [doc.name]


def test_a_search_by_like_knows_null_numbers_and_escaped_signs():
	def ask(condition):
		return frappe.db.sql(f"select {condition}")[0][0]

	assert ask("null like '%'") is None
	assert ask("15 like '1_'") == 1
	assert ask("'a%b' like 'a\\%b' escape '\\'") == 1
	assert ask("'axb' like 'a\\%b' escape '\\'") == 0
	assert ask("'Straße' not like 'strasse'") == 0
	assert ask("'two\nlines' like 'two%'") == 1


NAMES = ("Zala", "Čopič", "čisto", "Cena", "Šime", "Žan", "Suha", "Dom", "Đorđe")
IN_ORDER = ["Cena", "čisto", "Čopič", "Dom", "Đorđe", "Suha", "Šime", "Zala", "Žan"]


@pytest.mark.parametrize(
	"order_by", ("title asc", "`tabNote`.title", "`tabNote`.`title` ASC, name desc", "shown asc")
)
def test_lists_are_sorted_as_people_look_for_names(undone, order_by):
	for name in NAMES:
		frappe.get_doc(doctype="Note", title=name, content="sorting").insert()

	found = frappe.db.sql(
		f"SELECT `title` AS `shown` FROM `tabNote` WHERE `content`=%s ORDER BY {order_by} LIMIT 9", "sorting"
	)

	assert [name for (name,) in found] == IN_ORDER
	note = frappe.qb.DocType("Note")
	query = frappe.qb.from_(note).select(note.title).where(note.content == "sorting")
	assert query.orderby(note.title, order=frappe.qb.desc).run(pluck=True) == IN_ORDER[::-1]
	assert frappe.get_all("Note", {"content": "sorting"}, pluck="title", order_by="title asc") == IN_ORDER


def test_records_that_people_name_are_sorted_by_their_names(undone):
	for name in NAMES:
		frappe.get_doc(doctype="Gender", gender=f"sorting {name}").insert()

	found = frappe.get_all("Gender", {"name": ("like", "sorting %")}, pluck="name", order_by="name asc")

	assert found == [f"sorting {name}" for name in IN_ORDER]


@pytest.mark.parametrize("order_by", ("`creation` desc", "`name` asc", "`name` desc, `description` asc"))
def test_an_index_on_what_is_sorted_by_still_serves(order_by):
	plan = frappe.db.sql(f"EXPLAIN QUERY PLAN SELECT `name` FROM `tabToDo` ORDER BY {order_by} LIMIT 20")

	assert "USING" in str(plan)
	assert "USE TEMP B-TREE FOR ORDER BY" not in str(plan)


def test_only_what_is_sorted_by_is_written_anew():
	columns = frozenset({"title"})
	for query, expected in (
		(
			"select title from `tabNote` where x in (select 1 order by title) order by lower(title), title desc limit 3",
			"select title from `tabNote` where x in (select 1 order by  slovene_key(title)) "
			"order by lower(title), slovene_key(title) desc limit 3",
		),
		("select 1 from `tabNote` order by modified desc", None),
		("select title from `tabNote` union select title from `tabNote` order by title", None),
		("select 1 from `tabNote` where title = 'order by title'", None),
		(
			"select sum(x) over (partition by lower(title) order by title rows 1 preceding) from `tabNote`",
			None,
		),
	):
		found = order.order_texts(query, lambda _table: columns)
		assert " ".join(found.split()) == " ".join((expected or query).split())
