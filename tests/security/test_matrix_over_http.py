# SPDX-License-Identifier: GPL-3.0-only
"""Every record of the demo region at every door, as every role, over HTTP: the long run of the matrix.

`planota_hub/tests/access` asks the same questions about two records of each DocType within the process, and knows
for each role which of the two it may see. Here the answer of every door is compared with the list of that role. It
is asked for by the number of records of each DocType:
`HUB_MATRIX_RECORDS=1000 ./hub test tests/security/test_matrix_over_http.py -s --timeout 0`
"""

import contextlib
import json
import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import frappe
import pytest
import requests

from embedded.home import Home
from embedded.server import supervisor
from planota_hub import demo
from planota_hub.guards.test_doors import give_key
from planota_hub.tests.access import channels, page
from planota_hub.tests.access.asking import Answer, Question
from planota_hub.tests.access.channels import Channel
from planota_hub.tests.access.matrix import has_title_in_links
from planota_hub.tests.access.people import Person
from planota_hub.tests.access.records import Record
from planota_hub.tests.compat import as_user, make_user
from tests.browser.conftest import database_put_back_afterwards, free_port, processes

RECORDS = int(os.environ.get("HUB_MATRIX_RECORDS", "0"))
AT_ONCE = 4
# a letter beyond ASCII, as JSON writes it; in JSON within JSON the backslash is doubled
ESCAPED = re.compile(r"\\+u([0-9a-f]{4})")
SECONDS = 60
# who demo users are; the representative has NGOs, the coordinator municipalities
LOGINS = {
	"manager@example.org": "Hub Manager",
	"officer@example.org": "Hub Officer",
	"mentor@example.org": "Hub Mentor",
	"coordinator@example.org": "Network Coordinator",
	"auditor@example.org": "Hub Auditor",
	"representative@example.org": "NGO Representative",
	"nobody@access.test": "",
	"Guest": "",
}


@pytest.fixture(scope="module")
def region(test_site: Home) -> Iterator["Region"]:
	"""The demo region, served; afterwards the site is as it was before."""
	port = free_port()
	frappe.db.commit()
	with database_put_back_afterwards(test_site):
		demo.load()
		make_user("nobody@access.test")
		keys = {user: ":".join(give_key(user)) for user in LOGINS if user != "Guest"}
		frappe.db.commit()
		with processes(test_site, port) as web:
			supervisor.wait_until_ready(test_site, port, web)
			yield Region(f"http://127.0.0.1:{port}", keys)


class Region:
	"""The served site and the keys of its log-ins."""

	def __init__(self, address: str, keys: dict[str, str]):
		self.address, self.keys = address, keys

	def ask(self, user: str, question: Question) -> Answer:
		headers = {"Authorization": f"token {self.keys[user]}"} if user in self.keys else {}
		sent = {"params": question.values} if question.method == "GET" else {"json": question.values}
		answer = requests.request(
			question.method, self.address + question.path, headers=headers, timeout=SECONDS, **sent
		)
		answer.encoding = "utf-8"
		return Answer(answer.status_code, ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), answer.text))


def get_records() -> Iterator[Record]:
	"""Yield the records of every DocType, with their titles where these are not their names."""
	for doctype in page.read_expected():
		meta = frappe.get_meta(doctype)
		if meta.issingle:
			continue
		title = meta.title_field or "name"
		rows = frappe.get_all(
			doctype, fields=["name", title], limit=RECORDS, order_by="name asc", as_list=True
		)
		for row in rows:
			yield Record(doctype, row[0], True, get_title(doctype, *row))


def get_title(doctype: str, name: str, title: str | None = None) -> str:
	"""Return the title of a record by which it can be looked for: one that no other record has."""
	if not title or title == name:
		return ""
	field = frappe.get_meta(doctype).title_field
	return str(title) if frappe.db.count(doctype, {field: title}) == 1 else ""


def get_listed(person: Person) -> dict[str, set[str]]:
	"""Return what the lists of a person show: DocType -> names."""
	listed = {}
	with as_user(person.user):
		for doctype in page.read_expected():
			with contextlib.suppress(frappe.PermissionError):
				if not frappe.get_meta(doctype).issingle:
					listed[doctype] = set(frappe.get_list(doctype, pluck="name", limit_page_length=0))
	return listed


def get_doors(record: Record, rights: frozenset[str]) -> list[Channel]:
	"""Return the doors that are tried; none that would change something."""
	doors = [*channels.READING, *channels.LISTING]
	doors += [door for door in channels.CHANGING + channels.MARKING if not rights]
	return [door for door in doors if has_title_in_links(record) or door.is_open is not channels.is_titled]


def check(
	region: Region, person: Person, records: list[tuple[Record, frozenset[str]]]
) -> tuple[int, list[str]]:
	"""Return the number of doors that were tried, and what is wrong at them.

	Args:
	        records: each with the rights that the person has on it.
	"""
	tries = [(record, door, rights) for record, rights in records for door in get_doors(record, rights)]
	# what a door asks for stands in the metadata, which threads beside this one can't read
	questions = [door.ask_for(record) for record, door, _rights in tries]
	wrong = []
	with ThreadPoolExecutor(AT_ONCE) as pool:
		answers = pool.map(lambda question: region.ask(person.user, question), questions)
		for (record, door, rights), answer in zip(tries, answers, strict=True):
			is_open = door.right in rights and (person.has_desk or not door.is_desk)
			if answer.status >= 500 or door.is_open(answer, record) != is_open:
				wrong.append(f"{person}, {record.doctype} {record.name}, {door.name}: {answer.status}")
	return len(tries), wrong


@pytest.mark.skipif(not RECORDS, reason="takes long: set HUB_MATRIX_RECORDS")
def test_every_door_shows_what_the_list_of_the_role_shows(region: Region):
	records, expected = list(get_records()), page.read_expected()
	tried, wrong = 0, []
	for user, role in LOGINS.items():
		person, listed = Person(user, role), {}
		if role:
			listed = get_listed(person)
		rights = [
			expected[record.doctype][person.role].rights
			if record.name in listed.get(record.doctype, ())
			else frozenset()
			for record in records
		]
		number, faults = check(region, person, list(zip(records, rights, strict=True)))
		tried += number
		wrong += faults
	print(json.dumps({"requests": tried, "records": len(records), "wrong": len(wrong)}))
	assert not wrong, "\n".join(wrong)
