# SPDX-License-Identifier: GPL-3.0-only
"""A map as SVG, made here: no script, no map tiles of strangers. What lies close together is one circle with its number.

A circle of several leads to the same list, narrowed to its part of the map (`box` of the address), so that one
can look closer and closer without a script; a circle of one leads to its page.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, radians, sqrt
from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.utils import escape_html

from planota_hub.rules.locations import read_position

WIDTH, HEIGHT, MARGIN = 640, 480, 56
# circles nearer than this become one; on a narrow phone it is half as much, and a circle still wide enough to tap
NEAR = 76
SMALLEST, GROWTH, LARGEST = 25, 3, 40
LETTER, LINE = 10.5, 22  # width and height of the letters of a label
LANDMARK, SMALL_LETTER = 3, 9.5  # point of the background, width of its letters
LEAST_SPAN = 0.01  # degrees of longitude: about a street
LABEL_LENGTH = 18

Box = tuple[float, float, float, float]  # west, south, east, north
Area = tuple[float, float, float, float]  # left, top, right, bottom of the drawing


@dataclass(frozen=True)
class Place:
	"""One record on the map; degrees of WGS 84."""

	longitude: float
	latitude: float
	title: str
	url: str
	label: str = ""  # where it is


@dataclass
class Cluster:
	"""What lies close together; `x` and `y` on the drawing."""

	x: float
	y: float
	places: list[Place] = field(default_factory=list)

	@property
	def radius(self) -> float:
		"""Larger for more, and never too small for a finger."""
		return min(SMALLEST + GROWTH * sqrt(len(self.places) - 1), LARGEST)

	@property
	def area(self) -> "Area":
		"""The part of the drawing that the circle takes."""
		return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius

	@property
	def label(self) -> str:
		"""Where most of it is; what it is for one without a place."""
		labels = Counter(place.label for place in self.places if place.label)
		return (labels.most_common(1)[0][0] if labels else self.places[0].title)[:LABEL_LENGTH]

	@property
	def name(self) -> str:
		"""The places where most of it is; what it is for those without a place."""
		labels = Counter(place.label for place in self.places if place.label)
		if not labels:
			return ", ".join(place.title for place in self.places[:3])
		return ", ".join(label for label, _number in labels.most_common(3))


def read_places(rows: Iterable[dict], folder: str, title: str) -> list[Place]:
	"""Return the places of records with `name`, `municipality` and `location`; those without a location are left out.

	Args:
	        title: field with what a record is called.
	"""
	places = []
	for row in rows:
		if position := read_position(row["location"]):
			url = f"/{folder}/{row['name']}"
			places.append(Place(*position, row[title], url, row["municipality"] or ""))
	return places


def read_box(text: str) -> Box | None:
	"""Return the part of the map that an address asks for; None when it says nothing that makes sense."""
	try:
		west, south, east, north = (float(part) for part in text.split(","))
	except ValueError:
		return None
	is_box = -180 <= west <= east <= 180 and -90 <= south <= north <= 90
	return (west, south, east, north) if is_box else None


def within(places: Sequence[Place], box: Box | None) -> list[Place]:
	"""Return the places in a part of the map, all of them without one."""
	if not box:
		return list(places)
	west, south, east, north = box
	return [place for place in places if west <= place.longitude <= east and south <= place.latitude <= north]


def draw_map(
	places: Sequence[Place],
	path: str,
	search: dict,
	box: Box | None = None,
	landmarks: Sequence[Place] = (),
) -> str:
	"""Return the map of some places as an SVG element; nothing without places.

	Args:
	        path: of the list that the map belongs to.
	        search: by what that list is narrowed down; it stays so where a circle leads.
	        box: the part to show; all places without it.
	        landmarks: what stands in the background, so that the region is recognised.
	"""
	if not places:
		return ""
	part = widen(box or get_box([*places, *landmarks]))
	clusters = make_clusters(places, part)
	taken = [cluster.area for cluster in clusters]
	spots = [find_label_spot(cluster, taken) for cluster in clusters]
	told = {cluster.label for cluster, spot in zip(clusters, spots, strict=True) if spot}
	background = draw_landmarks([row for row in landmarks if row.label not in told], part, taken)
	circles = [
		draw_cluster(cluster, get_url(cluster, path, search), spot)
		for cluster, spot in zip(clusters, spots, strict=True)
	]
	label = escape_html(_("Map"))
	return (
		f'<svg class="hub-map" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="{label}">'
		f"{background}{''.join(circles)}</svg>"
	)


def get_landmarks() -> list[Place]:
	"""Return the municipalities of the hub's regions, of all when it has none, as the background of a map."""
	rows = frappe.get_all(
		"Municipality",
		{"is_own": 1},
		["name", "municipality_name", "location"],
		order_by="population desc, name asc",
	)
	for row in rows:
		row.municipality = row.municipality_name
	return read_places(rows, "", "municipality_name")


