# SPDX-License-Identifier: GPL-3.0-only
"""What is new as RSS 2.0, for any feed reader; whatever texts hold, it stays text."""

from collections.abc import Iterable
from email.utils import format_datetime
from urllib.parse import quote
from xml.etree import ElementTree

import frappe
from frappe.utils import get_url

from planota_hub.mail.calendar_entries import as_utc
from planota_hub.public_forms.public_areas import PublicItem
from planota_hub.rules.text import INVISIBLE


def make_rss(title: str, path: str, description: str, items: Iterable[PublicItem]) -> bytes:
	"""Return a feed.

	Args:
	        title: what is new; the hub's name is added.
	        path: of the page with all of it.
	        items: those without a day on which they became public are left out.
	"""
	hub_name = frappe.get_cached_doc("Hub Settings").hub_name
	root = ElementTree.Element("rss", version="2.0")
	channel = ElementTree.SubElement(root, "channel")
	add(channel, "title", f"{title}, {hub_name}" if hub_name else title)
	add(channel, "link", get_url(path))
	add(channel, "description", description)
	for item in items:
		if not item.since:
			continue
		entry = ElementTree.SubElement(channel, "item")
		url = get_url(quote(item.url))
		add(entry, "title", item.title)
		add(entry, "link", url)
		add(entry, "guid", url)
		add(entry, "pubDate", format_datetime(as_utc(item.since)))
		add(entry, "description", "\n".join(filter(None, (item.text, item.summary))))
	return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def add(parent: ElementTree.Element, tag: str, text: str) -> None:
	"""Add an element with a text, without the characters that no XML can hold."""
	ElementTree.SubElement(parent, tag).text = INVISIBLE.sub("", text)
