# SPDX-License-Identifier: GPL-3.0-only
"""The code by which somebody without a log-in follows what they have sent, on the page `/track`."""

import secrets
from collections.abc import Callable

import frappe
from frappe.utils import cstr, get_url

from planota_hub.public_forms.public_areas import get_addresses

# no letters and digits that look alike
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10


def make_tracking_code() -> str:
	"""Return a code that can't be guessed."""
	return "".join(secrets.choice(ALPHABET) for _position in range(LENGTH))


def normalise_tracking_code(code: str | None) -> str:
	"""Return a typed code the way it is stored: capital letters and digits only, as many as a code has."""
	characters = [character for character in cstr(code).upper() if character.isalnum()]
	return "".join(characters[:LENGTH])


def tracking_url(code: str) -> str:
	"""Return the public address that shows the status behind a code."""
	return get_url(f"/track?code={code}")


def get_tracked_status(
	doctype: str,
	code: str,
	describe_stage: Callable[[str], tuple[str, str]],
	sent_on: str = "creation",
	changed_on: str = "stage_changed_on",
) -> dict | None:
	"""Return what `/track` shows of the record behind a code, with its `page` when it has a public one; None for an unknown code.

	Args:
	        describe_stage: returns what a stage is called for the public, and what it means for the sender.
	        sent_on: field with the day on which it was sent.
	        changed_on: field with the day of its last step.
	"""
	record = frappe.db.get_value(
		doctype, {"tracking_code": code}, ["name", "stage", sent_on, changed_on], as_dict=True
	)
	if not record:
		return None
	label, explanation = describe_stage(record.stage)
	return {
		"stage": record.stage,
		"creation": record[sent_on],
		"stage_changed_on": record[changed_on],
		"label": label,
		"explanation": explanation,
		"page": get_addresses(doctype, [record.name]).get(record.name),
	}
