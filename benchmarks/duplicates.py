# SPDX-License-Identifier: GPL-3.0-only
"""How many likely duplicates are right, how many are found, and how much processor time a search takes.

`./hub run --file benchmarks/duplicates.py`: puts the NGOs of `names_of_ngos.py` on the site, asks for each labelled
entry, and rolls back.
"""

import statistics
import sys
from collections import Counter
from pathlib import Path
from time import process_time

import frappe

from planota_hub.planota_hub.register import duplicates
from planota_hub.rules.names import fold_name

sys.path.insert(0, str(Path(__file__).parent))
from names_of_ngos import NGO, Entry, get_former_name, make_entries, make_register, read_municipalities

PREFIX = "BENCH-"
BATCH = 5_000


def measure() -> dict:
	"""Return precision and recall of the labelled entries, false marks in the register and processor time of a search."""
	register = make_register()
	fill(register)
	entries = make_entries(register)
	found, times = {}, []
	for entry in entries:
		began = process_time()
		found[entry] = [row.name for row in duplicates.find_likely_duplicates(as_document(entry))]
		times.append(1000 * (process_time() - began))
	return {**judge(entries, found), "false_marks": count_false_marks(register), **describe(times, entries)}


def fill(register: list[NGO]) -> None:
	"""Put the register on the site, and nothing else there that could be found."""
	frappe.db.delete("NGO")
	for municipality in read_municipalities():
		if not frappe.db.exists("Municipality", municipality):
			frappe.get_doc(doctype="Municipality", municipality_name=municipality).db_insert()
	fields = ["name", "ngo_name", "municipality", "name_key", "short_name", "stage"]
	rows = [
		(
			f"{PREFIX}{ngo.number}",
			ngo.name,
			ngo.municipality,
			duplicates.get_name_key(ngo.name),
			get_short_name(ngo),
			"Verified",
		)
		for ngo in register
	]
	for start in range(0, len(rows), BATCH):
		frappe.db.bulk_insert("NGO", fields, rows[start : start + BATCH])
	former = [
		(
			f"{PREFIX}former-{ngo.number}",
			f"{PREFIX}{ngo.number}",
			"NGO",
			"former_names",
			name,
			fold_name(name),
		)
		for ngo in register
		if (name := get_former_name(ngo))
	]
	fields = ["name", "parent", "parenttype", "parentfield", "former_name", "name_key"]
	for start in range(0, len(former), BATCH):
		frappe.db.bulk_insert("Former Name", fields, former[start : start + BATCH])
	if hasattr(duplicates, "count_words"):
		duplicates.count_words.clear_cache()


def get_short_name(ngo: NGO) -> str | None:
	"""Every second NGO has told its short name."""
	return ngo.short if ngo.number % 2 else None


def as_document(entry: Entry) -> frappe.model.document.Document:
	return frappe.get_doc(doctype="NGO", ngo_name=entry.name, municipality=entry.municipality)


def judge(entries: list[Entry], found: dict[Entry, list[str]]) -> dict:
	"""Compare what was found with the labels."""
	right = wrong = 0
	missed, alarms = Counter(), Counter()
	for entry in entries:
		expected = f"{PREFIX}{entry.same_as}" if entry.same_as is not None else None
		hits = found[entry]
		right += expected in hits
		wrong += sum(name != expected for name in hits)
		if expected and expected not in hits:
			missed[entry.kind] += 1
		if not expected and hits:
			alarms[entry.kind] += 1
	same = sum(entry.same_as is not None for entry in entries)
	return {
		"precision": round(right / max(right + wrong, 1), 3),
		"recall": round(right / same, 3),
		"missed": dict(missed.most_common()),
		"false_alarms_of_new": dict(alarms.most_common()),
		"new_entries": len(entries) - same,
	}


def count_false_marks(register: list[NGO], every: int = 14) -> str:
	"""Return how many of the NGOs of the register, which are all different, would be marked."""
	sample = register[::every]
	marked = 0
	for ngo in sample:
		document = as_document(Entry(ngo.name, ngo.municipality, ""))
		document.name = f"{PREFIX}{ngo.number}"
		marked += bool(duplicates.find_likely_duplicates(document))
	return f"{marked} of {len(sample)}"


def describe(times: list[float], entries: list[Entry]) -> dict:
	largest = Counter(entry.municipality for entry in entries).most_common(1)[0][0]
	there = [time for time, entry in zip(times, entries, strict=True) if entry.municipality == largest]
	return {
		"processor_milliseconds_median": round(statistics.median(times), 1),
		"processor_milliseconds_95": round(statistics.quantiles(times, n=20)[-1], 1),
		"largest_municipality": f"{largest}, {frappe.db.count('NGO', {'municipality': largest})} NGOs",
		"processor_milliseconds_95_there": round(statistics.quantiles(there, n=20)[-1], 1),
	}


result = measure()
