# SPDX-License-Identifier: GPL-3.0-only
"""The catalogue of the open data by DCAT-AP 3, which national portals and the European one harvest; in all languages of the hub."""

from collections.abc import Callable
from typing import Any

import frappe
from frappe import _
from frappe.utils import get_url

from planota_hub.mail.wording import LANGUAGES, speaking
from planota_hub.open_data.answers import FOLDER
from planota_hub.open_data.rdf import Node
from planota_hub.planota_hub.register.places import get_hub_country
from planota_hub.public_forms.datasets import Dataset, StandardFile, get_datasets, get_modified
from planota_hub.rules.countries import get_country_code

AUTHORITY = "http://publications.europa.eu/resource/authority/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
PUBLISHER_TYPE = "http://purl.org/adms/publishertype/NonProfitOrganisation"
NUTS = "http://data.europa.eu/nuts/code/"
# ISO 639-1 and ISO 3166-1 as the European vocabularies name them
LANGUAGE_CODES = {"sl": "SLV", "en": "ENG"}
COUNTRY_CODES = {"SI": "SVN", "IT": "ITA", "AT": "AUT", "HR": "HRV", "HU": "HUN"}
OPENAPI = "https://spec.openapis.org/oas/v3.1.0"
STANDARDS = {
	"csv": "https://www.rfc-editor.org/rfc/rfc4180",
	"json": "https://www.rfc-editor.org/rfc/rfc8259",
}


def get_catalog() -> Node:
	"""Return the catalogue as a tree of nodes (see `rdf`)."""
	spoken = {}
	for language in LANGUAGES:
		with speaking(language):
			spoken[language] = {dataset.folder: dataset for dataset in get_datasets()}
	publisher, first = get_publisher(), next(iter(spoken.values()))
	datasets = [
		describe_dataset({code: sets[folder] for code, sets in spoken.items()}, publisher) for folder in first
	]
	return known(
		{
			"@id": get_address("catalog"),
			"@type": "dcat:Catalog",
			"dct:title": say(lambda: _("Open data of {0}").format(get_name())),
			"dct:description": say(describe_catalog),
			"dct:publisher": publisher,
			"foaf:homepage": typed(get_url("/"), "foaf:Document"),
			"dct:language": get_languages(),
			"dct:license": typed(LICENCE, "dct:LicenseDocument"),
			"dct:spatial": get_places(),
			"dct:modified": as_moment(max(filter(None, map(get_modified, first.values())), default=None)),
			"dcat:themeTaxonomy": typed(f"{AUTHORITY}data-theme", "skos:ConceptScheme"),
			"dcat:dataset": datasets,
			"dcat:service": [describe_interface(publisher, [{"@id": one["@id"]} for one in datasets])],
		}
	)


def describe_catalog() -> str:
	"""Return what the catalogue is about."""
	return _(
		"What the hub publishes on its website about the non-governmental organisations of the region, to be used again."
	)


def describe_dataset(spoken: dict[str, Dataset], publisher: Node) -> Node:
	"""Return one set, said in all languages."""
	dataset = next(iter(spoken.values()))
	keywords = [in_language(word, code) for code, one in spoken.items() for word in one.keywords]
	return known(
		{
			"@id": get_address(dataset.folder),
			"@type": "dcat:Dataset",
			"dct:title": [in_language(one.title, code) for code, one in spoken.items()],
			"dct:description": [in_language(one.description, code) for code, one in spoken.items()],
			"dct:identifier": get_address(dataset.folder),
			"dcat:keyword": keywords,
			"dcat:theme": typed(f"{AUTHORITY}data-theme/{dataset.theme}", "skos:Concept"),
			"dct:publisher": {"@id": publisher["@id"]},
			"dcat:contactPoint": get_contact(),
			"dct:accessRights": typed(f"{AUTHORITY}access-right/PUBLIC", "dct:RightsStatement"),
			"dct:accrualPeriodicity": typed(f"{AUTHORITY}frequency/UPDATE_CONT", "dct:Frequency"),
			"dct:language": get_languages(),
			"dct:spatial": get_places(),
			"dct:modified": as_moment(get_modified(dataset)),
			"dcat:landingPage": typed(f"{get_url('/' + FOLDER)}#{dataset.folder}", "foaf:Document"),
			"dcat:distribution": list_distributions(spoken),
		}
	)


def list_distributions(spoken: dict[str, Dataset]) -> list[Node]:
	dataset = next(iter(spoken.values()))
	plain = [
		describe_file(f"{dataset.folder}.csv", say(lambda: _("Table (CSV)")), "text/csv", STANDARDS["csv"]),
		describe_file(
			f"{dataset.folder}.json", say(lambda: _("JSON")), "application/json", STANDARDS["json"]
		),
	]
	files: dict[str, list[tuple[str, StandardFile]]] = {}
	for code, one in spoken.items():
		for file in one.standards:
			files.setdefault(file.path, []).append((code, file))
	return plain + [
		describe_file(
			path,
			[in_language(file.title, code) for code, file in named],
			named[0][1].media_type,
			named[0][1].standard,
		)
		for path, named in files.items()
		if named[0][1].standard
	]


