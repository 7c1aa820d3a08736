# SPDX-License-Identifier: GPL-3.0-only
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, flt, getdate

from planota_hub.funding.indicators.progress import get_progress, get_state_label
from planota_hub.metrics import registry as metric_registry
from planota_hub.metrics.names import get_filter_label
from planota_hub.metrics.registry import SHARED_FILTERS, MetricError
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import field_label, shown, validate_plain_text

if TYPE_CHECKING:
	from planota_hub.funding.doctype.indicator_filter.indicator_filter import IndicatorFilter

READING = "Indicator Reading"
# what a reported figure stands for can't change under it
DEFINING_FIELDS = (
	"project",
	"unit",
	"cumulative",
	"direction",
	"measurement",
	"metric",
	"project_records_only",
)


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
		targets: DF.Table[IndicatorTarget]
		unit: DF.Data
	# end: auto-generated types

	def onload(self):
		if self.is_new() or not frappe.has_permission(READING):
			return
		for row in get_progress([self.project]):
			if row.name == self.name:
				self.set_onload("progress", {**row, "label": get_state_label(row.state)})

	def validate(self):
		validate_plain_text(self)
		self.clear_metric_of_manual()
		self.validate_metric()
		self.validate_filters()
		self.validate_targets()
		self.refuse_new_definition()
		self.set_position()
		self.set_final_target()

	def clear_metric_of_manual(self):
		if self.measurement == "Manual":
			self.metric = None
			self.set("metric_filters", [])

	def validate_metric(self):
		if self.measurement != "Computed":
			return
		refuse_missing(self, "metric", _("expected is the metric that counts the records."))
		try:
			metric_registry.get_function(self.metric)
		except MetricError as error:
			refuse(
				self,
				"metric",
				_("{0}: {1}. Expected is one of {2}.").format(
					shown(self.metric), error, ", ".join(sorted(metric_registry.get_metrics()))
				),
				_("Unknown Metric"),
			)

	def validate_filters(self):
		own = metric_registry.get_known_filters(self.metric) if self.metric else ()
		seen = set()
		for row in self.metric_filters:
			row.filter_name, row.filter_value = cstr(row.filter_name).strip(), cstr(row.filter_value).strip()
			if row.filter_name in SHARED_FILTERS:
				self.validate_shared_filter(row)
				continue
			if own is not None and (row.filter_name not in own or row.filter_name == "funded_project"):
				known = [*SHARED_FILTERS, *(name for name in own if name != "funded_project")]
				frappe.throw(
					_("{0}: this metric knows no filter {1}; expected is one of {2}.").format(
						field_label(row, "filter_name"), shown(row.filter_name), ", ".join(known)
					)
				)
			if row.filter_name in seen:
				refuse(
					row, "filter_name", _("the filter {0} stands there twice.").format(shown(row.filter_name))
				)
			seen.add(row.filter_name)
			self.validate_own_filter(row)

	def validate_own_filter(self, row: "IndicatorFilter"):
		values = metric_registry.get_filter_values(self.metric).get(row.filter_name)
		if values and row.filter_value not in values:
			refuse(
				row,
				"filter_value",
				_("there is no {0} {1}; expected is one of {2}.").format(
					get_filter_label(row.filter_name), shown(row.filter_value), ", ".join(values)
				),
			)

	def validate_shared_filter(self, row: "IndicatorFilter"):
		if row.filter_value not in metric_registry.get_shared_values(row.filter_name):
			frappe.throw(
				_("{0}: there is no {1} {2}.").format(
					field_label(row, "filter_value"),
					get_filter_label(row.filter_name),
					shown(row.filter_value),
				)
			)

	def validate_targets(self):
		seen = set()
		for row in self.targets:
			if frappe.db.get_value("Reporting Period", row.reporting_period, "project") != self.project:
				refuse(row, "reporting_period", _("this period belongs to another project."))
			if row.reporting_period in seen:
				refuse(row, "reporting_period", _("there are two targets for this period."))
			seen.add(row.reporting_period)

	def refuse_new_definition(self):
		"""What was reported was measured in one way; another way is another indicator."""
		before = self.get_doc_before_save()
		if not before or not frappe.db.exists(READING, {"indicator": self.name, "frozen": 1}):
			return
		changed = [name for name in DEFINING_FIELDS if cstr(before.get(name)) != cstr(self.get(name))]
		if before.get_filters() != self.get_filters():
			changed.append("metric_filters")
		if flt(before.baseline) != flt(self.baseline):
			changed.append("baseline")
		if changed:
			frappe.throw(
				_(
					"{0}: this indicator was reported already. Put it out of use and create another one to "
					"measure differently."
				).format(", ".join(field_label(self, name) for name in changed)),
				title=_("Already Reported"),
			)

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
		if not targets:
			self.final_target = 0
		else:
			self.final_target = targets[-1] if self.cumulative else flt(sum(targets), 2)

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

	def get_target(self, period: str) -> float:
		"""Return the target for a period; 0 when nothing was promised for it."""
		return next((flt(row.target, 2) for row in self.targets if row.reporting_period == period), 0.0)

	def get_filters(self) -> dict:
		"""Return the filters as the registry takes them: lists for the shared ones, single values for others."""
		filters: dict = {}
		for row in self.metric_filters:
			if row.filter_name in SHARED_FILTERS:
				filters.setdefault(row.filter_name, []).append(row.filter_value)
			else:
				filters[row.filter_name] = row.filter_value
		return filters

	def describe_filters(self) -> str:
		"""Return the filters in words, for a reading to keep."""
		lines = [f"{row.filter_name}: {row.filter_value}" for row in self.metric_filters]
		if self.measurement == "Computed" and self.project_records_only:
			lines.append(f"funded_project: {self.project}")
		return "\n".join(lines)
