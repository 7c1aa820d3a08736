# SPDX-License-Identifier: GPL-3.0-only
"""Who leads a workshop and where it stands on the website, in the words of mails, pages and prints."""

from typing import TYPE_CHECKING

import frappe
from frappe.utils import get_url

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.training_workshop.training_workshop import TrainingWorkshop


def describe_trainer(workshop: "TrainingWorkshop | frappe._dict") -> str:
	"""Return who leads a workshop; empty when that is not known yet."""
	return ", ".join(part for part in (workshop.trainer_name, workshop.trainer_organisation) if part)


def workshop_url(name: str) -> str:
	"""Return the public address of a workshop."""
	return get_url(f"/workshops/{name}")
