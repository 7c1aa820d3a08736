# SPDX-License-Identifier: GPL-3.0-only
"""What a whole business register costs to read, to compare and to apply, beside a parser that reads it and does nothing.

`./hub run --file benchmarks/register_import.py` (some minutes): writes the file of `business_register.py` with its 290,000
entities, imports it for one region into the register of the site, and takes everything back.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from xml.parsers import expat

import frappe

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.business_register import write_register
from benchmarks.measuring import Cost, measure
from planota_hub.planota_hub.register.sources import decisions, runs
from planota_hub.planota_hub.register.sources.archives import open_content
from planota_hub.planota_hub.register.sources.columns import (
	BUSINESS_REGISTER,
	BUSINESS_REGISTER_COLUMNS,
	BUSINESS_REGISTER_ELEMENT,
	fold_column,
)
from planota_hub.planota_hub.register.sources.xml_records import read_elements

REGION = "Goriška"
BARE = "bare parse"
# applying costs the same for each organisation: that of a tenth tells it
ENTITIES_TO_APPLY = 29_000


def main() -> list[dict[str, Any]]:
	"""Return what each part costs, and how many times the bare parse that is."""
	for doctype in ("NGO", "Register Entry"):
		frappe.db.delete(doctype)
	with TemporaryDirectory() as folder, patch.object(frappe, "enqueue"):
		whole, part = (str(Path(folder) / name) for name in ("whole.zip", "part.zip"))
		write_register(whole)
		write_register(part, ENTITIES_TO_APPLY)
		costs = {BARE: measure(lambda: parse(whole)), "reading": measure(lambda: read(whole))}
		costs["comparing"] = measure(lambda: compare(whole))
		doc = compare(part)
		decisions.decide_kinds(doc.name, ["New"], "Accept")
		with coming_from(doc, part):
			runs.start_applying(doc.name)
			costs["applying"] = measure(lambda: work(doc))
	frappe.db.rollback()
	return [describe(name, cost, costs[BARE]) for name, cost in costs.items()]


def compare(path: str):
	"""Return an import whose file was compared with an empty register."""
	doc = make_import()
	with coming_from(doc, path):
		runs.start_comparison(doc.name)
		work(doc)
	return doc


def coming_from(doc, path: str):
	"""Let an import have a file that lies elsewhere."""
	return patch.object(type(doc), "get_path", lambda _doc: path)


def make_import():
	"""Return an import of the register for one region; its file lies elsewhere."""
	source = frappe.get_doc(
		{
			"doctype": "Register Source",
			"source_name": f"Benchmark {frappe.generate_hash(length=6)}",
			"kind": BUSINESS_REGISTER,
			"country": "Slovenia",
			"regions": [{"statistical_region": REGION}],
		}
	).insert()
	file = frappe.get_doc({"doctype": "File", "file_name": "benchmark.txt", "is_private": 1, "content": "-"})
	values = {"register_source": source.name, "file": file.insert().file_url}
	return frappe.get_doc({"doctype": "Register Import", **values}).insert()


def parse(path: str) -> None:
	"""Let the parser see the whole file, and do nothing with it."""
	parser = expat.ParserCreate()
	with open_content(path) as content:
		for chunk in content.read_chunks():
			parser.Parse(chunk, False)
	parser.Parse(b"", True)


def read(path: str) -> int:
	"""Read each record as a comparison does; return how many there are."""
	columns = {fold_column(name): means for name, means in BUSINESS_REGISTER_COLUMNS.items()}
	return sum(1 for _record in read_elements(path, BUSINESS_REGISTER_ELEMENT, columns))


def work(doc) -> int:
	"""Do all batches of a phase, as the workers would; return how many rows the import has."""
	while runs.run_batch(doc.name):
		pass
	return frappe.db.count("Register Import Row", {"register_import": doc.name})


def describe(name: str, cost: Cost, bare: Cost) -> dict[str, Any]:
	return {
		"part": name,
		"ngos": cost.rows,
		"cpu": round(cost.cpu, 1),
		"memory": round(cost.memory or 0),
		"times_the_bare_parse": round(cost.cpu / bare.cpu, 1),
		"more_memory": round((cost.memory or 0) - (bare.memory or 0)),
	}


result = main()
