# SPDX-License-Identifier: GPL-3.0-only
from frappe.model.document import Document

from planota_hub.funding.own_metrics.definition_rules import (
	find_report,
	refuse_change_of_reported,
	refuse_deletion_of_used,
	validate_definition,
)
from planota_hub.funding.own_metrics.stored import explain, say_filters
from planota_hub.rules.text import validate_plain_text

# kinds of fields that say what counts
COUNTED_BY = ("Autocomplete", "Select", "Code", "Link", "Table")


class MetricDefinition(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.funding.doctype.metric_part.metric_part import MetricPart

		counted_at: DF.Literal["In the Period", "On Its Last Day"]
		counted_doctype: DF.Autocomplete | None
		counted_field: DF.Autocomplete | None
		counted_table: DF.Autocomplete | None
		counting: DF.Literal[
			"Records", "Sum of a Field", "Different Organisations", "Different People", "Sum of Metrics"
		]
		date_field: DF.Autocomplete | None
		description: DF.SmallText | None
		disabled: DF.Check
		field_of_work_field: DF.Autocomplete | None
		filters_json: DF.Code | None
		metric_title: DF.Data
		municipality_field: DF.Autocomplete | None
		ngo_field: DF.Autocomplete | None
		parts: DF.Table[MetricPart]
		project_field: DF.Autocomplete | None
		segment: DF.Link | None
		until_field: DF.Autocomplete | None
	# end: auto-generated types

	def onload(self):
		if self.is_new():
			return
		self.set_onload("problem", explain(self)[1])
		self.set_onload("filters", say_filters(self))
		self.set_onload("report", find_report(self))

	def validate(self):
		validate_plain_text(self)
		refuse_change_of_reported(self)
		if self.must_be_countable():
			validate_definition(self)

	def must_be_countable(self) -> bool:
		"""Tell whether something changes that counts; what can't be counted any more can still be put out of use."""
		return self.is_new() or any(
			self.has_value_changed(df.fieldname)
			for df in self.meta.get("fields", {"fieldtype": ("in", COUNTED_BY)})
		)

	def on_trash(self):
		refuse_deletion_of_used(self)
