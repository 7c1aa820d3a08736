# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.planota_hub.register.sources.columns import (
	BUSINESS_REGISTER,
	BUSINESS_REGISTER_ELEMENT,
	BUSINESS_REGISTER_FORMS,
	COLUMNS,
	PUBLIC_INTEREST,
	PUBLIC_INTEREST_FIELDS,
	fold_column,
)
from planota_hub.planota_hub.register.sources.words import check_word
from planota_hub.rules.countries import SLOVENIA
from planota_hub.rules.refusals import refuse
from planota_hub.rules.server_fields import reset_server_fields
from planota_hub.rules.text import validate_plain_text


class RegisterSource(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.hub_region.hub_region import HubRegion
		from planota_hub.planota_hub.doctype.register_source_column.register_source_column import (
			RegisterSourceColumn,
		)
		from planota_hub.planota_hub.doctype.register_source_municipality.register_source_municipality import (
			RegisterSourceMunicipality,
		)
		from planota_hub.planota_hub.doctype.register_source_word.register_source_word import (
			RegisterSourceWord,
		)

		columns: DF.Table[RegisterSourceColumn]
		country: DF.Link
		disabled: DF.Check
		kind: DF.Literal["Business Register", "Public-Interest List", "Table"]
		latest_as_of: DF.Date | None
		latest_import: DF.Link | None
		lists_all: DF.Check
		municipalities: DF.TableMultiSelect[RegisterSourceMunicipality]
		record_element: DF.Data | None
		regions: DF.TableMultiSelect[HubRegion]
		source_name: DF.Data
		words: DF.Table[RegisterSourceWord]
	# end: auto-generated types

	def before_insert(self):
		self.fill_in_known()

	def validate(self):
		reset_server_fields(self, ("latest_as_of", "latest_import"))
		validate_plain_text(self)
		self.refuse_double_columns()
		for row in self.words:
			check_word(row)

	def on_trash(self):
		if frappe.db.exists("Register Import", {"register_source": self.name}):
			frappe.throw(_("Imports were made of this source; disable it instead."))
		frappe.db.delete("Register Entry", {"register_source": self.name})

	def fill_in_known(self):
		"""Begin with the columns and words that a source of this kind is known to have."""
		if not self.columns:
			for column, means in COLUMNS.get(self.kind, {}).items():
				self.append("columns", {"column_name": column, "means": means})
		if self.kind in COLUMNS:
			self.lists_all = 1
		if self.kind == BUSINESS_REGISTER:
			self.record_element = self.record_element or BUSINESS_REGISTER_ELEMENT
		if not self.words:
			self.fill_in_words()

	def fill_in_words(self):
		"""Say what the legal forms and fields of a known source mean, as far as the hub has these."""
		if self.kind == BUSINESS_REGISTER:
			for said, means in BUSINESS_REGISTER_FORMS.items():
				self.append("words", {"kind": "Legal Form", "said": said, "means": means})
		if self.kind == PUBLIC_INTEREST and self.country == SLOVENIA:
			there = set(frappe.get_all("Field of Work", pluck="name", order_by="name asc"))
			for said, means in PUBLIC_INTEREST_FIELDS.items():
				if means in there:
					self.append("words", {"kind": "Field of Work", "said": said, "means": means})

	def refuse_double_columns(self):
		seen: set[str] = set()
		for row in self.columns:
			name = fold_column(row.column_name)
			if name in seen:
				refuse(row, "column_name", _("this column stands above already."))
			seen.add(name)
