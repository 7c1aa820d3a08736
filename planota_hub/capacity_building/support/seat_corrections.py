# SPDX-License-Identifier: GPL-3.0-only
"""Support that was delivered while a mistyped seat stood in the register: its records get the right place.

Support keeps where its NGO was then, so a move changes nothing of it. The correction of a mistake does, when somebody
says that it was one, and why.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint, cstr, escape_html, flt, get_fullname

from planota_hub.capacity_building.support.ledger import HOURS_PRECISION, LEDGER, posting
from planota_hub.planota_hub.register.history import NGO, SEAT, get_place
from planota_hub.planota_hub.register.seat_corrections import get_seat_changes, mark_corrections
from planota_hub.rules.readable import show_moment

ROLE = "Hub Manager"
FEWEST_LETTERS = 10


@dataclass
class Correction:
	"""An entry of the ledger whose NGO was somewhere else on its day than it says.

	Attributes:
	        entry: with `name`, `posting_date`, `municipality` and `hours`.
	        place: municipality, unit and region as they are to be.
	"""

	entry: frappe._dict
	place: dict[str, str | None]


@frappe.whitelist()
def get_changes(ngo: str) -> list[dict]:
	"""Return the changes of the seat of an NGO, as the form shows them.

	Raises:
	        frappe.PermissionError: for others than managers.
	"""
	check(ngo)
	return [
		{
			**change,
			"is_correction": cint(change.is_correction),
			"changed_on": show_moment(change.changed_on),
			"changed_by": get_fullname(change.changed_by),
		}
		for change in get_seat_changes(ngo)
	]


@frappe.whitelist(methods=["POST"])
def preview(ngo: str, versions: str | list) -> list[dict]:
	"""Return what it would mean for support if exactly these changes of the seat were corrections of a mistake.

	Returns:
	        for each pair of places `old` and `new`, `entries` and `hours`; nothing is changed.

	Raises:
	        frappe.PermissionError: for others than managers.
	"""
	check(ngo)
	frappe.db.savepoint("seat_corrections")
	found = list(find_corrections(ngo, mark_corrections(ngo, frappe.parse_json(versions))))
	frappe.db.rollback(save_point="seat_corrections")
	sums: dict[tuple, list[float]] = defaultdict(list)
	for correction in found:
		sums[correction.entry.municipality, correction.place["municipality"]].append(correction.entry.hours)
	return [
		{"old": old, "new": new, "entries": len(hours), "hours": flt(sum(hours), HOURS_PRECISION)}
		for (old, new), hours in sums.items()
	]


@frappe.whitelist(methods=["POST"])
def correct(ngo: str, versions: str | list, reason: str) -> int:
	"""Let exactly these changes of the seat be corrections of a mistake; return how many entries got another place.

	What a locked report counted stays as it was reported; the correction is written beside its figures.

	Raises:
	        frappe.PermissionError: for others than managers.
	        frappe.ValidationError: for a reason that says nothing; nothing is changed then.
	"""
	check(ngo)
	reason = cstr(reason).strip()
	if len(reason) < FEWEST_LETTERS:
		frappe.throw(_("Reason: please say in a few words what was wrong and how you know."))
	frappe.db.get_value(NGO, ngo, "name", for_update=True)
	changes = mark_corrections(ngo, frappe.parse_json(versions))
	corrections = list(find_corrections(ngo, changes))
	frappe.flags.change_reason = reason
	try:
		with posting():
			for correction in corrections:
				entry = frappe.get_doc(LEDGER, correction.entry.name)
				entry.update(correction.place)
				entry.save(ignore_permissions=True)
	finally:
		frappe.flags.change_reason = None
	if changes:
		write_down(ngo, changes, versions, len(corrections), reason)
	return len(corrections)


def check(ngo: str) -> None:
	frappe.only_for(ROLE)
	frappe.get_doc(NGO, ngo).check_permission("write")


def find_corrections(ngo: str, changes: list[frappe._dict]) -> Iterator[Correction]:
	"""Yield the entries at a place of some changes whose NGO was elsewhere on their day, by its history of now."""
	touched = {place for change in changes for place in (change.old, change.new) if place}
	entries = frappe.get_all(
		LEDGER,
		{"ngo": ngo, "municipality": ("in", sorted(touched) or [""])},
		["name", "posting_date", "municipality", "hours"],
		order_by="posting_date asc, name asc",
		limit_page_length=0,
	)
	places: dict = {}
	for entry in entries:
		if entry.posting_date not in places:
			places[entry.posting_date] = get_place(ngo, entry.posting_date)
		place = {fieldname: places[entry.posting_date][fieldname] for fieldname in SEAT}
		if place["municipality"] != entry.municipality:
			yield Correction(entry, place)


def write_down(ngo: str, changes: list[frappe._dict], versions: str | list, number: int, reason: str) -> None:
	"""Keep in the history of the NGO who said what of which change, and what it did."""
	lines = []
	for change in changes:
		text = (
			_("{0} → {1} was the correction of a mistake.")
			if change.version in frappe.parse_json(versions)
			else _("{0} → {1} was a move after all.")
		)
		lines.append(text.format(change.old or _("no seat"), change.new or _("no seat")))
	lines += [_("Records of support that got another place: {0}.").format(number), reason]
	frappe.get_doc(NGO, ngo).add_comment("Info", "<br>".join(escape_html(line) for line in lines))
