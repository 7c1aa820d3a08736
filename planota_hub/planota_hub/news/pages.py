# SPDX-License-Identifier: GPL-3.0-only
"""What the public sees of news: what is published, from its date on."""

import frappe
from frappe import _
from frappe.utils import get_url, md_to_html, today
from frappe.utils.html_utils import sanitize_html

from planota_hub.public_forms.public_areas import (
	PublicArea,
	PublicItem,
	PublicPage,
	Section,
	get_addresses,
	get_areas,
	is_shown_file,
)
from planota_hub.rules.readable import show_day

NEWS = "Hub News"
FOLDER = "news"
FIELDS = ["name", "news_title", "lead", "news_date", "picture", "field_of_work", "municipality"]
SHOWN = 50


def get_filters() -> dict:
	"""Return the filters of what is published and not of a later day."""
	return {"published": 1, "news_date": ("<=", today())}


def get_public_area() -> PublicArea:
	"""Return what the public sees of news. Hook `hub_public_areas`."""
	return PublicArea(
		folder=FOLDER,
		title=_("News"),
		doctype=NEWS,
		filters=(get_filters(),),
		get_items=get_items,
		block="News",
		heading=_("News"),
		more=_("All news"),
		feed=_("What is new at the hub and in the region."),
		get_page=get_page,
		lead=_("What is new at the hub and in the region."),
	)


def get_items() -> list[PublicItem]:
	"""Return the published news, the latest first."""
	rows = frappe.get_all(
		NEWS,
		filters=get_filters(),
		fields=FIELDS,
		order_by="news_date desc, name desc",
		limit_page_length=SHOWN,
	)
	return [
		PublicItem(
			title=row.news_title,
			url=f"/{FOLDER}/{row.name}",
			text=" · ".join(filter(None, [show_day(row.news_date), row.municipality])),
			summary=row.lead,
			since=row.news_date,
			image=row.picture if is_shown_file(row.picture) else None,
			places=[row.municipality] if row.municipality else [],
			fields=[row.field_of_work] if row.field_of_work else [],
		)
		for row in rows
	]


def get_page(name: str) -> PublicPage | None:
	"""Return what the page of a news item shows; None when it is not published yet."""
	if not frappe.db.exists(NEWS, {"name": name, **get_filters()}):
		return None
	news = frappe.get_doc(NEWS, name)
	picture = news.picture if is_shown_file(news.picture) else None
	return PublicPage(
		title=news.news_title,
		lead=news.lead,
		facts=[
			(_("Date"), show_day(news.news_date)),
			(_("Municipality"), news.municipality),
			(_("Field of Work"), _(news.field_of_work) if news.field_of_work else None),
		],
		html=as_html(news.text),
		sections=[Section(_("More about it"), get_subject(news.about_doctype, news.about))],
		image=picture,
		image_text=news.picture_text or "",
		structured_data={
			"@type": "NewsArticle",
			"headline": news.news_title,
			"description": news.lead,
			"datePublished": str(news.news_date),
			"dateModified": str(news.modified),
			"url": get_url(f"/{FOLDER}/{name}"),
			**({"image": get_url(picture)} if picture else {}),
		},
	)


def as_html(text: str | None) -> str:
	"""Return a text in Markdown as HTML that can do no harm."""
	return sanitize_html(str(md_to_html(text)), always_sanitize=True) if text else ""


def get_subject(doctype: str | None, name: str | None) -> list[PublicItem]:
	"""Return the record that a news item is about, where the public sees it."""
	url = get_addresses(doctype, [name]).get(name) if doctype and name else None
	if not url:
		return []
	title = frappe.db.get_value(doctype, name, frappe.get_meta(doctype).get_title_field())
	return [PublicItem(title=title, url=url)]


@frappe.whitelist()
def get_linkable_doctypes() -> list[str]:
	"""Return the kinds of records that have pages on the website."""
	return sorted({area.doctype for area in get_areas()} - {NEWS})
