# SPDX-License-Identifier: GPL-3.0-only
"""What the standards of the open data ask of the files, as far as the hub writes them, in the project's own words.

Written from the texts of the standards: no package of a registry has their schemas. What is not named here is refused, so
that nothing is published under a name that a standard does not know.
"""

DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
MOMENT = DAY + r"T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
NUMBER = r"-?\d+(\.\d+)?"


def record(required: str, **known: dict) -> dict:
	"""The schema of an object with these names and no others; `required` are those that it must have."""
	return {
		"type": "object",
		"required": required.split(),
		"properties": known,
		"additionalProperties": False,
	}


def listed(schema: dict, least: int = 0) -> dict:
	return {"type": "array", "items": schema, "minItems": least}


TEXT = {"type": "string", "minLength": 1}
DATE = {"type": "string", "pattern": f"^{DAY}$"}
INSTANT = {"type": "string", "pattern": f"^{MOMENT}$"}
UUID = {"type": "string", "format": "uuid"}
ADDRESS = {"type": "string", "pattern": "^https?://[^ ]+$"}
MAIL = {"type": "string", "format": "email"}


# DCAT-AP 3: what each class must have and should have, and of which kind it is. Of what is recommended is left out what
# the hub does not know: when a set was first published, which time it is about, how large a file is.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix dcatap: <http://data.europa.eu/r5r/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix hub: <urn:shapes:> .

hub:Title sh:path dct:title ; sh:minCount 1 ; sh:datatype rdf:langString ; sh:uniqueLang true .
hub:Description sh:path dct:description ; sh:minCount 1 ; sh:datatype rdf:langString ; sh:uniqueLang true .
hub:Publisher sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent .
hub:Licence sh:path dct:license ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dct:LicenseDocument .
hub:Contact sh:path dcat:contactPoint ; sh:minCount 1 ; sh:class vcard:Kind .
hub:Keyword sh:path dcat:keyword ; sh:minCount 1 ; sh:datatype rdf:langString .
hub:Theme sh:path dcat:theme ; sh:minCount 1 ; sh:nodeKind sh:IRI .
hub:Language sh:path dct:language ; sh:minCount 1 ; sh:class dct:LinguisticSystem .
hub:Place sh:path dct:spatial ; sh:minCount 1 ; sh:class dct:Location .
hub:Changed sh:path dct:modified ; sh:maxCount 1 ; sh:datatype xsd:dateTime .
hub:Standard sh:path dct:conformsTo ; sh:minCount 1 ; sh:class dct:Standard .

