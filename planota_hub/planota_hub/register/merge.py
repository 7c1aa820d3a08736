# SPDX-License-Identifier: GPL-3.0-only
"""Two NGOs that are one: what is special about them besides what every merge does (see `merging`)."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import get_datetime

from planota_hub.planota_hub.merging.declarations import Difference
from planota_hub.planota_hub.merging.records import merge_records
from planota_hub.public_forms.consent import CONSENT_FIELDS, PROOF_FIELDS, WITHDRAWN_FIELDS
from planota_hub.rules.readable import show_moment
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO


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
		outcome = _("agreed") if is_agreed(kept, merged, fieldname) else _("not agreed")
		found.append(
			Difference(
				f"{label}: {outcome}",
				describe_consent(kept, fieldname),
				describe_consent(merged, fieldname),
			)
		)
	return found


def describe_consent(ngo: "NGO", consent: str) -> str:
	"""Return in words whether an NGO agrees to something, and since when."""
	given_on, _version, _person = PROOF_FIELDS[consent]
	if ngo.get(consent):
		return _("agreed on {0}").format(show_moment(ngo.get(given_on)))
	if withdrawn_on := ngo.get(WITHDRAWN_FIELDS[consent]):
		return _("taken back on {0}").format(show_moment(withdrawn_on))
	return _("never agreed")


# What only the other one knows


def join_ngos(kept: "NGO", merged: "NGO") -> None:
	"""Let consents come with their own proof, and whoever registered the merged NGO find it with their code."""
	values = {}
	for consent in CONSENT_FIELDS:
		values.update(get_consent_values(kept, merged, consent))
	if merged.tracking_code and not kept.tracking_code:
		values["tracking_code"] = merged.tracking_code
	frappe.db.set_value("NGO", kept.name, values, update_modified=False)
	frappe.clear_document_cache("NGO", kept.name)


def get_consent_values(kept: "NGO", merged: "NGO", consent: str) -> dict:
	"""Return a consent and its proof as they are to be afterwards: never with a day, text or person of today."""
	given, withdrawn = is_agreed(kept, merged, consent), WITHDRAWN_FIELDS[consent]
	proof_of = kept if kept.get(consent) else merged
	days = [ngo.get(withdrawn) for ngo in (kept, merged) if ngo.get(withdrawn)]
	return {
		consent: int(given),
		**{name: proof_of.get(name) if given else None for name in PROOF_FIELDS[consent]},
		withdrawn: max(days, key=get_datetime) if days else None,
	}


def is_agreed(kept: "NGO", merged: "NGO", consent: str) -> bool:
	"""Tell whether the NGO made of two agrees to something.

	What the kept one took back stays taken back, also where the other one agrees; what nobody asked it before it takes
	over. What the other one took back after the kept one had agreed is taken back.
	"""
	withdrawn = WITHDRAWN_FIELDS[consent]
	if not kept.get(consent):
		return bool(merged.get(consent)) and not kept.get(withdrawn)
	given_on = get_datetime(kept.get(PROOF_FIELDS[consent][0]) or "1900-01-01")
	was_later = merged.get(withdrawn) and get_datetime(merged.get(withdrawn)) > given_on
	return not (was_later and not merged.get(consent))
