# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, today

from planota_hub.mail.wording import LANGUAGES
from planota_hub.public_forms import consent
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import validate_plain_text


class ConsentText(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		language: DF.Link
		purpose: DF.Autocomplete
		text: DF.Text
		valid_from: DF.Date
		version: DF.Int
	# end: auto-generated types

	def autoname(self):
		"""The name says which text it is: consents record it."""
		following = get_last_version(self.purpose, self.language) + 1
		self.version = max(following, cint(self.flags.first_version))
		self.name = f"{self.purpose}-{self.language}-{self.version}"

	def validate(self):
		validate_plain_text(self)
		self.validate_purpose()
		self.validate_day()
		self.keep_what_was_shown()

	def validate_purpose(self):
		if self.purpose not in consent.get_purposes():
			refuse(self, "purpose", _("please choose from the list."))
		if self.language not in LANGUAGES:
			refuse(self, "language", _("expected is one of: {0}.").format(", ".join(LANGUAGES.values())))

	def validate_day(self):
		"""Nobody agreed yesterday to what is written today."""
		if self.is_new() or self.has_value_changed("valid_from"):
			if getdate(self.valid_from) < getdate(today()):
				refuse(self, "valid_from", _("expected is today or a later day."))

	def keep_what_was_shown(self):
		"""A text that forms have shown stays as it was; other words are a new version."""
		before = self.get_doc_before_save()
		if not before:
			return
		self.version = before.version
		fieldnames = ("purpose", "language", "text", "valid_from")
		if is_shown(before) and any(self.has_value_changed(fieldname) for fieldname in fieldnames):
			frappe.throw(
				_(
					"Forms have shown this text since {0}, and consents name it. It stays as it is; please write a new version."
				).format(show_day(before.valid_from)),
				title=_("Already in Use"),
			)
		if any(self.has_value_changed(fieldname) for fieldname in ("purpose", "language")):
			refuse(self, "purpose", _("purpose and language are part of the name; please write a new text."))

	def on_trash(self):
		"""Consents name the text: only one that no form has shown yet can go."""
		if is_shown(self):
			frappe.throw(
				_("Forms have shown this text, and consents name it: it can't be deleted."),
				title=_("Already in Use"),
			)


def is_shown(text: "ConsentText") -> bool:
	"""Tell whether forms may have shown a text already."""
	return getdate(text.valid_from) <= getdate(today())


def get_last_version(purpose: str, language: str) -> int:
	"""Return the highest version of a text so far, 0 without any."""
	filters = {"purpose": purpose, "language": language}
	return cint(frappe.db.get_value("Consent Text", filters, "version", order_by="version desc"))


@frappe.whitelist()
def get_purposes() -> list[dict[str, str]]:
	"""Return what there can be a consent text for: `value` and `label`."""
	frappe.has_permission("Consent Text", throw=True)
	return [{"value": purpose, "label": _(purpose)} for purpose in consent.get_purposes()]
