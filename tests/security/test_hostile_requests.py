# SPDX-License-Identifier: GPL-3.0-only
"""Thousands of requests that mean no good, at every door that guests and representatives can reach.

The suite sends some hundreds of them, the same ones every time; the long run is asked for by their number:
`HUB_HOSTILE_REQUESTS=10000 ./hub test tests/security/test_hostile_requests.py -s`
"""

import os
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import frappe
import pytest
from frappe.utils import now_datetime

from embedded.home import Home
from tests.security.hostile import Request, find_doctypes, find_doors, make_requests
from tests.security.stage import REPRESENTATIVE, Stage, Visitor, served

REQUESTS = int(os.environ.get("HUB_HOSTILE_REQUESTS", "300"))
SEED = 14
AT_ONCE = 4
MOST_SECONDS = 5


@pytest.fixture(scope="module")
def stage(test_site: Home) -> Iterator[Stage]:
	with served(test_site) as running:
		yield running


def send(visitor: Visitor, request: Request) -> tuple[Request, int, float, str]:
	began = time.monotonic()
	status, _headers, text = visitor.ask(request.method, request.path, request.form, request.body)
	return request, status, time.monotonic() - began, text


def test_every_kind_of_door_is_found(stage: Stage):
	doors = find_doors(stage)

	assert {kind for kind, makers in doors.items() if len(makers) < 10} == set()


@pytest.mark.timeout(300 + REQUESTS)
def test_no_request_fails_takes_long_or_leaves_half_a_record(stage: Stage):
	began = now_datetime()
	visitors = [Visitor(stage), Visitor(stage, REPRESENTATIVE)]
	requests = list(make_requests(stage, REQUESTS, SEED))

	with ThreadPoolExecutor(AT_ONCE) as pool:
		answers = list(
			pool.map(lambda pair: send(*pair), zip(visitors * len(requests), requests, strict=False))
		)

	frappe.db.rollback()
	print(Counter(status for _request, status, _seconds, _text in answers))
	print("slowest:", round(max(seconds for _request, _status, seconds, _text in answers), 2), "s")
	failed = [
		f"{status}: {request}\n{text[-400:]}" for request, status, _seconds, text in answers if status >= 500
	]
	# a busy machine makes any request slow once
	slow = [
		f"{seconds:.1f} s: {request}"
		for request, _status, seconds, _text in answers
		if seconds > MOST_SECONDS and send(visitors[0], request)[2] > MOST_SECONDS
	]
	assert not failed, f"{len(failed)} failed:\n" + "\n\n".join(failed[:40])
	assert not slow, "\n".join(slow)
	assert not find_halves(began)
	assert Visitor(stage).submit("report-need", stage.samples["report-need"])[0] == 200


def find_halves(began) -> list[str]:
	"""Return what was saved since a moment without what it needs: rows without a document, fields that are empty."""
	halves = []
	for doctype in find_doctypes():
		meta = frappe.get_meta(doctype)
		if meta.issingle or meta.is_virtual:
			continue
		for row in frappe.get_all(doctype, {"creation": (">=", began)}, ["*"], order_by="name asc"):
			if meta.istable and not frappe.db.exists(row.parenttype, row.parent):
				halves.append(f"{doctype} {row.name}: without {row.parenttype} {row.parent}")
			halves += [
				f"{doctype} {row.name}: without {df.fieldname}"
				for df in meta.get("fields", {"reqd": 1})
				if df.fieldname in row and row[df.fieldname] in (None, "")
			]
	return halves
