# SPDX-License-Identifier: GPL-3.0-only
"""A tree of nodes written as JSON-LD, Turtle and RDF/XML; the small part of them that a catalogue needs.

A node is a dict: `@id` (without it, it has no name), `@type` (one or several), and properties by their short names. A value is a node, a text
with its language (`@value`, `@language`) or its type (`@value`, `@type`), a plain text, or a list of these.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

NAMESPACES = {
	"adms": "http://www.w3.org/ns/adms#",
	"dcat": "http://www.w3.org/ns/dcat#",
	"dcatap": "http://data.europa.eu/r5r/",
	"dct": "http://purl.org/dc/terms/",
	"foaf": "http://xmlns.com/foaf/0.1/",
	"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
	"rdfs": "http://www.w3.org/2000/01/rdf-schema#",
	"skos": "http://www.w3.org/2004/02/skos/core#",
	"vcard": "http://www.w3.org/2006/vcard/ns#",
	"xsd": "http://www.w3.org/2001/XMLSchema#",
}
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# what may not stand in an address in Turtle
UNSAFE = re.compile(r'[\x00-\x20<>"{}|^`\\]')

Node = dict[str, Any]


def write_jsonld(node: Node) -> str:
	"""Return a tree as JSON-LD."""
	return json.dumps({"@context": NAMESPACES, **node}, ensure_ascii=False, indent=1)


def list_properties(node: Node) -> Iterator[tuple[str, Any]]:
	"""Yield each property of a node with each of its values, its type first."""
	kinds = node.get("@type", [])
	for kind in [kinds] if isinstance(kinds, str) else kinds:
		yield "rdf:type", {"@id": expand(kind)}
	for name, values in node.items():
		if not name.startswith("@"):
			for value in values if isinstance(values, list) else [values]:
				yield name, value


def expand(name: str) -> str:
	"""Return the whole address of a short name."""
	prefix, _colon, rest = name.partition(":")
	return NAMESPACES[prefix] + rest


def is_literal(value: Any) -> bool:
	"""Tell a text from a node."""
	return not isinstance(value, dict) or "@value" in value


# Turtle


def write_turtle(node: Node) -> str:
	"""Return a tree as Turtle: named nodes one after another, the others inside those that they belong to."""
	head = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in NAMESPACES.items())
	return head + "".join(
		f"\n{quote_address(named['@id'])}\n\t{write_properties(named, 1)} .\n" for named in list_named(node)
	)


def list_named(node: Node) -> Iterator[Node]:
	"""Yield a node and all below it that have a name and something to say."""
	if "@id" in node and any(list_properties(node)):
		yield node
	for _name, value in list_properties(node):
		if not is_literal(value):
			yield from list_named(value)


def write_properties(node: Node, depth: int) -> str:
	parts = (f"{name} {write_value(value, depth)}" for name, value in list_properties(node))
	return f" ;\n{'	' * depth}".join(parts)


def write_value(value: Any, depth: int) -> str:
	if is_literal(value):
		return write_literal(value)
	if "@id" in value:
		return quote_address(value["@id"])
	return f"[\n{'	' * (depth + 1)}{write_properties(value, depth + 1)}\n{'	' * depth}]"


def write_literal(value: Any) -> str:
	text = value["@value"] if isinstance(value, dict) else value
	quoted = f'"{"".join(ESCAPED.get(letter, letter) for letter in text)}"'
	if isinstance(value, dict) and "@language" in value:
		return f"{quoted}@{value['@language']}"
	return f"{quoted}^^{value['@type']}" if isinstance(value, dict) and "@type" in value else quoted


def quote_address(address: str) -> str:
	return f"<{UNSAFE.sub(lambda found: f'%{ord(found[0]):02X}', address)}>"


# RDF/XML


def write_xml(node: Node) -> str:
	"""Return a tree as RDF/XML."""
	for prefix, address in NAMESPACES.items():
		register_namespace(prefix, address)
	root = Element(in_xml("rdf:RDF"))
	for named in list_named(node):
		add_node(root, named)
	indent(root)
	return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def in_xml(name: str) -> str:
	prefix, _colon, rest = name.partition(":")
	return f"{{{NAMESPACES[prefix]}}}{rest}"


def add_node(parent: Element, node: Node) -> None:
	attributes = {in_xml("rdf:about"): node["@id"]} if "@id" in node else {}
	element = SubElement(parent, in_xml("rdf:Description"), attributes)
	for name, value in list_properties(node):
		add_property(element, name, value)


def add_property(parent: Element, name: str, value: Any) -> None:
	element = SubElement(parent, in_xml(name))
	if is_literal(value):
		element.text = value["@value"] if isinstance(value, dict) else value
		if isinstance(value, dict) and "@language" in value:
			element.set(XML_LANGUAGE, value["@language"])
		elif isinstance(value, dict) and "@type" in value:
			element.set(in_xml("rdf:datatype"), expand(value["@type"]))
	elif "@id" in value:
		element.set(in_xml("rdf:resource"), value["@id"])
	else:
		add_node(element, value)
