# SPDX-License-Identifier: GPL-3.0-only
"""What a mail says in HTML, for programs that show plain text: nothing is lost, and it is laid out to be read."""

import re
from email.message import Message

from bs4 import BeautifulSoup, NavigableString, Tag
from frappe.email.email_body import EMail

# each begins on a line of its own; those of OWN_PARAGRAPH have an empty line around them
OWN_LINE = {"div", "li", "tr", "table"}
OWN_PARAGRAPH = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "hr", "pre"}
INDENT = "\0"  # of what belongs to an item, until blanks at the beginning of lines have gone
LEFT_OUT = {"style", "script", "head", "title"}
SPACES, LINES = re.compile(r"[ \t\r\f\v\n\xa0]+"), re.compile(r" *\n *")
EMPTY_LINES = re.compile(r"\n{3,}")
# bold words, addresses in brackets, lines broken by two blanks
MARKDOWN = re.compile(r"\*\*|<https?:|\]\(|  \r?\n")


def as_plain_text(html: str) -> str:
	"""Return a message in HTML as plain text: items of lists with a dash, links with their address, pictures in words."""
	text = "".join(read(BeautifulSoup(html, "html.parser")))
	return EMPTY_LINES.sub("\n\n", LINES.sub("\n", text)).strip().replace(INDENT, "  ")


def read(element: Tag) -> list[str]:
	"""Return the parts of the text of an element."""
	parts: list[str] = []
	for child in element.children:
		if isinstance(child, Tag):
			parts += read_tag(child)
		elif type(child) is NavigableString:
			parts.append(SPACES.sub(" ", child))
	return parts


def read_tag(tag: Tag) -> list[str]:
	"""Return the parts of the text of a tag, with what stands around it."""
	if tag.name in LEFT_OUT:
		return []
	if tag.name == "br":
		return ["\n"]
	if tag.name == "img":
		return [str(tag.get("alt") or "")]
	inner = read(tag)
	if tag.name == "a":
		return [name_address("".join(inner).strip(), str(tag.get("href") or ""))]
	if tag.name == "li":
		item = LINES.sub("\n", "".join(inner)).strip()
		return ["\n- ", item.replace("\n", f"\n{INDENT}"), "\n"]
	if tag.name == "td":
		return [*inner, " "]
	break_before = "\n\n" if tag.name in OWN_PARAGRAPH else "\n" if tag.name in OWN_LINE else ""
	return [break_before, *inner, break_before]


def name_address(words: str, address: str) -> str:
	"""Return the words of a link with its address, once where they are the same."""
	shown = address.removeprefix("mailto:").removeprefix("tel:")
	return f"{words} ({shown})" if shown and shown != words else words


def lay_out_mail(mail: EMail) -> None:
	"""Lay out the plain text that the framework has made of HTML, in Markdown. Hook `make_email_body_message`.

	Mails with a text of their own keep it.
	"""
	parts = {part.get_content_type(): part for part in mail.msg_root.walk() if not part.is_multipart()}
	text, html = parts.get("text/plain"), parts.get("text/html")
	if text is None or html is None or not MARKDOWN.search(get_text(text)):
		return
	del text["Content-Transfer-Encoding"]
	text.set_payload(as_plain_text(get_text(html)), "utf-8")


def get_text(part: Message) -> str:
	"""Return the text of a part of a mail."""
	return part.get_payload(decode=True).decode(part.get_content_charset() or "utf-8")
