# SPDX-License-Identifier: GPL-3.0-only
"""What a Geolocation field says: a GeoJSON FeatureCollection in degrees of WGS 84."""

import json


def read_position(location: str | None) -> tuple[float, float] | None:
	"""Return longitude and latitude of the first point of a location, None where there is none."""
	try:
		coordinates = json.loads(location or "")["features"][0]["geometry"]["coordinates"]
		while isinstance(coordinates[0], list):
			coordinates = coordinates[0]
		return float(coordinates[0]), float(coordinates[1])
	except (ValueError, TypeError, KeyError, IndexError):
		return None
