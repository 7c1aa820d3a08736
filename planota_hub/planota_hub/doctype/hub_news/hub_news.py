# SPDX-License-Identifier: GPL-3.0-only
from frappe import _
from frappe.model.document import Document

from planota_hub.planota_hub.news.pages import get_linkable_doctypes
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import validate_plain_text


class HubNews(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		about: DF.DynamicLink | None
		about_doctype: DF.Link | None
		field_of_work: DF.Link | None
		lead: DF.SmallText
		municipality: DF.Link | None
		news_date: DF.Date
		news_title: DF.Data
		picture: DF.AttachImage | None
		picture_text: DF.Data | None
		published: DF.Check
		text: DF.MarkdownEditor | None
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
		self.validate_picture()
		self.validate_about()

	def validate_picture(self):
		"""A picture is told to those who cannot see it."""
		if self.picture:
			refuse_missing(self, "picture_text", _("please say in a few words what the picture shows."))
		else:
			self.picture_text = None

	def validate_about(self):
		"""A news item is about a record of a kind that has pages on the website, or about none."""
		if not self.about_doctype or not self.about:
			self.about_doctype = self.about = None
		elif self.about_doctype not in get_linkable_doctypes():
			refuse(self, "about_doctype", _("records of this kind have no page on the website."))
