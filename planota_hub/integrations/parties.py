# SPDX-License-Identifier: GPL-3.0-only
"""An NGO as a customer, supplier or organisation of the CRM, and how the two are kept in step.

The NGO is what the hub knows; the party is what the CRM does with it. A value goes over from the NGO when
the party has none, or still has the NGO's former one: what somebody wrote in the CRM is never overwritten.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.rename_doc import rename_doc
from frappe.utils import cint, cstr, get_link_to_form

from planota_hub.integrations.adapter import (
	NGO_FIELD,
	REFUSALS,
	PartyKind,
	find_parties,
	get_party_kind,
	get_party_kinds,
)
from planota_hub.integrations.loops import in_step
from planota_hub.integrations.sharing import share_with, stop_sharing
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO


class PartyExistsError(frappe.DuplicateEntryError):
	"""The CRM has a record that may be this NGO already."""


@frappe.whitelist()
def find_matches(ngo: str, doctype: str) -> list[dict]:
	"""Return the records of the CRM that may be this NGO and belong to none yet: same name, of today or before, or tax number.

	Args:
	        ngo: name of the NGO.
	        doctype: DocType of the CRM, e.g. `Customer`.

	Returns:
	        rows with name and title, those that the user may read.
	"""
	kind = get_party_kind(doctype)
	doc = frappe.get_doc("NGO", ngo)
	doc.check_permission("read")
	frappe.has_permission(doctype, "read", throw=True)
	return match(kind, doc)


def match(kind: PartyKind, ngo: "NGO") -> list[frappe._dict]:
	names = [ngo.ngo_name, *(row.former_name for row in ngo.former_names)]
	same: list[list] = [
		[kind.doctype, kind.name_field, "in", names],
		[kind.doctype, "name", "in", names],
	]
	for fieldname, source in kind.field_map.items():
		if source == "tax_number" and ngo.get(source):
			same.append([kind.doctype, fieldname, "in", [ngo.get(source), f"SI{ngo.get(source)}"]])
	return frappe.get_list(
		kind.doctype,
		filters=[[kind.doctype, NGO_FIELD, "is", "not set"]],
		or_filters=same,
		fields=["name", f"{kind.name_field} as title"],
		order_by="creation asc",
	)


@frappe.whitelist(methods=["POST"])
def create_party(ngo: str, doctype: str, despite_matches: int = 0) -> str:
	"""Make an NGO a record of the CRM, with the rights and under the rules of the CRM.

	Args:
	        ngo: name of the NGO.
	        doctype: DocType of the CRM, e.g. `Customer`.
	        despite_matches: 1 when somebody looked at the likely matches and none of them is this NGO.

	Returns:
	        the name of the new record.

	Raises:
	        PartyExistsError: when the NGO has one already, or the CRM has a likely match.
	        frappe.PermissionError: when the user may not create such a record.
	        frappe.ValidationError: what the CRM itself refuses; then nothing is made.
	"""
	kind = get_party_kind(doctype)
	frappe.has_permission(doctype, "create", throw=True)
	doc = lock_ngo(ngo)
	doc.check_permission("read")
	refuse_second_party(kind, doc)
	if not cint(despite_matches):
		refuse_likely_match(kind, doc)
	return insert_party(kind, doc)


def lock_ngo(name: str) -> "NGO":
	"""Read an NGO so that nobody else makes a party of it at the same time."""
	return frappe.get_doc("NGO", name, for_update=True)


def refuse_second_party(kind: PartyKind, ngo: "NGO") -> None:
	party = frappe.db.get_value(kind.doctype, {NGO_FIELD: ngo.name}, "name", order_by="creation asc")
	if party:
		frappe.throw(
			_("{0} is linked to {1} {2} already.").format(
				shown(ngo.ngo_name), _(kind.doctype), get_link_to_form(kind.doctype, party)
			),
			PartyExistsError,
			title=_("Already Linked"),
		)


def refuse_likely_match(kind: PartyKind, ngo: "NGO") -> None:
	found = match(kind, ngo)
	if found:
		frappe.throw(
			_("There is a {0} that may be {1} already: {2}. Link it, nothing of it is overwritten.").format(
				_(kind.doctype),
				shown(ngo.ngo_name),
				", ".join(get_link_to_form(kind.doctype, row.name) for row in found),
			),
			PartyExistsError,
			title=_("Likely Match"),
		)


def insert_party(kind: PartyKind, ngo: "NGO") -> str:
	"""Insert the party; a refusal of the CRM leaves nothing half-made and is passed on as it is."""
	frappe.db.savepoint("hub_party")
	try:
		party = frappe.get_doc(get_party_values(kind, ngo))
		with in_step("NGO", ngo.name):
			party.insert()
		share_with(ngo.name, kind.doctype, party.name)
	except Exception:
		frappe.db.rollback(save_point="hub_party")
		raise
	warn_without_tax_number(kind, ngo)
	return party.name


def get_party_values(kind: PartyKind, ngo: "NGO") -> dict:
	"""Return the values of a new party: what the CRM wants by itself, and what the NGO says."""
	values = {fieldname: ngo.get(source) for fieldname, source in kind.field_map.items()}
	known = {fieldname: value for fieldname, value in values.items() if value}
	return {
		**kind.get_defaults(),
		**kind.get_known(ngo.name),
		**known,
		"doctype": kind.doctype,
		NGO_FIELD: ngo.name,
	}


def warn_without_tax_number(kind: PartyKind, ngo: "NGO") -> None:
	if "tax_number" in kind.field_map.values() and not ngo.tax_number:
		frappe.msgprint(
			_("{0} has no tax number in the register: invoices may need it.").format(shown(ngo.ngo_name)),
			alert=True,
			indicator="orange",
		)


@frappe.whitelist(methods=["POST"])
def link_party(ngo: str, doctype: str, party: str) -> str:
	"""Link an existing record of the CRM to an NGO; only its empty fields are filled.

	Raises:
	        PartyExistsError: when one of the two is linked to another already.
	        frappe.PermissionError: when the user may not change the record of the CRM.
	"""
	kind = get_party_kind(doctype)
	doc = lock_ngo(ngo)
	doc.check_permission("read")
	refuse_second_party(kind, doc)
	record = frappe.get_doc(doctype, party)
	record.check_permission("write")
	if record.get(NGO_FIELD):
		frappe.throw(
			_("{0} {1} is linked to another NGO already: {2}.").format(
				_(doctype), shown(party), get_link_to_form("NGO", record.get(NGO_FIELD))
			),
			PartyExistsError,
			title=_("Already Linked"),
		)
	record.set(NGO_FIELD, ngo)
	fill(kind, record, doc, before=None)
	with in_step("NGO", ngo):
		record.save()
	share_with(ngo, doctype, record.name)
	return record.name


def fill(kind: PartyKind, party: Document, ngo: "NGO", before: Document | None) -> bool:
	"""Give the party the values of the NGO that it may take; tells whether any did.

	Args:
	        before: the NGO before this change; None on linking, when only empty fields are filled.
	"""
	changed = False
	for fieldname, source in kind.field_map.items():
		wanted, has = cstr(ngo.get(source)), cstr(party.get(fieldname))
		former = cstr(before.get(source)) if before else ""
		if has != wanted and has in ("", former):
			party.set(fieldname, wanted or None)
			changed = True
	return changed


# Events


def follow_ngo(ngo: "NGO", method: str | None = None) -> None:
	"""Bring the parties of a changed NGO in step, and make one when the hub wants that (hook `on_update`)."""
	kinds = get_party_kinds()
	if not kinds:
		return
	with in_step("NGO", ngo.name) as first:
		if first:
			update_parties(ngo)
	create_when_verified(ngo, kinds[0])


def update_parties(ngo: "NGO") -> None:
	"""Write what has changed in the register into the parties.

	The register may be changed by somebody without any right in the CRM: what follows from it is not theirs.
	"""
	before = ngo.get_doc_before_save()
	if not before:
		return
	for kind, name in find_parties(ngo.name):
		if all(ngo.get(source) == before.get(source) for source in kind.field_map.values()):
			continue
		party = frappe.get_doc(kind.doctype, name)
		if fill(kind, party, ngo, before):
			title = party.get(kind.name_field)
			party.save(ignore_permissions=True)
			rename_if_named_by_title(kind, party.name, title)


def rename_if_named_by_title(kind: PartyKind, name: str, title: str) -> None:
	"""Some records are named by their title, which the framework keeps as it is until they are renamed."""
	named_by_title = frappe.get_meta(kind.doctype).autoname == f"field:{kind.name_field}"
	if named_by_title and title != name and not frappe.db.exists(kind.doctype, title):
		rename_doc(kind.doctype, name, title, force=True, show_alert=False, ignore_permissions=True)


def create_when_verified(ngo: "NGO", kind: PartyKind) -> None:
	"""Make a verified NGO a party by itself where Hub Settings say so; a refusal must not stop the register."""
	if ngo.stage != "Verified" or not ngo.has_value_changed("stage"):
		return
	if not frappe.get_cached_doc("Hub Settings").create_party_when_verified:
		return
	if frappe.db.exists(kind.doctype, {NGO_FIELD: ngo.name}):
		return
	try:
		create_party(ngo.name, kind.doctype)
	except REFUSALS as reason:
		frappe.clear_last_message()
		ngo.add_comment("Info", _("{0} was not created: {1}").format(_(kind.doctype), cstr(reason)))


def follow_party(party: Document, method: str | None = None) -> None:
	"""Share contacts when somebody linked or unlinked a party on its own form (hook `on_update`)."""
	before = party.get_doc_before_save()
	former, current = before.get(NGO_FIELD) if before else None, party.get(NGO_FIELD)
	if former == current:
		return
	if former:
		stop_sharing(former, party.doctype, party.name)
	if current:
		with in_step("NGO", current) as first:
			if first:
				share_with(current, party.doctype, party.name)


def before_rename(ngo: "NGO", method: str, old: str, new: str, merge: bool = False) -> None:
	"""Of two parties of NGOs that become one, the kept NGO's stays linked (hook `before_rename`)."""
	if not merge:
		return
	for kind, name in find_parties(old):
		kept = frappe.db.get_value(kind.doctype, {NGO_FIELD: new}, "name", order_by="creation asc")
		if not kept:
			continue
		frappe.db.set_value(kind.doctype, name, NGO_FIELD, None)
		frappe.get_doc(kind.doctype, name).add_comment(
			"Info",
			_(
				"Its NGO {0} was merged into {1}, which is linked to {2}. Merge the two if they are one."
			).format(shown(old), shown(new), get_link_to_form(kind.doctype, kept)),
		)


def after_rename(ngo: "NGO", method: str, old: str, new: str, merge: bool = False) -> None:
	"""The contacts of the merged NGO become those of the kept one's parties too (hook `after_rename`)."""
	if merge:
		for kind, name in find_parties(new):
			share_with(new, kind.doctype, name)
