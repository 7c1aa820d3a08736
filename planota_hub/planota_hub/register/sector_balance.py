# SPDX-License-Identifier: GPL-3.0-only
"""Sector balance: are all sectors in, is none too strong, and does the public one stay below half?

The rules stand in Hub Settings. Their defaults are those of local action groups (Regulation (EU) 2021/1060,
article 31): no interest group controls the decisions, which means at most 49 % of the votes for each.
One function says what the balance is; form, list, report, card and workflow all ask it.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import cint, flt

from planota_hub.figures.shares import get_shares, write_share
from planota_hub.rules.readable import show_number

CIVIL_SOCIETY, PUBLIC, PRIVATE, CROSS_SECTOR = "Civil Society", "Public", "Private", "Cross-Sector"
SECTORS = (CIVIL_SOCIETY, PUBLIC, PRIVATE)
ASSOCIATED = "Associated Partner"
ALL_SECTORS, LARGEST_SECTOR, NON_PUBLIC = "all_sectors", "largest_sector", "non_public"


def get_rules() -> frappe._dict:
	"""Return the rules of Hub Settings: `all_sectors` (bool), `largest_sector` and `non_public` (percent; 0: no rule)."""
	settings = frappe.get_cached_doc("Hub Settings")
	return frappe._dict(
		all_sectors=bool(cint(settings.consortium_all_sectors)),
		largest_sector=flt(settings.consortium_max_sector_votes),
		non_public=flt(settings.consortium_min_non_public_votes),
	)


def evaluate(partners: Iterable, rules: dict | None = None) -> frappe._dict:
	"""Return the balance of partners.

	Args:
	        partners: rows with `sector`, `votes` and `partner_role`, only those that count.
	        rules: as `get_rules` returns them; without it those of Hub Settings.

	Returns:
	        `sectors` (sector, partners, votes, percent of all votes), `rules` (rule, label, passed, reason),
	        `partners`, `votes`, `has_all_sectors` and `passed`.
	"""
	rules = frappe._dict(rules or get_rules())
	partners = list(partners)
	sectors = count_sectors(partners)
	votes = sum(row.votes for row in sectors)
	for row, share in zip(sectors, get_shares([row.votes for row in sectors]), strict=True):
		row.percent = share
	results = [check(sectors, votes, rules) for check in (check_all_sectors, check_largest, check_non_public)]
	results = [result for result in results if result]
	return frappe._dict(
		sectors=sectors,
		rules=results,
		partners=len(partners),
		votes=votes,
		has_all_sectors=all(row.partners for row in sectors if row.sector in SECTORS),
		passed=all(result.passed for result in results),
	)


def count_sectors(partners: list) -> list[frappe._dict]:
	"""Return partners and votes of each sector; the three always, cross-sector bodies where there are some."""
	found = {sector: frappe._dict(sector=sector, partners=0, votes=0) for sector in (*SECTORS, CROSS_SECTOR)}
	for row in partners:
		if row.get("sector") in found:
			found[row.get("sector")].partners += 1
			found[row.get("sector")].votes += count_votes(row)
	return [row for row in found.values() if row.sector in SECTORS or row.partners]


def count_votes(row) -> int:
	"""Return the votes of a partner; an associated one has none."""
	return 0 if row.get("partner_role") == ASSOCIATED else cint(row.get("votes"))


def check_all_sectors(sectors: list, votes: int, rules: frappe._dict) -> frappe._dict | None:
	if not rules.all_sectors:
		return None
	missing = [_(row.sector) for row in sectors if row.sector in SECTORS and not row.partners]
	reason = (
		_("Missing: {0}.").format(", ".join(missing)) if missing else _("All three are among the partners.")
	)
	return result(ALL_SECTORS, _("All three sectors take part"), not missing, reason)


def check_largest(sectors: list, votes: int, rules: frappe._dict) -> frappe._dict | None:
	if not rules.largest_sector:
		return None
	label = _("No sector has more than {0} % of the votes").format(show_number(rules.largest_sector))
	if not votes:
		return result(LARGEST_SECTOR, label, False, _("Nobody has a vote yet."))
	largest = max(sectors, key=lambda row: row.votes)
	reason = _("{0} has {1} of {2} votes, {3} %.").format(
		_(largest.sector), largest.votes, votes, write_share(largest.votes, votes, rules.largest_sector)
	)
	return result(LARGEST_SECTOR, label, 100 * largest.votes <= rules.largest_sector * votes, reason)


def check_non_public(sectors: list, votes: int, rules: frappe._dict) -> frappe._dict | None:
	if not rules.non_public:
		return None
	label = _("At least {0} % of the votes are not public").format(show_number(rules.non_public))
	if not votes:
		return result(NON_PUBLIC, label, False, _("Nobody has a vote yet."))
	others = sum(row.votes for row in sectors if row.sector != PUBLIC)
	reason = _("{0} of {1} votes are not public, {2} %.").format(
		others, votes, write_share(others, votes, rules.non_public)
	)
	return result(NON_PUBLIC, label, 100 * others >= rules.non_public * votes, reason)


def result(rule: str, label: str, passed: bool, reason: str) -> frappe._dict:
	return frappe._dict(rule=rule, label=label, passed=passed, reason=reason)


def describe_failures(balance: frappe._dict) -> list[str]:
	"""Return in words which rules a balance does not meet, and why."""
	return [f"{row.label}: {row.reason}" for row in balance.rules if not row.passed]
