# SPDX-License-Identifier: GPL-3.0-only
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from planota_hub.local_networks.networks.health import get_health
from planota_hub.local_networks.networks.membership import (
	update_coordinator_rights,
	validate_coordinator,
	validate_members,
)
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import validate_plain_text


class LocalNetwork(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.local_networks.doctype.local_network_member.local_network_member import (
			LocalNetworkMember,
		)
		from planota_hub.local_networks.doctype.local_network_municipality.local_network_municipality import (
			LocalNetworkMunicipality,
		)

		closed_on: DF.Date | None
		coordinator: DF.Link | None
		current_members: DF.Int
		founded_on: DF.Date | None
		last_meeting_on: DF.Date | None
		members: DF.Table[LocalNetworkMember]
		municipalities: DF.TableMultiSelect[LocalNetworkMunicipality]
		network_name: DF.Data
		next_meeting_on: DF.Date | None
		ngo_share: DF.Percent
		open_decisions: DF.Int
		open_needs: DF.Int
		overdue_decisions: DF.Int
		purpose: DF.Text | None
		show_on_website: DF.Check
		status: DF.Literal["New", "Living", "Dormant", "Closed"]
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
		self.validate_municipalities()
		self.validate_dates()
		validate_coordinator(self)
		validate_members(self)

	def on_update(self):
		update_coordinator_rights(self)
		self.db_set(get_health([self.name])[self.name], update_modified=False)

	def after_delete(self):
		update_coordinator_rights(self)

	def validate_municipalities(self):
		names = [row.municipality for row in self.municipalities]
		for name in names:
			if names.count(name) > 1:
				refuse(self, "municipalities", _("{0} is there twice.").format(name))

	def validate_dates(self):
		if self.founded_on and self.closed_on and getdate(self.closed_on) < getdate(self.founded_on):
			refuse(self, "closed_on", _("the network can't be closed before it was founded."))
