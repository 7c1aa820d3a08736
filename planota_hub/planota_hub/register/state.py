# SPDX-License-Identifier: GPL-3.0-only
"""An NGO that leaves the register's active ones, or comes back: what it takes part in follows, and people are told.

Each area says by its own rule what ends, rests or only has to be looked at (hook `hub_ngo_states`). What is derived from
the stage whenever it is needed, such as audiences of briefings and calls that suit, needs no rule here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import escape_html, get_link_to_form
from frappe.utils.user import get_users_with_role

from planota_hub.mail.hub_mail import STAFF_ROLE, is_quiet, notify, site_language
from planota_hub.rules.stages import is_step

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO

ACTIVE_STAGE = "Verified"
LEFT_STAGES = ("Inactive", "Rejected")


@dataclass(frozen=True)
class StateNews:
	"""What the change of an NGO's state means for one record.

	Attributes:
	        doctype: of the record.
	        name: of the record.
	        text: what it means there, in the language of the site; `{0}` stands for the NGO.
	        users: who is responsible and told; nobody in particular for the staff.
	"""

	doctype: str
	name: str
	text: str
	users: tuple[str, ...] = ()


def follow_stage(ngo: "NGO") -> None:
	"""Let every area follow an NGO that becomes inactive or is rejected, or comes back."""
	if not is_step(ngo):
		return
	before = ngo.get_doc_before_save().stage
	if ngo.stage in LEFT_STAGES and before not in LEFT_STAGES:
		tell(ngo, call_areas(ngo, False))
	elif ngo.stage == ACTIVE_STAGE and before in LEFT_STAGES:
		tell(ngo, call_areas(ngo, True))


def call_areas(ngo: "NGO", is_active: bool) -> list[StateNews]:
	return [
		news
		for path in frappe.get_hooks("hub_ngo_states")
		for news in frappe.get_attr(path)(ngo.name, is_active)
	]


def tell(ngo: "NGO", news: list[StateNews]) -> None:
	"""Tell those who are responsible of each record, and keep in the history of the NGO what followed."""
	if not news or is_quiet():
		return
	for one in news:
		users = [user for user in one.users if user] or get_staff()
		notify(users, one.doctype, one.name, one.text.format(ngo.ngo_name))
	lines = [
		f"{get_link_to_form(one.doctype, one.name)}: {escape_html(one.text.format(ngo.ngo_name))}"
		for one in news
	]
	title = _("What followed from the new stage:", site_language())
	ngo.add_comment("Info", "<br>".join([title, *lines]))


def get_staff() -> list[str]:
	return get_users_with_role(STAFF_ROLE)


def get_left(ngos: Iterable[str | None]) -> set[str]:
	"""Return which of some NGOs are inactive or rejected."""
	names = sorted({name for name in ngos if name}) or [""]
	filters = {"name": ("in", names), "stage": ("in", LEFT_STAGES)}
	return set(frappe.get_all("NGO", filters, pluck="name", order_by="name asc", limit_page_length=0))


def find_records(doctype: str, filters: dict, text: str, user_field: str | None = None) -> list[StateNews]:
	"""Return the news of all records of a DocType that match, for whoever is responsible for each."""
	fields = ["name", *([f"{user_field} as user"] if user_field else [])]
	rows = frappe.get_all(doctype, filters, fields, order_by="name asc", limit_page_length=0)
	return [StateNews(doctype, row.name, text, (row.get("user"),) if row.get("user") else ()) for row in rows]


def find_documents_of_rows(
	table: str, row_filters: dict, doctype: str, filters: dict, text: str, user_field: str | None = None
) -> list[StateNews]:
	"""Return the news of the documents that match and have a matching row in a table."""
	rows = {"parenttype": doctype, **row_filters}
	parents = frappe.get_all(table, rows, pluck="parent", order_by="parent asc", limit_page_length=0)
	return find_records(doctype, {**filters, "name": ("in", sorted(set(parents)) or [""])}, text, user_field)
