# SPDX-License-Identifier: GPL-3.0-only
"""What a record of a source means for the register: new, changed, in doubt, or nothing new.

Three things are compared field by field: what the hub has, what the source says, and what it said the last time. What
the hub has and the source never gave was entered by hand, or by the NGO itself: it is shown as such and taken only by
choice. What the source has not changed since it was decided on is nobody's question any more.
"""

from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.planota_hub.register.duplicates import get_similarity_limit, get_vocabulary
from planota_hub.planota_hub.register.names import compare_keys, get_name_key
from planota_hub.planota_hub.register.sources import statuses
from planota_hub.planota_hub.register.sources.known import Known
from planota_hub.planota_hub.register.sources.values import FIELDS, NGO, STATUSES, Reading
from planota_hub.rules.names import fold_name

NEW, CHANGED, GONE, IN_DOUBT, REFUSED = KINDS = ("New", "Changed", "Gone", "In Doubt", "Refused")
UNCHANGED = "Unchanged"
# of these stages the hub has decided that they are not of the register, whatever others say
NOT_COMPARED = ("Rejected",)
ENDED = ("Rejected", "Inactive")
IDENTIFYING = ("registration_number",)
MOST_NAMED = 3


@dataclass
class Difference:
	"""A field in which hub and source differ.

	Attributes:
	        by_hand: the hub has a value that the source did not give.
	        take: it is taken when the row is accepted, unless somebody decides otherwise.
	"""

	fieldname: str
	old: str
	new: str
	by_hand: bool
	take: bool


@dataclass
class Finding:
	"""What a record means: one of `KINDS` or `UNCHANGED`.

	Attributes:
	        ngo: which it is, or may be.
	        depends_on: number of the NGO that it may be: when the source has that one too, the two are different.
	"""

	kind: str
	ngo: str | None = None
	reason: str = ""
	differences: list[Difference] = field(default_factory=list)
	depends_on: str | None = None


def compare(reading: Reading, known: Known) -> Finding:
	"""Return what a record that was read without a fault means."""
	number, entry = reading.number, known.entries.get(reading.number)
	ngo = known.find(number)
	if ngo:
		return compare_known(ngo, reading, known)
	if entry:  # it was decided to leave it
		return Finding(UNCHANGED)
	if STATUSES in reading.values:
		return Finding(UNCHANGED)
	if former := known.by_former_number.get(number):
		return doubt(former, reading, known, _("{0} has had this number before."))
	namesakes = known.by_name.get(fold_name(reading.values.get("ngo_name")), [])
	if namesakes:
		return doubt_name(namesakes, reading, known)
	return Finding(NEW)


def compare_known(ngo: str, reading: Reading, known: Known) -> Finding:
	entry = known.entries.get(reading.number)
	record = known.ngos[ngo]
	if record.stage in NOT_COMPARED:
		return Finding(UNCHANGED, ngo)
	differences = compare_values(record, reading.values, entry.said if entry else {})
	name = reading.values.get("ngo_name")
	is_other = not entry and any(one.fieldname == "ngo_name" for one in differences)
	if is_other and not is_like(record.ngo_name, name):
		return doubt(ngo, reading, known, _("The hub knows this number as that of {0}."))
	if entry and entry.gone_on:
		return Finding(CHANGED, ngo, _("It is in the source again."), differences)
	return Finding(CHANGED if differences else UNCHANGED, ngo, "", differences)


def doubt_name(namesakes: list[str], reading: Reading, known: Known) -> Finding:
	"""The name is known, the number is not: another organisation, a number that changed, or one that was missing."""
	here = [ngo for ngo in namesakes if known.ngos[ngo].municipality == reading.values.get("municipality")]
	ngo = (here or namesakes)[0]
	number = known.ngos[ngo].registration_number
	reason = (
		_("{0} has the same name and another number.")
		if number
		else _("{0} has the same name and no number.")
	)
	finding = doubt(ngo, reading, known, reason)
	if others := [one for one in namesakes if one != ngo][:MOST_NAMED]:
		finding.reason += " " + _("So are called: {0}.").format(", ".join(others))
	finding.depends_on = number
	return finding


def doubt(ngo: str, reading: Reading, known: Known, reason: str) -> Finding:
	"""Return a finding that somebody has to decide on; accepted, the NGO gets the number of the source."""
	record = known.ngos[ngo]
	differences = compare_values(record, reading.values, {})
	for one in differences:
		one.take = one.take or one.fieldname in IDENTIFYING
	return Finding(IN_DOUBT, ngo, reason.format(f"{record.ngo_name} ({ngo})"), differences)


def compare_values(record: frappe._dict, values: dict[str, Any], base: dict[str, Any]) -> list[Difference]:
	"""Return the fields in which hub and source differ, and did not before.

	Args:
	        base: what the source said the last time.
	"""
	found = []
	# of a list of statuses only these are asked; what it calls an organisation is no news
	for fieldname in () if STATUSES in values else FIELDS:
		if fieldname not in values:
			continue
		ours, theirs, before = record.get(fieldname), values[fieldname], base.get(fieldname)
		if is_same(ours, theirs) or (before is not None and is_same(before, theirs)):
			continue
		by_hand = bool(cstr(ours)) if before is None else not is_same(before, ours)
		found.append(Difference(fieldname, cstr(ours), cstr(theirs), by_hand, not by_hand))
	return found + compare_statuses(record, values, base)


def compare_statuses(record: frappe._dict, values: dict[str, Any], base: dict[str, Any]) -> list[Difference]:
	if STATUSES not in values:
		return []
	ours, theirs, before = statuses.tidy(record.get(STATUSES) or ()), values[STATUSES], base.get(STATUSES)
	if theirs in (ours, before):
		return []
	by_hand = bool(ours) if before is None else before != ours
	return [Difference(STATUSES, statuses.describe(ours), statuses.describe(theirs), by_hand, not by_hand)]


def is_same(one: Any, other: Any) -> bool:
	"""Tell whether two values say the same; registers write names in capitals, people do not."""
	return " ".join(cstr(one).split()).casefold() == " ".join(cstr(other).split()).casefold()


def is_like(one: str, other: str | None) -> bool:
	"""Tell whether two names can be one organisation's, as the hub looks for duplicates."""
	if fold_name(one) == fold_name(other):
		return True
	likeness = compare_keys(get_name_key(one), get_name_key(other), get_vocabulary(NGO))
	return likeness >= get_similarity_limit()


def find_gone(known: Known, seen: set[str], of_statuses: bool = False) -> dict[str, Finding]:
	"""Return number → finding of the organisations that a source which lists all has no longer, or never had.

	Args:
	        of_statuses: the source lists statuses; an organisation without one is not expected there.
	"""
	gone: dict[str, Finding] = {}
	for number in sorted({*known.by_number, *known.entries} - seen):
		ngo, entry = known.find(number), known.entries.get(number)
		if not ngo or (entry and entry.gone_on) or known.ngos[ngo].stage in ENDED:
			continue
		if known.ngos[ngo].registration_number != number:  # it has got another one, or is part of another
			continue
		if of_statuses and not has_status(known.ngos[ngo]):
			continue
		reason = _("The source has it no longer.") if entry else _("The source does not have this number.")
		gone[number] = Finding(GONE, ngo, reason)
	return gone


def has_status(record: frappe._dict) -> bool:
	return any(not status["withdrawn_on"] for status in record.get(STATUSES) or ())
