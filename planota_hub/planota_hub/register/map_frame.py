# SPDX-License-Identifier: GPL-3.0-only
"""Where a map of the Desk opens before there is anything on it: at the places that the hub works for."""

import frappe

from planota_hub.rules.locations import read_position


def extend_boot(bootinfo: dict) -> None:
	"""Tell the Desk the frame of its maps, `[[south, west], [north, east]]` (hook `extend_bootinfo`)."""
	if frappe.has_permission("Municipality", "read"):
		bootinfo["hub_map_frame"] = get_map_frame()


def get_map_frame() -> list[list[float]] | None:
	"""Return the corners of the hub's municipalities in degrees; of all of them while none is its own, None without any."""
	locations = get_locations({"is_own": 1}) or get_locations({})
	positions = [position for location in locations if (position := read_position(location))]
	if not positions:
		return None
	longitudes, latitudes = zip(*positions, strict=True)
	return [[min(latitudes), min(longitudes)], [max(latitudes), max(longitudes)]]


def get_locations(filters: dict) -> list[str | None]:
	"""Return the locations of municipalities; every start of the Desk asks, so only of those that are needed."""
	return frappe.get_all("Municipality", filters, pluck="location", order_by="name asc")
