# SPDX-License-Identifier: GPL-3.0-only
"""Two NGOs that are one: what is special about them besides what every merge does (see `merging`)."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import format_datetime, get_datetime

from planota_hub.planota_hub.merging.declarations import Difference
from planota_hub.planota_hub.merging.records import merge_records
from planota_hub.public_forms.consent import CONSENT_FIELDS
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO

PROOF_FIELDS = ("consent_given_on", "consent_text_version", "consent_given_by")


@frappe.whitelist(methods=["POST"])
def merge_ngos(keep: str, merge: str) -> str:
	"""Merge one NGO into another; see `merge_records`.

	Args:
	        keep: name of the NGO that stays.
	        merge: name of the NGO that disappears.
	"""
	return merge_records("NGO", keep, merge)


def check_ngos(kept: "NGO", merged: "NGO") -> None:
	"""Nothing goes into a rejected NGO, which is not in the register, unless the other was rejected too."""
	if kept.stage == "Rejected" and merged.stage != "Rejected":
		frappe.throw(
			_("{0} was rejected. Keep the other one, or take {0} back to verification first.").format(
				shown(kept.ngo_name)
			),
			title=_("Not in the Register"),
		)


def find_ngo_differences(kept: "NGO", merged: "NGO") -> list[Difference]:
	"""Show which stage stays, and what becomes of consents."""
	found = []
	if kept.stage != merged.stage:
		found.append(Difference(field_label(kept, "stage"), _(kept.stage), _(merged.stage)))
	for fieldname in CONSENT_FIELDS:
		if bool(kept.get(fieldname)) == bool(merged.get(fieldname)):
			continue
		label = field_label(kept, fieldname)
		outcome = _("agreed") if get_joined_consents(kept, merged)[fieldname] else _("not agreed")
		found.append(
			Difference(
				f"{label}: {outcome}",
				describe_consent(kept, fieldname),
				describe_consent(merged, fieldname),
			)
		)
	return found


def describe_consent(ngo: "NGO", fieldname: str) -> str:
	"""Return in words whether an NGO agrees to something, and since when."""
	if ngo.get(fieldname):
		return _("agreed on {0}").format(format_datetime(ngo.consent_given_on))
	if ngo.consent_withdrawn_on:
		return _("taken back on {0}").format(format_datetime(ngo.consent_withdrawn_on))
	return _("never agreed")


# What only the other one knows


def join_ngos(kept: "NGO", merged: "NGO") -> None:
	"""Let consents come with their own proof, and whoever registered the merged NGO find it with their code."""
	values = get_consent_values(kept, merged)
	if merged.tracking_code and not kept.tracking_code:
		values["tracking_code"] = merged.tracking_code
	frappe.db.set_value("NGO", kept.name, values, update_modified=False)
	frappe.clear_document_cache("NGO", kept.name)


def get_consent_values(kept: "NGO", merged: "NGO") -> dict:
	"""Return consents and their proof as they are to be afterwards: never with a day, text or person of today."""
	consents = get_joined_consents(kept, merged)
	withdrawn = [ngo.consent_withdrawn_on for ngo in (kept, merged) if ngo.consent_withdrawn_on]
	proof_of = kept if has_consent(kept) else merged
	given = any(consents.values())
	return {
		**consents,
		**{name: proof_of.get(name) if given else None for name in PROOF_FIELDS},
		"consent_withdrawn_on": max(withdrawn, key=get_datetime) if withdrawn else None,
	}


def get_joined_consents(kept: "NGO", merged: "NGO") -> dict[str, int]:
	"""Return to what the NGO made of two agrees.

	What the kept one took back stays taken back, also where the other one agrees. It takes over the other's consents,
	with their proof, when nobody asked it before: beside a consent of its own there is no room for a second proof. What
	the other one took back after the kept one had agreed is taken back.
	"""
	if not has_consent(kept):
		takes_over = not kept.consent_withdrawn_on
		return {name: int(takes_over and bool(merged.get(name))) for name in CONSENT_FIELDS}
	later = merged.consent_withdrawn_on and get_datetime(merged.consent_withdrawn_on) > get_datetime(
		kept.consent_given_on or "1900-01-01"
	)
	return {
		name: int(bool(kept.get(name)) and not (later and not merged.get(name))) for name in CONSENT_FIELDS
	}


def has_consent(ngo: "NGO") -> bool:
	return any(ngo.get(name) for name in CONSENT_FIELDS)
