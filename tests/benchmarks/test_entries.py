# SPDX-License-Identifier: GPL-3.0-only
"""Whatever the app has is measured: a new report, card, page or job without an entry fails here."""

import json
from pathlib import Path

import frappe
import pytest

from benchmarks.entries import Entry
from benchmarks.entries.desk import get_doctypes
from embedded.home import APP, PROJECT
from planota_hub.funding.own_metrics.offers import DEFINITION
from planota_hub.metrics import registry

APP_FOLDER = PROJECT / APP
KINDS = {
	"report": "report",
	"card": "number_card",
	"chart": "dashboard_chart",
	"web form": "web_form",
	"print": "print_format",
	"workspace": "workspace",
}
# files of `www/` that show a record which a seed does not write
NO_PAGES = {"good_practice"}
# as much of prints
NO_PRINTS = {"Exchange Sign-in Sheet", "Programme Proposal Sheet"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_of_the_app_is_measured(entries: list[Entry], kind: str):
	assert read_names(KINDS[kind]) - subjects(entries, kind) == (NO_PRINTS if kind == "print" else set())


def test_every_dashboard_is_measured(entries: list[Entry]):
	dashboards = {
		json.loads(path.read_text(encoding="utf-8"))["name"]
		for path in APP_FOLDER.glob("*/*_dashboard/*/*.json")
	}
	assert dashboards - subjects(entries, "dashboard") == set()


def test_every_page_is_measured(entries: list[Entry]):
	files = [*(APP_FOLDER / "www").glob("*.html"), *(APP_FOLDER / "www").glob("*.py")]
	pages = {path.stem.replace("-", "_") for path in files} - {"__init__"}
	assert pages - subjects(entries, "page") == NO_PAGES


def test_every_job_is_measured(entries: list[Entry]):
	events = frappe.get_hooks("scheduler_events", app_name=APP)
	paths = {path for event, paths in events.items() if event != "cron" for path in paths}
	paths |= {path for paths in events["cron"].values() for path in paths}
	assert paths - subjects(entries, "job") == set()


def test_every_metric_is_measured(entries: list[Entry]):
	assert {*registry.get_metrics(), DEFINITION} - subjects(entries, "metric") == set()


def test_the_list_of_every_doctype_is_measured(entries: list[Entry]):
	assert set(get_doctypes()) - subjects(entries, "list") == set()


def test_every_report_that_adds_up_is_compared_with_one_statement(entries: list[Entry]):
	asked = {entry.subject for entry in entries if entry.kind == "report" and entry.name == "default"}
	compared = {entry.subject for entry in entries if entry.kind == "report" and entry.peer}
	# told by the code alone
	assert asked - compared == {"Record of Processing"}


def read_names(folder: str) -> set[str]:
	return {
		json.loads(path.read_text(encoding="utf-8"))["name"]
		for path in APP_FOLDER.glob(f"*/{folder}/*/*.json")
		if is_own(path)
	}


def is_own(path: Path) -> bool:
	return path.stem == path.parent.name


def subjects(entries: list[Entry], kind: str) -> set[str]:
	return {entry.subject for entry in entries if entry.kind == kind}
