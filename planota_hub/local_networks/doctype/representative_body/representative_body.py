# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt

from planota_hub.local_networks.bodies import seats as body_seats
from planota_hub.local_networks.bodies.coverage import render_matrix, update_figures
from planota_hub.local_networks.bodies.mandates import MANDATE
from planota_hub.local_networks.bodies.vacancies import get_running_elections
from planota_hub.local_networks.elections.count import COMMISSION_DECIDES, RELATIVE
from planota_hub.local_networks.elections.people import SECRET
from planota_hub.planota_hub.register import sector_balance
from planota_hub.planota_hub.register.places import get_place
from planota_hub.planota_hub.register.portal_access import update_portal_role
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import validate_plain_text

MAX_TERM = 12  # years


class RepresentativeBody(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.local_networks.doctype.body_seat.body_seat import BodySeat
		from planota_hub.local_networks.doctype.body_sector_share.body_sector_share import BodySectorShare

		ballot_secrecy: DF.Literal["Secret Ballot", "Open Vote"]
		body_name: DF.Data
		body_type: DF.Literal[
			"Council of NGOs",
			"LAS Assembly",
			"LAS Programme Board",
			"Regional Development Council",
			"Municipal Committee",
			"Other",
		]
		description: DF.Text | None
		dissolved_on: DF.Date | None
		grants_portal_role: DF.Check
		is_balanced: DF.Literal["", "Balanced", "Not Balanced"]
		legal_basis: DF.Data | None
		majority_rule: DF.Literal["Relative Majority", "Absolute Majority"]
		municipality: DF.Link | None
		published: DF.Check
		quorum_percent: DF.Percent
		seats: DF.Table[BodySeat]
		seats_filled: DF.Int
		seats_required: DF.Int
		seats_vacant: DF.Int
		sector_shares: DF.Table[BodySectorShare]
		stakeholder: DF.Link | None
		statistical_region: DF.Link | None
		status: DF.Literal["Active", "Dissolved"]
		term_years: DF.Int
		tie_rule: DF.Literal["Commission Decides", "Lot", "Second Round"]
	# end: auto-generated types

	def onload(self):
		can_start = self.status == "Active" and frappe.has_permission("Representative Election", "create")
		running = [key[1:] for key in get_running_elections([self.name])] if can_start else []
		coverage = render_matrix(self.name, in_desk=True, can_start=bool(can_start), running=running)
		self.set_onload("coverage", coverage)
		self.set_onload("balance", self.get_balance())

	def validate(self):
		validate_plain_text(self)
		self.set_region()
		self.validate_rules()
		body_seats.set_status(self)
		body_seats.validate_seats(self)
		body_seats.refuse_removed_seats(self)
		self.validate_shares()

	def on_update(self):
		body_seats.update_seats_of_mandates(self)
		body_seats.end_mandates_of_dissolved(self)
		self.update(update_figures(self.name))
		self.update_portal_roles()

	def set_region(self):
		if self.municipality:
			self.statistical_region = get_place(self.municipality).statistical_region

	def validate_rules(self):
		# an import sets no defaults
		self.ballot_secrecy = self.ballot_secrecy or SECRET
		self.majority_rule = self.majority_rule or RELATIVE
		self.tie_rule = self.tie_rule or COMMISSION_DECIDES
		if not 0 <= flt(self.quorum_percent) < 100:
			refuse(self, "quorum_percent", _("expected is a percentage from 0 to less than 100."))
		if not 0 <= cint(self.term_years) <= MAX_TERM:
			refuse(self, "term_years", _("expected is a number from 0 to {0}.").format(MAX_TERM))

	def validate_shares(self):
		sectors = set()
		for row in self.sector_shares:
			if row.sector in sectors:
				refuse(row, "sector", _("this sector is there twice."))
			sectors.add(row.sector)
			for fieldname in ("members", "votes"):
				if cint(row.get(fieldname)) < 0:
					refuse(row, fieldname, _("the number must not be negative."))
		balance = self.get_balance()
		self.is_balanced = ("Balanced" if balance.passed else "Not Balanced") if balance else None

	def get_coverage(self, day: str | None = None) -> str:
		"""Return the coverage of the seats on a day as HTML, for the print."""
		return render_matrix(self.name, day)

	def get_balance(self) -> frappe._dict | None:
		"""Return the balance of the sectors after the rules of Hub Settings; None when no shares are known."""
		shares = [row for row in self.sector_shares if cint(row.members)]
		return sector_balance.evaluate(shares) if shares else None

	def update_portal_roles(self):
		if self.is_new() or not self.has_value_changed("grants_portal_role"):
			return
		filters = {"body": self.name, "user": ("is", "set")}
		for user in sorted(set(frappe.get_all(MANDATE, filters, pluck="user", order_by="user asc"))):
			update_portal_role(user)