hub:Catalog a sh:NodeShape ; sh:targetClass dcat:Catalog ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
	sh:property hub:Title , hub:Description , hub:Publisher , hub:Licence , hub:Language , hub:Place , hub:Changed ,
		[ sh:path dcat:dataset ; sh:minCount 1 ; sh:class dcat:Dataset ] ,
		[ sh:path dcat:service ; sh:class dcat:DataService ] ,
		[ sh:path dcat:themeTaxonomy ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
		[ sh:path foaf:homepage ; sh:maxCount 1 ; sh:minCount 1 ; sh:class foaf:Document ] .

hub:Dataset a sh:NodeShape ; sh:targetClass dcat:Dataset ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
	sh:property hub:Title , hub:Description , hub:Publisher , hub:Contact , hub:Keyword , hub:Theme , hub:Language , hub:Place ,
		hub:Changed , [ sh:path dct:identifier ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
		[ sh:path dct:accessRights ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dct:RightsStatement ] ,
		[ sh:path dct:accrualPeriodicity ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dct:Frequency ] ,
		[ sh:path dcat:landingPage ; sh:minCount 1 ; sh:class foaf:Document ] ,
		[ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ] .

hub:Distribution a sh:NodeShape ; sh:targetClass dcat:Distribution ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
	sh:property hub:Title , hub:Description , hub:Licence , hub:Standard ,
		[ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
		[ sh:path dcat:downloadURL ; sh:nodeKind sh:IRI ] ,
		[ sh:path dcatap:availability ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
		[ sh:path dcat:mediaType ; sh:maxCount 1 ; sh:class dct:MediaType ] ,
		[ sh:path dct:format ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dct:MediaTypeOrExtent ] .

hub:Service a sh:NodeShape ; sh:targetClass dcat:DataService ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
	sh:property hub:Title , hub:Description , hub:Publisher , hub:Contact , hub:Keyword , hub:Theme , hub:Licence , hub:Standard ,
		[ sh:path dcat:endpointURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
		[ sh:path dcat:endpointDescription ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
		[ sh:path dcat:servesDataset ; sh:minCount 1 ; sh:class dcat:Dataset ] .

hub:Agent a sh:NodeShape ; sh:targetClass foaf:Agent ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
	sh:property [ sh:path foaf:name ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
		[ sh:path dct:type ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
		[ sh:path foaf:homepage ; sh:maxCount 1 ; sh:class foaf:Document ] .

hub:Card a sh:NodeShape ; sh:targetClass vcard:Kind ;
	sh:property [ sh:path vcard:fn ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ;
	sh:or ( [ sh:path vcard:hasEmail ; sh:minCount 1 ; sh:nodeKind sh:IRI ] [ sh:path vcard:hasURL ; sh:minCount 1 ] ) .
"""


# Popolo: the classes of which the hub writes something
LINKS = listed(record("url", url=ADDRESS, note=TEXT), 1)
POPOLO = record(
	"organizations posts persons memberships",
	organizations=listed(
		record(
			"id name", id=TEXT, name=TEXT, classification=TEXT, description=TEXT, abstract=TEXT, links=LINKS
		)
	),
	posts=listed(record("id label organization_id", id=TEXT, label=TEXT, role=TEXT, organization_id=TEXT)),
	persons=listed(record("id name", id=TEXT, name=TEXT)),
	memberships=listed(
		record(
			"id person_id organization_id",
			id=TEXT,
			person_id=TEXT,
			organization_id=TEXT,
			post_id=TEXT,
			on_behalf_of_id=TEXT,
			start_date=DATE,
			end_date=DATE,
		)
	),
)


# Human Services Data Specification 3.0, on which Open Referral UK builds: services, and what is told of each
LOCATION = record(
	"id location_type",
	id=UUID,
	location_type={"enum": ["physical", "postal", "virtual"]},
	name=TEXT,
	url=ADDRESS,
)
SERVICE = record(
	"id name status organization",
	id=UUID,
	name=TEXT,
	status={"enum": ["active", "inactive", "defunct", "temporarily closed"]},
	description=TEXT,
	url=ADDRESS,
	application_process=TEXT,
	fees_description=TEXT,
	last_modified=INSTANT,
	organization=record(
		"id name description",
		id=UUID,
		name=TEXT,
		alternate_name=TEXT,
		description=TEXT,
		email=MAIL,
		website=ADDRESS,
	),
	schedules=listed(
		record(
			"id",
			id=UUID,
			valid_from=DATE,
			valid_to=DATE,
			dtstart=DATE,
			until=DATE,
			opens_at={"type": "string", "pattern": r"^\d\d:\d\d"},
			closes_at={"type": "string", "pattern": r"^\d\d:\d\d"},
			attending_type=TEXT,
		)
	),
	service_at_locations=listed(record("id location", id=UUID, location=LOCATION)),
	service_areas=listed(
		record(
			"id",
			id=UUID,
			name=TEXT,
			extent=TEXT,
			extent_type={"enum": ["geojson", "topojson", "kml", "text"]},
		)
	),
	languages=listed(record("id", id=UUID, name=TEXT, code={"type": "string", "pattern": "^[a-z]{2,3}$"})),
)
COUNT = {"type": "integer", "minimum": 0}
SERVICES = record(
	"total_items total_pages page_number size first_page last_page contents",
	total_items=COUNT,
	total_pages=COUNT,
	page_number=COUNT,
	size=COUNT,
	first_page={"type": "boolean"},
	last_page={"type": "boolean"},
	empty={"type": "boolean"},
	contents=listed(SERVICE),
)


# IATI 2.03: element -> what its attributes look like, and its children in the order that the standard gives them; an
# attribute or a child whose name ends in `?` may be missing, one that ends in `*` may be there any number of times
NARRATIVES: tuple[dict, list] = ({}, ["narrative"])
BOOLEAN, CODE = "true|false", r"\d+"
IATI: dict[str, tuple[dict[str, str], list[str]]] = {
	"iati-activities": ({"version": r"2\.03", "generated-datetime": MOMENT}, ["iati-activity*"]),
	"iati-activity": (
		{
			"{http://www.w3.org/XML/1998/namespace}lang": "[a-z]{2}",
			"default-currency": "[A-Z]{3}",
			"last-updated-datetime": MOMENT,
		},
		[
			*(
				"iati-identifier",
				"reporting-org",
				"title",
				"description",
				"participating-org*",
				"activity-status",
			),
			*("activity-date*", "activity-scope?", "recipient-country*", "sector*", "result*"),
		],
	),
	"iati-identifier": ({}, []),
	"reporting-org": ({"ref": r"[^\s/&|?]+", "type": CODE}, ["narrative"]),
	"title": NARRATIVES,
	"description": ({"type?": "[1-4]"}, ["narrative"]),
	"participating-org": ({"role": "[1-4]", "ref?": r"[^\s/&|?]+"}, ["narrative"]),
	"activity-status": ({"code": "[1-6]"}, []),
	"activity-date": ({"type": "[1-4]", "iso-date": DAY}, []),
	"activity-scope": ({"code": "[1-8]"}, []),
	"recipient-country": ({"code": "[A-Z]{2}"}, []),
	"sector": ({"vocabulary": CODE, "code": CODE}, []),
	"result": ({"type": "[1-39]", "aggregation-status": BOOLEAN}, ["title", "indicator*"]),
	"indicator": (
		{"measure": "[1-5]", "ascending": BOOLEAN, "aggregation-status": BOOLEAN},
		["title", "description?", "baseline?", "period*"],
	),
	"baseline": ({"year": r"\d{4}", "value": NUMBER}, []),
	"period": ({}, ["period-start", "period-end", "target?", "actual?"]),
	"period-start": ({"iso-date": DAY}, []),
	"period-end": ({"iso-date": DAY}, []),
	"target": ({"value": NUMBER}, []),
	"actual": ({"value": NUMBER}, []),
	"narrative": ({}, []),
}
