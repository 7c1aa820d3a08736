# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today

from planota_hub.local_networks.needs.endorsements import ENDORSABLE_STAGES
from planota_hub.local_networks.needs.stages import NEED
from planota_hub.local_networks.networks.membership import is_member
from planota_hub.rules.counters import add_to_counter
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label, validate_plain_text


class NeedEndorsement(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		endorsed_on: DF.Date | None
		local_network: DF.Link
		member: DF.DynamicLink
		member_type: DF.Literal["NGO", "Stakeholder"]
		need: DF.Link
		need_title: DF.Data | None
		reason: DF.SmallText | None
	# end: auto-generated types

	def before_insert(self):
		self.endorsed_on = today()

	def validate(self):
		validate_plain_text(self)
		self.set_network()
		if self.is_new():
			self.validate_need()
			self.validate_member()
			self.refuse_second()

	def after_insert(self):
		add_to_counter(NEED, self.need, "endorsements", 1)

	def after_delete(self):
		add_to_counter(NEED, self.need, "endorsements", -1)

	def set_network(self):
		need = frappe.db.get_value(NEED, self.need, ["local_network", "need_title"], as_dict=True)
		self.local_network = self.local_network or (need and need.local_network)
		if not self.local_network:
			refuse(self, "need", _("no network works in the municipality of this need."))

	def validate_need(self):
		stage, network = frappe.db.get_value(NEED, self.need, ["stage", "local_network"])
		if stage not in ENDORSABLE_STAGES:
			refuse(self, "need", _("this need is {0}; only an open one can be endorsed.").format(_(stage)))
		if network != self.local_network:
			refuse(self, "local_network", _("the need belongs to another network."))

	def validate_member(self):
		if not is_member(self.local_network, self.member_type, self.member):
			refuse(self, "member", _("only a member of the network today can endorse its needs."))

	def refuse_second(self):
		if frappe.db.exists(self.doctype, {"need": self.need, "member": self.member}):
			self.throw_second()

	def show_unique_validation_message(self, e: Exception) -> None:
		"""Two clicks at the same moment: the name is the need and the member, and so can't be there twice."""
		self.throw_second()

	def throw_second(self):
		frappe.throw(
			_("{0}: this member has already endorsed the need.").format(field_label(self, "member")),
			frappe.DuplicateEntryError,
			title=_("Already Endorsed"),
		)
