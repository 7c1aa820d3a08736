# SPDX-License-Identifier: GPL-3.0-only
"""Needs and good practices that occur in several regions: what hubs could do together, and what one can learn from another."""

from frappe import _

from planota_hub.figures.report_parts import column, figure
from planota_hub.hub_network.comparing.similarity import NEED, PRACTICE, get_rows
from planota_hub.rules.arguments import read_filters

ANSWER = "Answer"


def execute(filters: dict | None = None) -> tuple[list, list, None, None, list]:
	"""Return columns, one row per pair of topics that are alike, no message, no chart, and the summary.

	Args:
	        filters: `kind`, `network_hub`.
	"""
	rows = get_rows(read_filters(filters))
	summary = get_summary(rows)
	labels = get_kinds()
	for row in rows:
		row["kind"] = labels[row["kind"]]
		field = row["field_of_work"]
		row["field_of_work"] = _(field) if field else ""
	return get_columns(), rows, None, None, summary


def get_kinds() -> dict[str, str]:
	return {
		NEED: _("The same need"),
		ANSWER: _("A practice for a need"),
		PRACTICE: _("Similar practices"),
	}


def get_columns() -> list[dict]:
	return [
		column("kind", _("In Common"), "Data", 160),
		column("title", _("Title"), "Data", 260),
		column("hub_name", _("Hub"), "Data", 180),
		column("place", _("Place"), "Data", 130),
		column("other_title", _("Title at the Other Hub"), "Data", 260),
		column("other_hub", _("Other Hub"), "Data", 180),
		column("other_place", _("Place at the Other Hub"), "Data", 150),
		column("field_of_work", _("Field of Work"), "Data", 150),
		column("shared_words", _("Words in Common"), "Data", 170),
		column("address", _("Address"), "Data", 220, options="URL"),
		column("other_address", _("Address at the Other Hub"), "Data", 220, options="URL"),
	]


def get_summary(rows: list[dict]) -> list[dict]:
	numbers = {kind: sum(row["kind"] == kind for row in rows) for kind in get_kinds()}
	return [figure(label, numbers[kind]) for kind, label in get_kinds().items()]
