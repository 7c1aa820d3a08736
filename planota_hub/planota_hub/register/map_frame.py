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
	places = frappe.get_all("Municipality", fields=["is_own", "location"], order_by="name asc")
	own = [place for place in places if place.is_own] or places
	positions = [position for place in own if (position := read_position(place.location))]
	if not positions:
		return None
	longitudes, latitudes = zip(*positions, strict=True)
	return [[min(latitudes), min(longitudes)], [max(latitudes), max(longitudes)]]