def describe_file(path: str, title: list[Node], media_type: str, standard: str) -> Node:
	"""Return one file of a set; a distribution, as the standard calls it."""
	url = get_address(path)
	kind = {"text/csv": "CSV", "application/json": "JSON", "application/xml": "XML"}[media_type]
	return {
		"@id": f"{url}#file",
		"@type": "dcat:Distribution",
		"dct:title": title,
		"dct:description": title,
		"dcatap:availability": typed(f"{AUTHORITY}planned-availability/AVAILABLE", "skos:Concept"),
		"dcat:accessURL": typed(url, "rdfs:Resource"),
		"dcat:downloadURL": typed(url, "rdfs:Resource"),
		"dcat:mediaType": typed(MEDIA_TYPES + media_type, "dct:MediaType"),
		"dct:format": typed(f"{AUTHORITY}file-type/{kind}", "dct:MediaTypeOrExtent"),
		"dct:license": typed(LICENCE, "dct:LicenseDocument"),
		"dct:conformsTo": typed(standard, "dct:Standard"),
	}


def describe_interface(publisher: Node, served: list[Node]) -> Node:
	"""Return the interface for programs."""
	return {
		"@id": get_address("api"),
		"@type": "dcat:DataService",
		"dct:title": say(lambda: _("Interface for programs")),
		"dct:description": say(lambda: _("All sets in pages, narrowed down as the address asks.")),
		"dcat:keyword": say(lambda: _("open data")),
		"dcat:theme": typed(f"{AUTHORITY}data-theme/GOVE", "skos:Concept"),
		"dcat:contactPoint": get_contact(),
		"dct:conformsTo": typed(OPENAPI, "dct:Standard"),
		"dcat:endpointURL": typed(get_address("api"), "rdfs:Resource"),
		"dcat:endpointDescription": typed(get_address("openapi.json"), "rdfs:Resource"),
		"dct:publisher": {"@id": publisher["@id"]},
		"dct:license": typed(LICENCE, "dct:LicenseDocument"),
		"dcat:servesDataset": served,
	}


# What the hub says of itself


def get_name() -> str:
	"""Return what the hub is called."""
	settings = frappe.get_cached_doc("Hub Settings")
	return settings.hub_name or settings.operator_organisation or _("NGO Hub")


def get_publisher() -> Node:
	"""Return the hub as who publishes."""
	return {
		"@id": f"{get_url('/')}#publisher",
		"@type": "foaf:Agent",
		"foaf:name": get_name(),
		"dct:type": typed(PUBLISHER_TYPE, "skos:Concept"),
		"foaf:homepage": typed(get_url("/"), "foaf:Document"),
	}


def get_contact() -> Node:
	"""Return whom to ask about the data."""
	settings = frappe.get_cached_doc("Hub Settings")
	contact: Node = {"@type": ["vcard:Kind", "vcard:Organization"], "vcard:fn": get_name()}
	if settings.email:
		return {**contact, "vcard:hasEmail": {"@id": f"mailto:{settings.email}"}}
	return {**contact, "vcard:hasURL": {"@id": get_url("/")}}


def get_languages() -> list[Node]:
	return [
		typed(f"{AUTHORITY}language/{LANGUAGE_CODES[code]}", "dct:LinguisticSystem") for code in LANGUAGES
	]


def get_places() -> list[Node]:
	"""Return where the data are about: the hub's regions by their codes, else its country."""
	regions = [row.statistical_region for row in frappe.get_cached_doc("Hub Settings").regions]
	codes = [frappe.get_cached_value("Statistical Region", region, "nuts3_code") for region in regions]
	if any(codes):
		return [typed(NUTS + code, "dct:Location") for code in codes if code]
	country = COUNTRY_CODES.get(get_country_code(get_hub_country()).upper())
	return [typed(f"{AUTHORITY}country/{country}", "dct:Location")] if country else []


# Pieces


def get_address(path: str) -> str:
	"""Return the address of something below the page of the open data."""
	return get_url(f"/{FOLDER}/{path}")


def typed(address: str, kind: str) -> Node:
	"""Return something of which no more is said than what kind it is."""
	return {"@id": address, "@type": kind}


def in_language(text: str, language: str) -> Node:
	return {"@value": text, "@language": language}


def say(write: Callable[[], str]) -> list[Node]:
	"""Return a text in all languages of the hub."""
	texts = []
	for language in LANGUAGES:
		with speaking(language):
			texts.append(in_language(write(), language))
	return texts


def as_moment(moment: str | None) -> Node | None:
	return {"@value": moment, "@type": "xsd:dateTime"} if moment else None


def known(node: dict[str, Any]) -> Node:
	"""Return a node without what is not known."""
	return {name: value for name, value in node.items() if value not in (None, [])}
