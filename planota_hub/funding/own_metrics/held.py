# SPDX-License-Identifier: GPL-3.0-only
"""Definitions as they are counted by: as stored, or held still while a period is computed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import frappe

from planota_hub.funding.own_metrics.offers import DEFINITION

if TYPE_CHECKING:
	from planota_hub.funding.doctype.metric_definition.metric_definition import MetricDefinition

PART = "Metric Part"


def get_definition(name: str) -> "MetricDefinition | None":
	"""Return a definition as it is counted by now; None for one that is gone."""
	held_ones = frappe.flags.held_definitions or {}
	if name in held_ones:
		return held_ones[name]
	try:
		return frappe.get_cached_doc(DEFINITION, name)
	except frappe.DoesNotExistError:
		frappe.clear_last_message()
		return None


@contextmanager
def held(names: Iterable[str]) -> Iterator[None]:
	"""Count by definitions as they are at this moment, and let nobody change them, or their parts, before the transaction ends."""
	before = frappe.flags.held_definitions
	asked = set(names)
	held_ones = hold(asked)
	parts = {row.metric for definition in held_ones.values() for row in definition.parts}
	frappe.flags.held_definitions = held_ones | hold(parts - asked)
	try:
		yield
	finally:
		frappe.flags.held_definitions = before


def hold(names: set[str]) -> dict[str, "MetricDefinition"]:
	stored = frappe.get_all(
		DEFINITION, {"name": ("in", sorted(names) or [""])}, pluck="name", order_by="name asc"
	)
	return {name: frappe.get_doc(DEFINITION, name, for_update=True) for name in stored}


def get_sums_of(name: str) -> list[str]:
	"""Return the definitions of which another one is a part."""
	return frappe.get_all(
		PART, {"metric": name, "parenttype": DEFINITION}, pluck="parent", order_by="parent asc"
	)