def draw_landmarks(landmarks: Sequence[Place], box: Box, taken: list[Area]) -> str:
	"""Return a point for each landmark that lies on the map and a name where that covers nothing."""
	parts = []
	for landmark in within(landmarks, box):
		spot = Cluster(*get_spot(landmark, box), [landmark])
		parts.append(f'<circle cx="{spot.x:.0f}" cy="{spot.y:.0f}" r="{LANDMARK}"/>')
		half, line = len(spot.label) * SMALL_LETTER / 2, spot.y - LANDMARK - 4
		area = spot.x - half, line - LINE + 6, spot.x + half, spot.y + LANDMARK
		is_inside = area[0] >= 0 and area[2] <= WIDTH and area[1] >= 0
		if is_inside and not any(overlap(area, other) for other in taken):
			taken.append(area)
			parts.append(f'<text x="{spot.x:.0f}" y="{line:.0f}">{escape_html(spot.label)}</text>')
	return f'<g class="hub-map-background" aria-hidden="true">{"".join(parts)}</g>' if parts else ""


def get_spot(place: Place, box: Box) -> tuple[float, float]:
	"""Return where a place lies on the drawing of a part of the map."""
	west, south, east, north = box
	return (
		MARGIN + (place.longitude - west) / (east - west) * (WIDTH - 2 * MARGIN),
		MARGIN + (north - place.latitude) / (north - south) * (HEIGHT - 2 * MARGIN),
	)


def get_box(places: Sequence[Place]) -> Box:
	"""Return the smallest part of the map that holds all places."""
	longitudes, latitudes = [place.longitude for place in places], [place.latitude for place in places]
	return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def widen(box: Box) -> Box:
	"""Return a part of the map that is no smaller than a street and has the shape of the drawing."""
	west, south, east, north = box
	shrinking = cos(radians((south + north) / 2)) or 1
	shape = (WIDTH - 2 * MARGIN) / (HEIGHT - 2 * MARGIN)
	width = max((east - west) * shrinking, (north - south) * shape, LEAST_SPAN * shrinking)
	middle_x, middle_y = (west + east) / 2, (south + north) / 2
	half_x, half_y = width / shrinking / 2, width / shape / 2
	return middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y


def make_clusters(places: Iterable[Place], box: Box) -> list[Cluster]:
	"""Return places put together where they lie too close to be told apart, the largest clusters first."""
	spots: dict[tuple[float, float], Cluster] = {}
	for place in places:
		x, y = get_spot(place, box)
		spots.setdefault((x, y), Cluster(x, y)).places.append(place)
	clusters: list[Cluster] = []
	for spot in sorted(spots.values(), key=lambda spot: (-len(spot.places), spot.x, spot.y)):
		near = [known for known in clusters if abs(known.x - spot.x) < NEAR and abs(known.y - spot.y) < NEAR]
		if near:
			near[0].places += spot.places
		else:
			clusters.append(spot)
	return clusters


def find_label_spot(cluster: Cluster, taken: list[Area]) -> tuple[float, float] | None:
	"""Return middle and line of a circle's label, below, above or beside it where it covers nothing, and note it as taken."""
	half, beside = len(cluster.label) * LETTER / 2, cluster.y + LINE / 3
	aside = cluster.radius + half + 4
	for x, line in (
		(cluster.x, cluster.y + cluster.radius + LINE - 2),
		(cluster.x, cluster.y - cluster.radius - 6),
		(cluster.x + aside, beside),
		(cluster.x - aside, beside),
	):
		area = x - half, line - LINE + 4, x + half, line + 4
		inside = area[0] >= 0 and area[2] <= WIDTH and area[1] >= 0 and area[3] <= HEIGHT
		if inside and not any(overlap(area, other) for other in taken):
			taken.append(area)
			return x, line
	return None


def overlap(one: Area, other: Area) -> bool:
	"""Tell whether two areas of the drawing have something in common."""
	return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def draw_cluster(cluster: Cluster, url: str, label_spot: tuple[float, float] | None) -> str:
	"""Return the circle of a cluster with its number and where it leads, and its label where there is room."""
	number = len(cluster.places)
	text = cluster.places[0].title if number == 1 else f"{cluster.name}: {number}"
	label = ""
	if label_spot:
		x, line = label_spot
		label = f'<text x="{x:.0f}" y="{line:.0f}" aria-hidden="true">{escape_html(cluster.label)}</text>'
	return (
		f'<a href="{escape_html(url)}"><title>{escape_html(text)}</title>'
		f'<circle cx="{cluster.x:.0f}" cy="{cluster.y:.0f}" r="{cluster.radius:.0f}"/>'
		f'<text x="{cluster.x:.0f}" y="{cluster.y + 8:.0f}" class="hub-map-number" aria-hidden="true">{number}</text>{label}</a>'
	)


def get_url(cluster: Cluster, path: str, search: dict) -> str:
	"""Return where a cluster leads: to the page of the one, or to the list of those in it."""
	if len(cluster.places) == 1:
		return cluster.places[0].url
	box = ",".join(f"{number:.6f}" for number in pad(get_box(cluster.places)))
	return f"{path}?" + urlencode({**{key: value for key, value in search.items() if value}, "box": box})


def pad(box: Box) -> Box:
	"""Return a part of the map a little larger, so that rounding loses no place on its edge."""
	return box[0] - 1e-5, box[1] - 1e-5, box[2] + 1e-5, box[3] + 1e-5
