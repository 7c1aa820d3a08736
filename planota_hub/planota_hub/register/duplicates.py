# SPDX-License-Identifier: GPL-3.0-only
"""Which NGOs, and which stakeholders, are probably the same one, entered twice.

Equal registration or tax numbers can't be saved at all. What is found here is likely, not certain: a person
decides, and either merges the two or declares them distinct.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, Union

import frappe
from frappe import _
from frappe.query_builder import Criterion
from frappe.utils import cint, cstr
from frappe.utils.caching import redis_cache

from planota_hub.operation.portions import take_portion
from planota_hub.planota_hub.register.names import (
	KEY_LENGTH,
	Vocabulary,
	compare_keys,
	get_name_key,
	make_vocabulary,
)
from planota_hub.rules.names import fold_name
from planota_hub.rules.organisation_numbers import UNIQUE_NUMBERS
from planota_hub.rules.searching import POSITION

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO
	from planota_hub.planota_hub.doctype.stakeholder.stakeholder import Stakeholder

Organisation: TypeAlias = Union["NGO", "Stakeholder"]

DEFAULT_SIMILARITY = 85
SAME_EMAIL_SCORE = 95
SAME_WEBSITE_SCORE = 90
SAME_SHORT_NAME_SCORE = 90
SAME_FORMER_NAME_SCORE = 90
SAME_NAME_ELSEWHERE_SCORE = 85
SHOWN_DUPLICATES = 10
# the same name in another place tells something only if it tells at least as much as one rare word
TELLING_NAME = 0.6
# so many of the rarest words of a name lead to those that are compared with it
LEADING_WORDS = 2
# a word that tells less leads to too many names; then all words of the name must lead there
LEADING_WEIGHT = 0.3
VOCABULARY_SECONDS = 24 * 60 * 60
# so many marks are looked at in an hour
MARKS_AT_ONCE = 200
# fields on which the answer depends
MATCHED_FIELDS = ("municipality", "short_name", "email", "website", *UNIQUE_NUMBERS)


@dataclass(frozen=True)
class Kind:
	"""A DocType with organisations: where it has what they are compared by.

	Attributes:
	        doctype: of the organisations.
	        title: field of the name.
	        shown: further fields that tell its reader which one it is.
	"""

	doctype: str
	title: str
	shown: tuple[str, ...]

	@property
	def fields(self) -> list[str]:
		return ["name", self.title, "municipality", *self.shown]


KINDS = {
	"NGO": Kind("NGO", "ngo_name", ("stage",)),
	"Stakeholder": Kind("Stakeholder", "stakeholder_name", ("stakeholder_type", "disabled")),
}


def index_names() -> None:
	"""Let the names of a place be read from an index alone."""
	frappe.db.add_index("NGO", ["municipality", "name_key", "short_name", "name"], "ngo_names_of_place")


def find_likely_duplicates(doc: Organisation) -> list[frappe._dict]:
	"""Find the organisations that are probably the same as this one, saved or not, the likeliest first.

	Returns:
	        rows with `name`, `title`, `municipality`, what else its `Kind` shows, `score` (percent) and `reason` (one
	        of `registration_number`, `tax_number`, `email`, `website`, `name`, `short_name`, `former_name`), at most ten.
	"""
	found: dict[str, frappe._dict] = {}
	for row in [*find_by_equal_values(doc), *find_by_name(doc)]:
		if row.name not in found or found[row.name].score < row.score:
			found[row.name] = row
	distinct = get_distinct_names(doc)
	likely = [row for row in found.values() if row.name not in distinct]
	return sorted(likely, key=lambda row: (-row.score, row.name))[:SHOWN_DUPLICATES]


def find_by_equal_values(doc: Organisation) -> list[frappe._dict]:
	"""Find the organisations with the same number, e-mail address or website."""
	scores = {"email": SAME_EMAIL_SCORE, "website": SAME_WEBSITE_SCORE}
	rows = []
	for fieldname in (*UNIQUE_NUMBERS, "email", "website"):
		if doc.get(fieldname):
			there = {"country": doc.country} if fieldname in UNIQUE_NUMBERS and doc.country else {}
			same = get_organisations(doc.doctype, {fieldname: doc.get(fieldname), **there})
			rows += [frappe._dict(row, score=scores.get(fieldname, 100), reason=fieldname) for row in same]
	return [row for row in rows if row.name != doc.name]


def find_by_name(doc: Organisation) -> list[frappe._dict]:
	"""Find similar and former names in the same municipality, and the same telling name in any other."""
	name = doc.get(KINDS[doc.doctype].title)
	key = get_name_key(name)
	if not key:
		return []
	vocabulary = get_vocabulary(doc.doctype)
	scores: dict[str, tuple[int, str]] = {}
	for found in (
		find_same_names(doc.doctype, key, vocabulary),
		find_formerly_called(doc, name),
		find_similar_neighbours(doc, key, vocabulary),
	):
		for other, score in found.items():
			scores[other] = max(scores.get(other, score), score)
	scores.pop(doc.name, None)
	likeliest = sorted(scores, key=lambda name: (-scores[name][0], name))[:SHOWN_DUPLICATES]
	rows = get_organisations(doc.doctype, {"name": ("in", likeliest)}) if likeliest else []
	return [frappe._dict(row, score=scores[row.name][0], reason=scores[row.name][1]) for row in rows]


def find_same_names(doctype: str, key: str, vocabulary: Vocabulary) -> dict[str, tuple[int, str]]:
	"""Return the organisations with the same name key anywhere, when it has a word that few others have."""
	if max(map(vocabulary.weigh, key.split())) < TELLING_NAME:
		return {}
	rows = get_organisations(doctype, {"name_key": key})
	return {row.name: (SAME_NAME_ELSEWHERE_SCORE, "name") for row in rows}


def find_formerly_called(doc: Organisation, name: str) -> dict[str, tuple[int, str]]:
	"""Return the organisations of the same municipality that were called so before."""
	former = {"parenttype": doc.doctype, "name_key": fold_name(name)[:KEY_LENGTH]}
	parents = frappe.get_all("Former Name", former, pluck="parent", order_by="parent asc")
	if not parents:
		return {}
	rows = get_organisations(doc.doctype, {"name": ("in", parents), "municipality": doc.municipality})
	return {row.name: (SAME_FORMER_NAME_SCORE, "former_name") for row in rows}


def find_similar_neighbours(
	doc: Organisation, key: str, vocabulary: Vocabulary
) -> dict[str, tuple[int, str]]:
	"""Return the organisations of the same municipality with a similar name, each with its score and why."""
	place = fold_name(doc.municipality).split()
	limit = get_similarity_limit()
	written = {name.casefold() for name in get_written_names(doc)}
	own_short_key = get_name_key(doc.get("short_name"))
	scores = {}
	for name, other_key, other_short_name in read_candidates(doc, key, vocabulary):
		score, reason = round(compare_keys(key, other_key, vocabulary, place)), "name"
		is_short = other_key == own_short_key or cstr(other_short_name).casefold() in written
		if score < SAME_SHORT_NAME_SCORE and is_short:
			score, reason = SAME_SHORT_NAME_SCORE, "short_name"
		if score >= limit:
			scores[name] = (score, reason)
	return scores


def read_candidates(
	doc: Organisation, key: str, vocabulary: Vocabulary
) -> Iterable[tuple[str, str, str | None]]:
	"""Return name, name key and short name of the neighbours that are worth comparing."""
	table = frappe.qb.DocType(doc.doctype)
	place = fold_name(doc.municipality).split()
	words = [word for word in key.split() if word not in place] or key.split()
	leading = lead_to(table.name_key, words, vocabulary)
	short_name = table.short_name if has_short_name(doc.doctype) else table.name_key
	if has_short_name(doc.doctype):
		leading = leading | table.short_name.isin(get_written_names(doc))
		if doc.get("short_name"):
			leading = leading | (table.name_key == get_name_key(doc.get("short_name")))
	same_place = table.municipality == doc.municipality if doc.municipality else table.municipality.isnull()
	return (
		frappe.qb.from_(table)
		.select(table.name, table.name_key, short_name)
		.where(same_place & leading)
		.run()
	)


def get_written_names(doc: Organisation) -> list[str]:
	return [name for name in (doc.get(KINDS[doc.doctype].title), doc.get("short_name")) if name]


def has_short_name(doctype: str) -> bool:
	return frappe.get_meta(doctype).has_field("short_name")


def lead_to(column, words: list[str], vocabulary: Vocabulary) -> Criterion:
	"""Return the condition that a name key has one of the telling words, by its beginning or its end.

	A slip of the keyboard leaves one of the two as it was. A name without a telling word must have all of its words.
	"""
	weights = {word: vocabulary.weigh(word) for word in words}
	rarest = sorted(weights, key=lambda word: (-weights[word], word))[:LEADING_WORDS]
	telling = [word for word in rarest if weights[word] >= LEADING_WEIGHT]
	conditions = [
		Criterion.any(POSITION(column, part) > 0 for part in get_ends(word)) for word in telling or rarest
	]
	return Criterion.any(conditions) if telling else Criterion.all(conditions)


def get_ends(word: str) -> set[str]:
	"""Return beginning and end of a word, so long that they still say something."""
	length = 4 if len(word) > 6 else 3 if word.isascii() else 2
	return {word[:length], word[-length:]}


def get_organisations(doctype: str, filters: dict) -> list[frappe._dict]:
	kind = KINDS[doctype]
	rows = frappe.get_all(doctype, filters, kind.fields, order_by="name asc", limit=SHOWN_DUPLICATES + 1)
	return [frappe._dict(row, title=row[kind.title]) for row in rows]


def get_vocabulary(doctype: str) -> Vocabulary:
	"""Return how often words stand in the names of a register; counted once a day."""
	return Vocabulary(**count_words(doctype))


@redis_cache(ttl=VOCABULARY_SECONDS)
def count_words(doctype: str) -> dict:
	keys = frappe.get_all(doctype, {"name_key": ("is", "set")}, pluck="name_key", order_by=None)
	vocabulary = make_vocabulary(keys)
	return {"counts": vocabulary.counts, "names": vocabulary.names}


def get_similarity_limit() -> int:
	"""Return the percentage from which on two names of the same municipality count as similar."""
	return cint(frappe.get_cached_doc("Hub Settings").duplicate_similarity_percent) or DEFAULT_SIMILARITY


def get_distinct_names(doc: Organisation) -> set[str]:
	"""Return the names of the organisations that somebody has declared to be others than this one."""
	return set(cstr(doc.get("distinct_from")).split())


def set_likely_duplicates(doc: Organisation) -> None:
	"""Derive the name key and the mark `has_likely_duplicates`, and keep what was found for the message."""
	title = KINDS[doc.doctype].title
	doc.name_key = get_name_key(doc.get(title))
	fields = [field for field in (title, *MATCHED_FIELDS) if doc.meta.has_field(field)]
	if not (doc.is_new() or any(doc.has_value_changed(field) for field in fields)):
		return
	doc.flags.likely_duplicates = find_likely_duplicates(doc)
	doc.has_likely_duplicates = int(bool(doc.flags.likely_duplicates))
	before = doc.get_doc_before_save()
	if before and before.has_likely_duplicates:
		note_twins(before)
		doc.flags.twins = before.flags.twins


def mark_likely_duplicates(doc: Organisation) -> None:
	"""Set the mark on the others too, so that the list shows both, and take it from whom it looked like before."""
	names = [row.name for row in doc.flags.likely_duplicates or []]
	if names:
		filters = {"name": ("in", names)}
		frappe.db.set_value(doc.doctype, filters, "has_likely_duplicates", 1, update_modified=False)
	doc.flags.twins = [name for name in doc.flags.twins or [] if name not in names]
	refresh_twins(doc)
	doc.flags.twins = None


def refresh_keys(doctype: str) -> None:
	"""Work out the name keys of a register anew, and count its words; for sites whose keys were made another way."""
	title = KINDS[doctype].title
	for row in frappe.get_all(
		doctype, fields=["name", f"{title} as title", "name_key"], order_by="name asc", limit_page_length=0
	):
		if row.name_key != (key := get_name_key(row.title)):
			frappe.db.set_value(doctype, row.name, "name_key", key, update_modified=False)
	count_words.clear_cache()


def refresh_mark(doctype: str, name: str) -> None:
	"""Bring the mark of one organisation up to date."""
	doc = frappe.get_doc(doctype, name)
	marked = int(bool(find_likely_duplicates(doc)))
	if marked != doc.has_likely_duplicates:
		doc.db_set("has_likely_duplicates", marked, update_modified=False)


def refresh_marks() -> None:
	"""Scheduler, hourly: look once a day at each mark, a portion at a time.

	A mark follows at once when its other one is renamed, merged or deleted. What it does not follow are words that become
	common or rare, and settings.
	"""
	for doctype in KINDS:
		marked = {"has_likely_duplicates": 1}
		for name in take_portion(
			f"marks_of_{frappe.scrub(doctype)}", doctype, MARKS_AT_ONCE, days=1, filters=marked
		):
			refresh_mark(doctype, name)


def refresh_all_marks() -> None:
	"""Look at every mark at once, for whoever does not want to wait: `execute …duplicates.refresh_all_marks`."""
	count_words.clear_cache()
	for doctype in KINDS:
		for name in frappe.get_all(doctype, {"has_likely_duplicates": 1}, pluck="name", order_by="name asc"):
			refresh_mark(doctype, name)


def show_likely_duplicates(doc: Organisation) -> None:
	"""Tell the person who saves about the likely duplicates that the changed data have brought up."""
	if not doc.flags.likely_duplicates or doc.flags.hub_merge or frappe.flags.in_import:
		return
	if not may_see_duplicates(doc.doctype):
		return
	lines = [
		_("{0} ({1}), {2} %").format(
			frappe.utils.get_link_to_form(doc.doctype, row.name, frappe.utils.escape_html(row.title)),
			frappe.utils.escape_html(cstr(row.municipality)),
			row.score,
		)
		for row in doc.flags.likely_duplicates
	]
	frappe.msgprint(
		lines,
		title=_("Is this NGO already in the register?")
		if doc.doctype == "NGO"
		else _("Is this stakeholder already in the register?"),
		as_list=True,
		indicator="orange",
	)


def may_see_duplicates(doctype: str) -> bool:
	"""Only staff are told what else is in the register."""
	return frappe.has_permission(doctype, "create")


@frappe.whitelist()
def get_likely_duplicates(name: str, doctype: str = "NGO") -> list[dict]:
	"""Return the likely duplicates of a saved NGO or stakeholder for the panel of its form; staff only."""
	return find_likely_duplicates(get_for_staff(doctype, name))


@frappe.whitelist(methods=["POST"])
def mark_distinct(name: str, other: str, doctype: str = "NGO") -> None:
	"""Remember that two similar NGOs or stakeholders are not the same; both stop pointing at each other."""
	pair = [get_for_staff(doctype, given) for given in (name, other)]
	title = KINDS[doctype].title
	for document, twin in (pair, reversed(pair)):
		names = sorted(get_distinct_names(document) | {twin.name})
		document.db_set("distinct_from", "\n".join(names), update_modified=False)
		document.add_comment("Info", _("Not the same as {0} ({1})").format(twin.get(title), twin.name))
		refresh_mark(doctype, document.name)


def get_for_staff(doctype: str, name: str) -> Organisation:
	"""Return a document that the session user may change, as who may enter new ones."""
	if doctype not in KINDS:
		frappe.throw(_("Duplicates are looked for among NGOs and stakeholders."))
	frappe.has_permission(doctype, "create", throw=True)
	document = frappe.get_doc(doctype, name)
	document.check_permission("write")
	return document


def note_twins(doc: Organisation) -> None:
	"""Before an organisation is deleted: keep whose mark may have come from it, for `refresh_twins`."""
	doc.flags.twins = [row.name for row in find_likely_duplicates(doc)]


def refresh_twins(doc: Organisation) -> None:
	"""After an organisation was deleted or merged into another: the marks of the others follow."""
	for name in doc.flags.twins or []:
		refresh_mark(doc.doctype, name)


def follow_renamed(doctype: str, new: str, old: str) -> None:
	"""Whoever was declared distinct from it, or from one of the two, still is; answers a `Key` of `hub_merging`."""
	if doctype not in KINDS:
		return
	others = {}
	for row in frappe.get_all(
		doctype, {"distinct_from": ("like", f"%{old}%")}, ["name", "distinct_from"], order_by="name asc"
	):
		names = set(row.distinct_from.split())
		if old in names:
			others[row.name] = (names - {old}) | {new}
	if not others:
		return
	others[new] = get_distinct_names(frappe.get_doc(doctype, new)) | set(others)
	for name, distinct in others.items():
		value = "\n".join(sorted(distinct - {name, old})) or None
		frappe.db.set_value(doctype, name, "distinct_from", value, update_modified=False)
