# SPDX-License-Identifier: GPL-3.0-only
"""The generated file of the business register is the same one every time, well-formed, and changes as it says."""

from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

import pytest
from stdnum.si import maticna

from benchmarks.business_register import FAULTS, FILE, make_changes, make_entities, write_register

SIZE, CHANGES = 2_900, 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
	folder = tmp_path_factory.mktemp("register")
	for month in (1, 2):
		write_register(folder / f"{month}.zip", SIZE, month, CHANGES)
	return folder


def read(path: Path) -> dict[str, Element]:
	"""Return the records of a file by the number of the entity."""
	with ZipFile(path) as archive, archive.open(FILE) as file:
		return {element.get("ma"): element for _event, element in iterparse(file) if element.tag == "PS"}


def describe(element: Element) -> tuple:
	seat = element.find("N")
	place = tuple(seat.itertext()) if seat is not None else ()
	return element.findtext("PopolnoIme"), element.findtext("Oblika"), place


def test_the_file_is_the_same_one_every_time(folder):
	write_register(folder / "again.zip", SIZE, 1)

	assert (folder / "again.zip").read_bytes() == (folder / "1.zip").read_bytes()


def test_every_tenth_entity_is_an_ngo_and_every_fault_is_there(folder):
	forms = Counter(element.findtext("Oblika") for element in read(folder / "1.zip").values())
	faults = {entity.fault for entity in make_entities(SIZE)}

	assert 0.08 < sum(forms[form] for form in ("Društvo, zveza društev", "Zavod", "Ustanova")) / SIZE < 0.11
	assert len(forms) > 15
	assert faults == {"", *FAULTS}


def test_numbers_are_valid_but_for_the_faulty_ones(folder):
	wrong = sum(entity.fault == "wrong number" for entity in make_entities(SIZE))
	invalid = [number for number in read(folder / "1.zip") if not maticna.is_valid(number)]

	assert 0 < len(invalid) <= wrong


def test_the_next_month_differs_by_the_changes_alone(folder):
	first, second = read(folder / "1.zip"), read(folder / "2.zip")
	kinds = Counter(make_changes(SIZE, CHANGES).values())
	changed = [
		number for number in first if number in second and describe(first[number]) != describe(second[number])
	]

	assert sum(kinds.values()) == CHANGES
	assert (
		len(second.keys() - first.keys()) - len(first.keys() - second.keys())
		== kinds["Founded"] - kinds["Dissolved"]
	)
	assert len(changed) == pytest.approx(
		kinds["Moved"] + kinds["Renamed"] + kinds["Legal Form Changed"], abs=2
	)
