# SPDX-License-Identifier: GPL-3.0-only
"""How urgent a need is: severity × reach × gap, each from 1 to 5."""

from typing import TYPE_CHECKING

from frappe.model.document import Document
from frappe.utils import cint

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.local_need.local_need import LocalNeed

FACTORS = ("severity", "reach", "gap")
# lowest priority of a class, the highest class first: 5 × 4 × 3 is high, 3 × 3 × 3 medium
CLASSES = {"High": 60, "Medium": 27, "Low": 1}


def get_priority(need: Document | dict) -> int:
	"""Return severity × reach × gap, from 1 to 125; 0 while one of the three is missing."""
	severity, reach, gap = (cint(need.get(factor)) for factor in FACTORS)
	return severity * reach * gap


def get_priority_class(priority: int) -> str:
	"""Return High, Medium or Low for a priority; empty without one."""
	return next((name for name, lowest in CLASSES.items() if priority >= lowest), "")


def set_priority(need: "LocalNeed") -> None:
	"""Derive the priority of a need and its class."""
	need.priority = get_priority(need)
	need.priority_class = get_priority_class(need.priority)
