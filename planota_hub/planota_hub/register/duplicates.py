# SPDX-License-Identifier: GPL-3.0-only
"""Which NGOs are probably the same one, entered twice.

Equal registration or tax numbers can't be saved at all. What is found here is likely, not certain: a person
decides, and either merges the two or declares them distinct.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, cstr
from rapidfuzz import fuzz, process

from planota_hub.rules.fields import UNIQUE_NUMBERS
from planota_hub.rules.names import fold_name

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO

DEFAULT_SIMILARITY = 85
SAME_EMAIL_SCORE = 95
SAME_WEBSITE_SCORE = 90
SAME_NAME_ELSEWHERE_SCORE = 85
SHOWN_DUPLICATES = 10

# fields on which the answer depends
MATCHED_FIELDS = ("ngo_name", "municipality", "email", "website", *UNIQUE_NUMBERS)

# words that say what kind of body it is, not which one
LEGAL_FORM_WORDS = frozenset(
	"drustvo drustva zdruzenje zavod zavoda ustanova ustanove fundacija zveza zveze klub so p z n o zasebni "
	"association foundation institute federation".split()
)
# the usual abbreviations of associations in Slovenia
ABBREVIATIONS = {
	"pgd": "prostovoljno gasilsko",
	"kd": "kulturno",
	"kud": "kulturno umetnisko",
	"td": "turisticno",
	"ptd": "planinsko turisticno",
	"pd": "planinsko",
	"sd": "sportno",
	"nk": "nogometni",
	"du": "upokojencev",
}


def get_name_key(name: str | None) -> str:
	"""Reduce a name to the words that tell one NGO from another: lower case, no accents, no legal form."""
	words = fold_name(name).split()
	words = " ".join(ABBREVIATIONS.get(word, word) for word in words).split()
	return " ".join([word for word in words if word not in LEGAL_FORM_WORDS] or words)[:140]


def find_likely_duplicates(ngo: "NGO") -> list[frappe._dict]:
	"""Find the NGOs that are probably the same as this one, saved or not, the likeliest first.

	Returns:
	        rows with `name`, `ngo_name`, `municipality`, `stage`, `score` (percent) and `reason` (one of
	        `registration_number`, `tax_number`, `email`, `website`, `ngo_name`), at most ten.
	"""
	found = {}
	for row in [*find_by_equal_values(ngo), *find_by_name(ngo)]:
		if row.name not in found or found[row.name].score < row.score:
			found[row.name] = row
	distinct = get_distinct_names(ngo)
	likely = [row for row in found.values() if row.name not in distinct]
	return sorted(likely, key=lambda row: (-row.score, row.name))[:SHOWN_DUPLICATES]


def find_by_equal_values(ngo: "NGO") -> list[frappe._dict]:
	"""Find the NGOs with the same number, e-mail address or website."""
	scores = {"email": SAME_EMAIL_SCORE, "website": SAME_WEBSITE_SCORE}
	rows = []
	for fieldname in (*UNIQUE_NUMBERS, "email", "website"):
		if ngo.get(fieldname):
			same = get_ngos({fieldname: ngo.get(fieldname)})
			rows += [frappe._dict(row, score=scores.get(fieldname, 100), reason=fieldname) for row in same]
	return [row for row in rows if row.name != ngo.name]


def find_by_name(ngo: "NGO") -> list[frappe._dict]:
	"""Find similar names in the same municipality, and the same name in any other."""
	key = get_name_key(ngo.ngo_name)
	if not key:
		return []
	scores = {row.name: SAME_NAME_ELSEWHERE_SCORE for row in get_ngos({"name_key": key})}
	scores.update(find_similar_neighbours(key, ngo.municipality))
	scores.pop(ngo.name, None)
	found = get_ngos({"name": ("in", list(scores))}) if scores else []
	return [frappe._dict(row, score=scores[row.name], reason="ngo_name") for row in found]


def find_similar_neighbours(key: str, municipality: str | None) -> dict[str, int]:
	"""Return the names of the NGOs of a municipality whose name key is similar, each with its score."""
	if not municipality:
		return {}
	neighbours = dict(
		frappe.get_all(
			"NGO",
			filters={"municipality": municipality, "name_key": ("is", "set")},
			fields=["name", "name_key"],
			order_by="name",
			as_list=True,
		)
	)
	matches = process.extract(
		key,
		neighbours,
		scorer=fuzz.token_set_ratio,
		score_cutoff=get_similarity_limit(),
		# the NGO itself may be among them
		limit=SHOWN_DUPLICATES + 1,
	)
	return {name: round(score) for _key, score, name in matches}


def get_ngos(filters: dict) -> list[frappe._dict]:
	fields = ["name", "ngo_name", "municipality", "stage"]
	return frappe.get_all("NGO", filters=filters, fields=fields, order_by="name", limit=SHOWN_DUPLICATES + 1)


def get_similarity_limit() -> int:
	"""Return the percentage from which on two names of the same municipality count as similar."""
	return cint(frappe.get_cached_doc("Hub Settings").duplicate_similarity_percent) or DEFAULT_SIMILARITY


def get_distinct_names(ngo: "NGO") -> set[str]:
	"""Return the names of the NGOs that somebody has declared to be others than this one."""
	return set(cstr(ngo.get("distinct_from")).split())


def set_likely_duplicates(ngo: "NGO") -> None:
	"""Derive the name key and the mark `has_likely_duplicates`, and keep what was found for the message."""
	ngo.name_key = get_name_key(ngo.ngo_name)
	if not (ngo.is_new() or any(ngo.has_value_changed(fieldname) for fieldname in MATCHED_FIELDS)):
		return
	ngo.flags.likely_duplicates = find_likely_duplicates(ngo)
	ngo.has_likely_duplicates = int(bool(ngo.flags.likely_duplicates))


def mark_likely_duplicates(ngo: "NGO") -> None:
	"""Set the mark on the other NGOs too, so that the list shows both."""
	names = [row.name for row in ngo.flags.likely_duplicates or []]
	if names:
		frappe.db.set_value("NGO", {"name": ("in", names)}, "has_likely_duplicates", 1, update_modified=False)


def refresh_mark(name: str) -> None:
	"""Bring the mark of one NGO up to date."""
	ngo = frappe.get_doc("NGO", name)
	marked = int(bool(find_likely_duplicates(ngo)))
	if marked != ngo.has_likely_duplicates:
		ngo.db_set("has_likely_duplicates", marked, update_modified=False)


def refresh_marks() -> None:
	"""Scheduler, daily: take the mark from NGOs whose likely duplicate was renamed, merged or deleted."""
	for name in frappe.get_all("NGO", {"has_likely_duplicates": 1}, pluck="name", order_by="name"):
		refresh_mark(name)


def show_likely_duplicates(ngo: "NGO") -> None:
	"""Tell the person who saves about the likely duplicates that the changed data have brought up."""
	if (
		not ngo.flags.likely_duplicates
		or ngo.flags.hub_merge
		or frappe.flags.in_import
		or not may_see_duplicates()
	):
		return
	lines = [
		_("{0} ({1}), {2} %").format(
			frappe.utils.get_link_to_form("NGO", row.name, frappe.utils.escape_html(row.ngo_name)),
			frappe.utils.escape_html(row.municipality),
			row.score,
		)
		for row in ngo.flags.likely_duplicates
	]
	frappe.msgprint(
		lines,
		title=_("Is this NGO already in the register?"),
		as_list=True,
		indicator="orange",
	)


def may_see_duplicates() -> bool:
	"""Only staff are told what else is in the register."""
	return frappe.has_permission("NGO", "create")


@frappe.whitelist()
def get_likely_duplicates(ngo: str) -> list[dict]:
	"""Return the likely duplicates of a saved NGO for the panel of its form; staff only."""
	document = frappe.get_doc("NGO", ngo)
	document.check_permission("write")
	frappe.has_permission("NGO", "create", throw=True)
	return find_likely_duplicates(document)


@frappe.whitelist(methods=["POST"])
def mark_distinct(ngo: str, other: str) -> None:
	"""Remember that two similar NGOs are not the same; both stop pointing at each other."""
	frappe.has_permission("NGO", "create", throw=True)
	pair = [frappe.get_doc("NGO", name) for name in (ngo, other)]
	for document in pair:
		document.check_permission("write")
	for document, twin in (pair, reversed(pair)):
		names = sorted(get_distinct_names(document) | {twin.name})
		document.db_set("distinct_from", "\n".join(names), update_modified=False)
		document.add_comment("Info", _("Not the same as {0} ({1})").format(twin.ngo_name, twin.name))
		refresh_mark(document.name)


def follow_renamed_ngo(doctype: str, new: str, old: str) -> None:
	"""Whoever was declared distinct from a renamed NGO, or from one of two, still is; answers a `Key` of `hub_merging`."""
	if doctype != "NGO":
		return
	others = {}
	for row in frappe.get_all(
		"NGO", {"distinct_from": ("like", f"%{old}%")}, ["name", "distinct_from"], order_by="name asc"
	):
		names = set(row.distinct_from.split())
		if old in names:
			others[row.name] = (names - {old}) | {new}
	if not others:
		return
	others[new] = get_distinct_names(frappe.get_doc("NGO", new)) | set(others)
	for name, distinct in others.items():
		value = "\n".join(sorted(distinct - {name, old})) or None
		frappe.db.set_value("NGO", name, "distinct_from", value, update_modified=False)
