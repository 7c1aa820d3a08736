# SPDX-License-Identifier: GPL-3.0-only
"""Versions of a proposal: what its text was when, and how two of them differ, word by word."""

import json
import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, now

if TYPE_CHECKING:
	from planota_hub.advocacy.doctype.policy_proposal.policy_proposal import PolicyProposal

PROPOSAL = "Policy Proposal"
# what a version holds: the summary, and of each ask
ASK_FIELDS = ("subject", "present_text", "proposed_text", "reason", "effect")
# step to this stage -> occasion of the version that it takes
OCCASIONS = {"In Consultation": "Consultation", "Adopted": "Adoption"}
WORD = re.compile(r"\s+|\w+|[^\w\s]")
PRESENT = 0
SAME, ADDED, REMOVED = "same", "added", "removed"

Part = tuple[str, str]


def get_content(proposal: "PolicyProposal") -> dict:
	"""Return the text of a proposal: `summary` and `asks`, each with the key of its row."""
	asks = [
		{"key": ask.name, **{field: ask.get(field) or "" for field in ASK_FIELDS}} for ask in proposal.asks
	]
	return {"summary": proposal.summary or "", "asks": asks}


def take_version(proposal: "PolicyProposal", occasion: str, note: str | None = None) -> None:
	"""Add the present text of a proposal to its versions; the proposal is saved by the caller."""
	numbers = [cint(version.version_number) for version in proposal.versions]
	proposal.append(
		"versions",
		{
			"version_number": max(numbers, default=0) + 1,
			"taken_on": now(),
			"taken_by": frappe.session.user,
			"occasion": occasion,
			"note": note,
			"content": json.dumps(get_content(proposal), ensure_ascii=False, sort_keys=True),
		},
	)


def is_changed(proposal: "PolicyProposal") -> bool:
	"""Tell whether the text differs from the last version, or there is none yet."""
	return not proposal.versions or json.loads(proposal.versions[-1].content) != get_content(proposal)


@frappe.whitelist(methods=["POST"])
def save_version(proposal: str, note: str) -> int:
	"""Keep the present text of a proposal as a version.

	Args:
	        note: what has changed, and why.

	Returns:
	        the number of the version.

	Raises:
	        frappe.ValidationError: when nothing has changed since the last one.
	"""
	doc = frappe.get_doc(PROPOSAL, proposal)
	doc.check_permission("write")
	if not is_changed(doc):
		frappe.throw(_("Nothing has changed since version {0}.").format(doc.versions[-1].version_number))
	doc.flags.version_note = note
	doc.save()
	return doc.versions[-1].version_number


@frappe.whitelist()
def compare_versions(proposal: str, old: int, new: int = PRESENT) -> list[dict]:
	"""Return how two versions of a proposal differ.

	Args:
	        old: number of the earlier version.
	        new: number of the later one; 0 stands for the present text.

	Returns:
	        for each text that differs `heading` and `parts`, pairs of kind ("same", "added", "removed") and text.

	Raises:
	        frappe.DoesNotExistError: for a number that the proposal does not have.
	"""
	doc = frappe.get_doc(PROPOSAL, proposal)
	doc.check_permission("read")
	return compare(get_version(doc, old), get_version(doc, new))


def get_version(proposal: "PolicyProposal", number: int) -> dict:
	if cint(number) == PRESENT:
		return get_content(proposal)
	for version in proposal.versions:
		if version.version_number == cint(number):
			return json.loads(version.content)
	frappe.throw(_("The proposal has no version {0}.").format(cint(number)), frappe.DoesNotExistError)


def compare(old: dict, new: dict) -> list[dict]:
	"""Return the texts that differ between two contents; see `compare_versions`."""
	texts = [(_("Summary"), old["summary"], new["summary"])]
	meta = frappe.get_meta("Policy Ask")
	before = {ask["key"]: ask for ask in old["asks"]}
	after = {ask["key"]: ask for ask in new["asks"]}
	for key in [*after, *(key for key in before if key not in after)]:
		was, is_now = before.get(key, {}), after.get(key, {})
		title = is_now.get("subject") or was.get("subject")
		for field in ASK_FIELDS:
			heading = f"{title} · {_(meta.get_label(field), context='Policy Ask')}"
			texts.append((heading, was.get(field, ""), is_now.get(field, "")))
	return [
		{"heading": heading, "parts": compare_texts(was, is_now)}
		for heading, was, is_now in texts
		if was != is_now
	]


def compare_texts(old: str, new: str) -> list[Part]:
	"""Return the difference of two texts by words, as parts that are the same, were removed or were added."""
	was, is_now = WORD.findall(old), WORD.findall(new)
	parts: list[Part] = []
	for kind, i, j, k, m in SequenceMatcher(None, was, is_now, autojunk=False).get_opcodes():
		if kind == "equal":
			parts.append((SAME, "".join(was[i:j])))
			continue
		removed, added = "".join(was[i:j]), "".join(is_now[k:m])
		parts.extend(part for part in ((REMOVED, removed), (ADDED, added)) if part[1])
	return parts
