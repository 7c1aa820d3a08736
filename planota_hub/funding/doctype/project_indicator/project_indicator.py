# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.document import Document
from frappe.utils import cint, flt, getdate

from planota_hub.funding.indicators.definition import (
	clear_metric_of_manual,
	follow_metric,
	refuse_new_definition,
	validate_filters,
	validate_metric,
	validate_targets,
)
from planota_hub.funding.indicators.evidence import READING
from planota_hub.funding.indicators.measures import adds_up
from planota_hub.funding.indicators.progress import get_progress, get_state_label
from planota_hub.metrics.registry import SHARED_FILTERS, MetricError, knows_projects
from planota_hub.rules.text import validate_plain_text
from planota_hub.rules.unknown_numbers import set_known


class ProjectIndicator(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.funding.doctype.indicator_filter.indicator_filter import IndicatorFilter
		from planota_hub.funding.doctype.indicator_target.indicator_target import IndicatorTarget

		baseline: DF.Float
		baseline_note: DF.Data | None
		cumulative: DF.Check
		direction: DF.Literal["Increase", "Decrease"]
		disabled: DF.Check
		figure_kind: DF.Literal["Flow", "Level"]
		final_target: DF.Float
		indicator_code: DF.Data | None
		indicator_name: DF.Data
		level: DF.Literal["Output", "Result", "Impact"]
		means_of_verification: DF.SmallText | None
		measurement: DF.Literal["Computed", "Manual"]
		metric: DF.Autocomplete | None
		metric_filters: DF.Table[IndicatorFilter]
		position: DF.Int
		project: DF.Link
		project_records_only: DF.Check
		responsible: DF.Link | None
		show_on_website: DF.Check
		targets: DF.Table[IndicatorTarget]
		unit: DF.Data
		unknown_numbers: DF.SmallText | None
	# end: auto-generated types

	def onload(self):
		if self.is_new() or not frappe.has_permission(READING):
			return
		for row in get_progress([self.project]):
			if row.name == self.name:
				self.set_onload("progress", {**row, "label": get_state_label(row.state)})

	def validate(self):
		validate_plain_text(self)
		clear_metric_of_manual(self)
		validate_metric(self)
		follow_metric(self)
		validate_filters(self)
		validate_targets(self)
		refuse_new_definition(self)
		self.set_position()
		self.set_final_target()

	def set_position(self):
		if not cint(self.position):
			last = frappe.get_all(
				self.doctype,
				filters={"project": self.project, "name": ("!=", self.name or "")},
				pluck="position",
				order_by="position desc",
				limit_page_length=1,
			)
			self.position = cint(last[0]) + 1 if last else 1

	def set_final_target(self):
		"""The target of the last period; the sum of all when every period counts for itself."""
		targets = [row.target for row in self.get_sorted_targets()]
		total = None
		if targets:
			total = flt(sum(targets), 2) if adds_up(self) else targets[-1]
		set_known(self, "final_target", total)

	def get_sorted_targets(self) -> list["IndicatorTarget"]:
		"""Return the rows of the targets in the order of their periods."""
		names = [row.reporting_period for row in self.targets]
		order = frappe.get_all(
			"Reporting Period",
			{"name": ("in", names or [""])},
			["name", "starts_on"],
			order_by="starts_on asc",
			as_list=True,
			limit_page_length=0,
		)
		starts = {name: getdate(starts_on) for name, starts_on in order}
		return sorted(self.targets, key=lambda row: starts[row.reporting_period])

	def get_target(self, period: str) -> float | None:
		"""Return the target for a period; None when nothing was promised for it."""
		return next((flt(row.target, 2) for row in self.targets if row.reporting_period == period), None)

	def get_filters(self) -> dict:
		"""Return the filters as the registry takes them: lists for the shared ones, single values for others."""
		filters: dict = {}
		for row in self.metric_filters:
			if row.filter_name in SHARED_FILTERS:
				filters.setdefault(row.filter_name, []).append(row.filter_value)
			else:
				filters[row.filter_name] = row.filter_value
		return filters

	def counts_own_records(self) -> bool:
		"""Tell whether only the records of the project count; not every metric knows to which one a record belongs."""
		if self.measurement != "Computed" or not self.project_records_only:
			return False
		try:
			return knows_projects(self.metric)
		except MetricError:
			return False

	def describe_filters(self) -> str:
		"""Return the filters in words, for a reading to keep."""
		lines = [f"{row.filter_name}: {row.filter_value}" for row in self.metric_filters]
		if self.counts_own_records():
			lines.append(f"funded_project: {self.project}")
		return "\n".join(lines)
