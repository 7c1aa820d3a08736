# SPDX-License-Identifier: GPL-3.0-only
"""The file of a hub report: read with one clear message for each way in which it can be wrong.

The schema of each version lies in `hub_network/schemas/`; docs/network.md explains it.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path

import frappe
from frappe import _
from jsonschema import Draft202012Validator

from planota_hub.hub_network.publishing.signing import canonical, check_signature, refuse_changed
from planota_hub.rules.text import shown

FORMAT, VERSION = "planota-hub/hub-report", 1
MAX_BYTES = 5_000_000
SCHEMAS = Path(__file__).parents[1] / "schemas"


class FormatError(frappe.ValidationError):
	"""A file is no hub report that this site can read."""


def read_report(content: bytes) -> dict:
	"""Return the report in a file, whose schema and signature were checked.

	Raises:
	        FormatError: saying what is wrong with the file.
	        SignatureError: when it was changed after it was signed.
	"""
	data = read_json(content)
	if not isinstance(data, dict) or data.get("format") != FORMAT:
		refuse(_("This is no report of a hub: the mark {0} is missing.").format(FORMAT))
	if data.get("version") != VERSION:
		refuse(
			_(
				"The report has version {0} of the format, this site reads version {1}. Please update the app."
			).format(shown(str(data.get("version"))), VERSION)
		)
	check_schema(data)
	if canonical(data) != content:
		refuse_changed()
	check_signature(data)
	check_period(data["period"])
	return data


def read_json(content: bytes):
	"""Return what stands in a file.

	Raises:
	        FormatError: for one that is too large, a web page, or damaged.
	"""
	if len(content) > MAX_BYTES:
		refuse_size()
	if content.lstrip()[:1] == b"<":
		refuse(_("This is a web page and no report of a hub."))
	try:
		return json.loads(content.decode(), parse_constant=refuse_constant)
	except (ValueError, RecursionError):
		refuse(_("The file is damaged or no JSON: it can't be read."))


def refuse_constant(name: str) -> None:
	raise ValueError(name)


def check_schema(data: dict) -> None:
	"""Refuse a report that does not keep to its schema.

	Raises:
	        FormatError: naming the place of the first fault.
	"""
	faults = sorted(get_validator().iter_errors(data), key=lambda fault: list(map(str, fault.absolute_path)))
	if faults:
		refuse(_("The report does not keep to its schema at {0}.").format(shown(faults[0].json_path[:100])))


@cache
def get_validator() -> Draft202012Validator:
	return Draft202012Validator(get_schema())


def get_schema() -> dict:
	"""Return the schema of the version that is written and read."""
	return json.loads((SCHEMAS / f"hub-report-{VERSION}.json").read_text(encoding="utf-8"))


def check_period(period: dict) -> None:
	try:
		starts_on, ends_on = (date.fromisoformat(period[key]) for key in ("starts_on", "ends_on"))
	except ValueError:
		refuse(_("The period of the report is no pair of days."))
	if ends_on < starts_on:
		refuse(_("The period of the report ends before it begins."))


def refuse_size() -> None:
	"""Refuse a file that is too large.

	Raises:
	        FormatError: always.
	"""
	refuse(_("The file is larger than {0} MB.").format(MAX_BYTES // 1_000_000))


def refuse(message: str) -> None:
	frappe.throw(message, FormatError, title=_("Not Imported"))
