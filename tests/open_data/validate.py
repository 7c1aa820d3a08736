# SPDX-License-Identifier: GPL-3.0-only
"""Looks at the files of the open data with validators, and by the rules of their standards; prints what is wrong, one line each.

Run by the Python of `requirements.txt`, in which the site's own packages are not: `validate.py FOLDER`. The folder has the
files under the paths that they have below `/open-data/`.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import rdflib
import rules
from frictionless import Package, system
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from pyshacl import validate as validate_shapes
from rdflib.compare import isomorphic

AUTHORITY = "http://publications.europa.eu/resource/authority/"
SHACL = rdflib.Namespace("http://www.w3.org/ns/shacl#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
VOCABULARIES = {
	DCAT.theme: "data-theme/",
	DCT.accrualPeriodicity: "frequency/",
	DCT.accessRights: "access-right/",
	DCT.format: "file-type/",
	DCT.language: "language/",
}
THEMES = "AGRI ECON EDUC ENER ENVI GOVE HEAL INTR JUST REGI SOCI TECH TRAN OP_DATPRO".split()
FORMULA = re.compile(r"[=+\-@\t\r](?!\d)")


def main(folder: Path) -> int:
	"""Print all problems of the files in a folder; returns how many there are."""
	problems = [
		f"{check.__name__}: {problem}"
		for check in (
			check_catalog,
			check_package,
			check_tables,
			check_openapi,
			check_popolo,
			check_services,
			check_iati,
		)
		for problem in check(folder)
	]
	print("\n".join(problems))
	return len(problems)


def check_catalog(folder: Path) -> Iterator[str]:
	"""DCAT-AP: what each class must have and should have, European vocabularies, three equal forms."""
	forms = {"catalog.ttl": "turtle", "catalog.rdf": "xml", "catalog.jsonld": "json-ld"}
	graphs = [rdflib.Graph().parse(folder / name, format=kind) for name, kind in forms.items()]
	if not all(isomorphic(graphs[0], other) for other in graphs[1:]):
		yield "the three forms of the catalogue say different things"
	shapes = rdflib.Graph().parse(data=rules.SHAPES, format="turtle")
	_conforms, report, _text = validate_shapes(graphs[0], shacl_graph=shapes, inference="none")
	for result in report.subjects(rdflib.RDF.type, SHACL.ValidationResult):
		focus, path = report.value(result, SHACL.focusNode), report.value(result, SHACL.resultPath)
		yield f"{focus} {path} {report.value(result, SHACL.resultMessage)}"
	for key, vocabulary in VOCABULARIES.items():
		for value in graphs[0].objects(None, key):
			if not str(value).startswith(AUTHORITY + vocabulary):
				yield f"{key}: {value} is not of the vocabulary"
	for theme in graphs[0].objects(None, DCAT.theme):
		if str(theme).rpartition("/")[2] not in THEMES:
			yield f"{theme} is no theme"


def check_package(folder: Path) -> Iterator[str]:
	"""Data Package: valid itself, and every table as it is described."""
	descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
	for resource in descriptor["resources"]:
		resource["path"] = resource["path"].rpartition("/")[2]
	with system.use_context(trusted=True):
		package = Package.from_descriptor(descriptor, basepath=str(folder))
		report = package.validate()
	for row in report.flatten(["name", "rowNumber", "fieldName", "message"]):
		yield str(row)


def check_tables(folder: Path) -> Iterator[str]:
	"""RFC 4180: ends of lines, no mark of the encoding, as many cells everywhere, nothing that a spreadsheet would run."""
	for path in sorted(folder.glob("*.csv")):
		content = path.read_bytes()
		if content.startswith(b"\xef\xbb\xbf") or not content.endswith(b"\r\n"):
			yield f"{path.name} is not as RFC 4180 has it"
		rows = list(csv.reader(content.decode("utf-8").splitlines(keepends=True), strict=True))
		if {len(row) for row in rows} != {len(rows[0])}:
			yield f"{path.name}: rows of several lengths"
		written = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
		if [row[0] for row in rows[1:]] != [row["id"] for row in written]:
			yield f"{path.name} and the JSON have different records"
		yield from (
			f"{path.name}: {cell!r} would be run" for row in rows for cell in row if FORMULA.match(cell)
		)


def check_openapi(folder: Path) -> Iterator[str]:
	"""OpenAPI 3.1: the description is valid, and the files are as it describes the records."""
	description = json.loads((folder / "openapi.json").read_text(encoding="utf-8"))
	yield from (error.message for error in OpenAPIV31SpecValidator(description).iter_errors())
	for name, schema in description["components"]["schemas"].items():
		rows = next((path for path in folder.glob("*.json") if as_name(path.stem) == name), None)
		if rows:
			records = json.loads(rows.read_text(encoding="utf-8"))
			yield from complain({"type": "array", "items": schema}, records, rows.name)


def as_name(folder: str) -> str:
	return "".join(part.capitalize() for part in folder.split("-"))


def check_popolo(folder: Path) -> Iterator[str]:
	"""Popolo: each thing is as its class asks, and what one refers to is there."""
	content = json.loads((folder / "bodies.popolo.json").read_text(encoding="utf-8"))
	yield from complain(rules.POPOLO, content, "bodies.popolo.json")
	known = {entry["id"] for entries in content.values() for entry in entries}
	for entry in [entry for entries in content.values() for entry in entries]:
		for key, value in entry.items():
			if key.endswith("_id") and value not in known:
				yield f"{entry['id']}: {key} leads nowhere: {value}"


def check_services(folder: Path) -> Iterator[str]:
	"""HSDS 3: a page of services, each with what it holds, no number twice."""
	page = json.loads((folder / "open-referral/services").read_text(encoding="utf-8"))
	yield from complain(rules.SERVICES, page, "open-referral/services")
	if page["size"] != len(page["contents"]):
		yield "the page does not have as many services as it says"
	if len({service["id"] for service in page["contents"]}) != len(page["contents"]):
		yield "two services have one number"


def check_iati(folder: Path) -> Iterator[str]:
	"""IATI: the elements in their order, each with its attributes."""
	root = ElementTree.parse(folder / "projects.iati.xml").getroot()
	if root.tag != "iati-activities":
		yield f"{root.tag} is no root"
	for element in root.iter():
		yield from check_element(element)


def check_element(element: ElementTree.Element) -> Iterator[str]:
	"""One element of IATI: no attribute or child that the standard does not know, none missing, children in their order."""
	if element.tag not in rules.IATI:
		yield f"{element.tag} is no element of the standard"
		return
	attributes, children = rules.IATI[element.tag]
	named = {name.rstrip("?"): pattern for name, pattern in attributes.items()}
	yield from (f"{element.tag}: {name} is missing" for name in {*attributes} & {*named} - {*element.keys()})
	for name, value in element.items():
		if name not in named or not re.fullmatch(named[name], value):
			yield f"{element.tag}: {name} can't be {value!r}"
	order = " ".join(child.tag for child in element)
	pattern = "".join(
		f"(?:{child.rstrip('?*')} ){child[-1] if child[-1] in '?*' else ''}" for child in children
	)
	if not re.fullmatch(pattern, f"{order} " if order else ""):
		yield f"{element.tag} can't have these: {order}"
	if element.tag in ("narrative", "iati-identifier") and not (element.text or "").strip():
		yield f"{element.tag} is empty"


def complain(schema: dict, value: object, name: str) -> Iterator[str]:
	checker = Draft202012Validator(schema, format_checker=FormatChecker())
	yield from (f"{name}: {error.json_path} {error.message[:300]}" for error in checker.iter_errors(value))


if __name__ == "__main__":
	sys.exit(bool(main(Path(sys.argv[1]))))
