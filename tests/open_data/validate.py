# SPDX-License-Identifier: GPL-3.0-only
"""Looks at the files of the open data with the validators of their standards and prints what they find, one line each.

Run by the Python of `requirements.txt`, in which the site's own packages are not: `validate.py FOLDER`. The folder has the
files under the paths that they have below `/open-data/`.
"""

import csv
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import rdflib
import xmlschema
from frictionless import Package, system
from jsonschema import Draft3Validator, Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from pyshacl import validate as validate_shapes
from rdflib.compare import isomorphic
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT3, DRAFT202012

STANDARDS = Path(__file__).parent / "standards"
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
# what is said of their terms stands at the vocabularies' own addresses
DESCRIBED_ELSEWHERE = (
	AUTHORITY,
	"http://purl.org/adms/",
	"https://creativecommons.org/",
	"http://data.europa.eu/nuts/",
)
# what is recommended and the hub does not know: when a set was first published, which time it is about, how large a file is
UNKNOWN = (DCT.issued, DCT.temporal, DCAT.byteSize, DCT.hasPart)
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
	"""DCAT-AP: its SHACL shapes with the ranges, nothing recommended left out, European vocabularies, three equal forms."""
	forms = {"catalog.ttl": "turtle", "catalog.rdf": "xml", "catalog.jsonld": "json-ld"}
	graphs = [rdflib.Graph().parse(folder / name, format=kind) for name, kind in forms.items()]
	if not all(isomorphic(graphs[0], other) for other in graphs[1:]):
		yield "the three forms of the catalogue say different things"
	shapes = rdflib.Graph()
	for path in sorted((STANDARDS / "dcat-ap").glob("*.ttl")):
		shapes.parse(path, format="turtle")
	_conforms, report, _text = validate_shapes(
		graphs[0], shacl_graph=shapes, inference="none", allow_warnings=True
	)
	for result in report.subjects(rdflib.RDF.type, SHACL.ValidationResult):
		focus, path = report.value(result, SHACL.focusNode), report.value(result, SHACL.resultPath)
		if not str(focus).startswith(DESCRIBED_ELSEWHERE) and path not in UNKNOWN:
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
			yield from complain(
				Draft202012Validator, {"type": "array", "items": schema}, records, Registry(), rows.name
			)


def as_name(folder: str) -> str:
	return "".join(part.capitalize() for part in folder.split("-"))


def check_popolo(folder: Path) -> Iterator[str]:
	"""Popolo: each thing by the schema of its class, and what one refers to is there."""
	content = json.loads((folder / "bodies.popolo.json").read_text(encoding="utf-8"))
	schemas = load_schemas("popolo")
	registry = Registry().with_resources((one["id"], Resource(one, DRAFT3)) for one in schemas.values())
	kinds = {
		"organizations": "organization",
		"persons": "person",
		"posts": "post",
		"memberships": "membership",
	}
	for plural, kind in kinds.items():
		for entry in content[plural]:
			yield from complain(Draft3Validator, schemas[kind], entry, registry, entry.get("id", plural))
	known = {entry["id"] for entries in content.values() for entry in entries}
	for entry in [entry for entries in content.values() for entry in entries]:
		for key, value in entry.items():
			if key.endswith("_id") and value not in known:
				yield f"{entry['id']}: {key} leads nowhere: {value}"


def check_services(folder: Path) -> Iterator[str]:
	"""HSDS 3: each service by the standard's schema with what it holds, a page with what the interface of the standard asks."""
	schemas = load_schemas("hsds")
	for schema in schemas.values():
		forbid_other_names(schema)
	registry = Registry().with_resources(
		(f"{name}.json", Resource(schema, DRAFT202012)) for name, schema in schemas.items()
	)
	page = json.loads((folder / "open-referral/services").read_text(encoding="utf-8"))
	for service in page["contents"]:
		yield from complain(Draft202012Validator, schemas["service"], service, registry, service["name"])
	counted = ("total_items", "total_pages", "page_number", "size")
	if not all(isinstance(page[key], int) for key in counted) or page["size"] != len(page["contents"]):
		yield "the page is not as the standard has it"
	if len({service["id"] for service in page["contents"]}) != len(page["contents"]):
		yield "two services have one number"


def forbid_other_names(schema: dict) -> None:
	"""Let a name that the standard does not know be found: the schema itself would let it pass."""
	schema["additionalProperties"] = False
	schema.pop("name", None)


def check_iati(folder: Path) -> Iterator[str]:
	"""IATI: the schema of its activities."""
	schema = xmlschema.XMLSchema(STANDARDS / "iati/iati-activities-schema.xsd")
	yield from (str(error.reason) for error in schema.iter_errors(folder / "projects.iati.xml"))


def load_schemas(standard: str) -> dict[str, dict]:
	paths = (STANDARDS / standard).glob("*.json")
	return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def complain(
	validator: Callable, schema: dict, value: object, registry: Registry, name: str
) -> Iterator[str]:
	checker = validator(schema, registry=registry, format_checker=FormatChecker())
	yield from (f"{name}: {error.json_path} {error.message[:300]}" for error in checker.iter_errors(value))


if __name__ == "__main__":
	sys.exit(bool(main(Path(sys.argv[1]))))
