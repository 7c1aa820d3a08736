# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.metrics.names import get_label
from planota_hub.metrics.registry import get_metrics


class ReceivedHubReport(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.hub_network.doctype.received_figure.received_figure import ReceivedFigure

		content: DF.LongText | None
		digest: DF.Data | None
		edition: DF.Int
		ends_on: DF.Date
		figures: DF.Table[ReceivedFigure]
		fingerprint: DF.Data | None
		network_hub: DF.Link
		population: DF.Int
		published_on: DF.Datetime | None
		received_on: DF.Datetime | None
		report_title: DF.Data | None
		source: DF.Literal["File", "Address"]
		starts_on: DF.Date
		status: DF.Literal["Current", "Superseded"]
	# end: auto-generated types

	def onload(self):
		"""Call the figures that this site knows as they are called here."""
		known = get_metrics()
		for row in self.figures:
			if row.figure_key in known:
				row.figure_label = get_label(row.figure_key)

	def validate(self):
		"""What a hub has signed is written by the import alone."""
		if not self.flags.is_import:
			frappe.throw(
				_("Reports of hubs are imported from their files and can't be changed."),
				frappe.PermissionError,
			)


def on_doctype_update() -> None:
	"""Let the database refuse one edition of a hub's period twice."""
	frappe.db.add_unique(
		"Received Hub Report",
		["network_hub", "starts_on", "ends_on", "edition"],
		"received_hub_report_edition",
	)
