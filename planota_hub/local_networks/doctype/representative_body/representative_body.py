import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, flt

from planota_hub.local_networks.coverage import render_matrix, summarise_seats_of
from planota_hub.local_networks.mandates import MANDATE
from planota_hub.partnerships import sector_balance
from planota_hub.planota_hub.meeting_rules import refuse
from planota_hub.planota_hub.places import get_place
from planota_hub.planota_hub.portal_access import update_portal_role
from planota_hub.planota_hub.text_rules import validate_plain_text

MAX_TERM = 12  # years


class RepresentativeBody(Document):
	def onload(self):
		can_start = frappe.has_permission("Representative Election", "create")
		self.set_onload("coverage", render_matrix(self.name, can_start=bool(can_start)))
		self.set_onload("balance", self.get_balance())

	def validate(self):
		validate_plain_text(self)
		self.set_region()
		self.validate_rules()
		self.validate_seats()
		self.refuse_removed_seats()
		self.validate_shares()
		self.set_figures()

	def on_update(self):
		self.rename_seats_of_mandates()
		self.update_portal_roles()

	def set_region(self):
		if self.municipality:
			self.statistical_region = get_place(self.municipality).statistical_region

	def validate_rules(self):
		if not 0 <= flt(self.quorum_percent) < 100:
			refuse(self, "quorum_percent", _("expected is a percentage from 0 to less than 100."))
		if not 0 <= cint(self.term_years) <= MAX_TERM:
			refuse(self, "term_years", _("expected is a number from 0 to {0}.").format(MAX_TERM))

	def validate_seats(self):
		"""Each seat is for a unit, a field or both, and has a name of its own within the body."""
		names: dict[str, int] = {}
		for row in self.seats:
			if not (row.administrative_unit or row.field_of_work):
				refuse(row, "administrative_unit", _("a seat is for a unit, for a field, or for both."))
			self.refuse_foreign_unit(row)
			row.seat = row.seat or self.name_seat(row, names)
			key = row.seat.casefold()
			if key in names:
				refuse(row, "seat", _("this is the same as row {0}.").format(names[key]))
			names[key] = row.idx

	def refuse_foreign_unit(self, row):
		if not (self.statistical_region and row.administrative_unit):
			return
		region = frappe.get_cached_value("Administrative Unit", row.administrative_unit, "statistical_region")
		if region != self.statistical_region:
			message = _("this unit does not belong to the region {0}.").format(self.statistical_region)
			refuse(row, "administrative_unit", message)

	def name_seat(self, row, names: dict[str, int]) -> str:
		"""Return the name of a seat: unit and field, with the first number that is free."""
		taken = {*names, *(cstr(other.seat).casefold() for other in self.seats if other.seat)}
		base = " · ".join(part for part in (row.administrative_unit, row.field_of_work) if part)
		return next(
			name
			for number in range(1, len(self.seats) + len(taken) + 2)
			if (name := f"{base} {number}").casefold() not in taken
		)

	def refuse_removed_seats(self):
		"""A seat with mandates stays: their history would be lost."""
		before = self.get_doc_before_save()
		if not before:
			return
		kept = {row.name for row in self.seats}
		removed = [row.seat for row in before.seats if row.name not in kept]
		filters = {"body": self.name, "seat": ("in", removed or [""])}
		if seat := frappe.db.get_value(MANDATE, filters, "seat", order_by="seat asc"):
			refuse(self, "seats", _("the seat {0} has mandates and can't be removed.").format(seat))

	def rename_seats_of_mandates(self):
		"""Mandates carry the name, unit and field of their seat."""
		before = self.get_doc_before_save()
		known = {row.name: row for row in before.seats} if before else {}
		for row in self.seats:
			old = known.get(row.name)
			fields = ("seat", "administrative_unit", "field_of_work")
			if old and any(old.get(field) != row.get(field) for field in fields):
				values = {field: row.get(field) for field in fields}
				frappe.db.set_value(MANDATE, {"body": self.name, "seat": old.seat}, values)

	def validate_shares(self):
		sectors = set()
		for row in self.sector_shares:
			if row.sector in sectors:
				refuse(row, "sector", _("this sector is there twice."))
			sectors.add(row.sector)
			if cint(row.members) < 0 or cint(row.votes) < 0:
				refuse(row, "votes", _("the number must not be negative."))
		balance = self.get_balance()
		self.is_balanced = balance and ("Balanced" if balance.passed else "Not Balanced")

	def get_balance(self) -> frappe._dict | None:
		"""Return the balance of the sectors after the rules of Hub Settings; None when no shares are known."""
		shares = [row for row in self.sector_shares if cint(row.members)]
		return sector_balance.evaluate(shares) if shares else None

	def set_figures(self):
		totals = summarise_seats_of(self)
		self.seats_required, self.seats_filled = totals.required, totals.filled
		self.seats_vacant = totals.vacant

	def update_portal_roles(self):
		before = self.get_doc_before_save()
		if before and cint(before.grants_portal_role) != cint(self.grants_portal_role):
			filters = {"body": self.name, "user": ("is", "set")}
			for user in sorted(set(frappe.get_all(MANDATE, filters, pluck="user", order_by="user"))):
				update_portal_role(user)
