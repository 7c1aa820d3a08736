# SPDX-License-Identifier: GPL-3.0-only
"""What may stand in a plain text field of the register, whoever fills it in and however.

Names, notes and descriptions come from guests, imports and colleagues, and end in lists, mails, prints
and spreadsheets. They are plain text: no markup, and no more than a person would write. What a spreadsheet would run is
made safe where tables go out (`rules/spreadsheets.py`).
"""

import html
import re
import unicodedata

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, escape_html

DATA_LENGTH = 140
TEXT_LENGTH = 20_000
MULTILINE_TYPES = frozenset({"Small Text", "Text", "Long Text"})
SHOWN_LENGTH = 60

MARKUP = re.compile(r"<[a-zA-Z/!?]")
MOST_ENCODINGS = 5
# what nobody sees and no name needs: control and format characters, such as the soft hyphen of a text from a PDF, the
# marks that turn the direction of writing, and halves of characters (surrogates), which no database can hold. Joiners
# stay where they make one sign of several (emoji, Arabic, Indic scripts), and the tags of flags behind the flag.
INVISIBLE = re.compile(
	"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
	"\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0001]"
	"|(?<![^\x00-\u024f])[\u200c\u200d]+(?![^\x00-\u024f])"
	"|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+"
)
SURROGATES = re.compile("[\ud800-\udfff]")


def validate_plain_text(doc: Document) -> None:
	"""Clean every plain text field of a document and its rows, and refuse what can't be plain text.

	Raises:
	        frappe.ValidationError: naming the field, for markup and for a text that is too long.
	"""
	for part in [doc, *doc.get_all_children()]:
		for df in part.meta.fields:
			if df.fieldtype == "Data" or df.fieldtype in MULTILINE_TYPES:
				clean_field(part, df)


def clean_field(doc: Document, df) -> None:
	"""Clean one field in place; see `validate_plain_text`."""
	value = doc.get(df.fieldname)
	if not value:
		return
	multiline = df.fieldtype in MULTILINE_TYPES
	text = clean_text(cstr(value), multiline)
	refuse_long_text(doc, df, text, TEXT_LENGTH if multiline else cint(df.length) or DATA_LENGTH)
	refuse_markup(doc, df, text)
	doc.set(df.fieldname, text)


def clean_text(text: str, multiline: bool = False) -> str:
	"""Return a text as it is stored: composed (NFC), without what nobody sees, and in one line unless it may have more."""
	text = unicodedata.normalize("NFC", INVISIBLE.sub("", text)).strip()
	return text if multiline else " ".join(text.split())


def refuse_long_text(doc: Document, df, text: str, limit: int) -> None:
	if len(text) > limit:
		frappe.throw(
			_("{0}: the text has {1} characters, at most {2} are possible.").format(
				field_label(doc, df.fieldname), len(text), limit
			),
			frappe.CharacterLengthExceededError,
			title=_("Text Too Long"),
		)


def has_markup(text: str) -> bool:
	"""Tell whether a text is markup, or becomes markup in a page that decodes it: `&lt;b&gt;`, `＜b＞` and the like.

	Entities are decoded as often as they were encoded, and wide forms of a letter count as the letter. What is
	encoded more often than anybody could mean is taken for markup.
	"""
	for _round in range(MOST_ENCODINGS):
		if MARKUP.search(text):
			return True
		decoded = INVISIBLE.sub("", unicodedata.normalize("NFKC", html.unescape(text)))
		if decoded == text:
			return False
		text = decoded
	return True


def refuse_markup(doc: Document, df, text: str) -> None:
	if has_markup(text):
		frappe.throw(
			_("{0}: please write plain text, HTML is not possible here.").format(
				field_label(doc, df.fieldname)
			),
			title=_("Plain Text Expected"),
		)


def escape_wildcards(text: str) -> str:
	"""Return a text in which `%` and `_` stand for nothing in a search."""
	return text.replace("%", " ").replace("_", " ")


def field_label(doc: Document, fieldname: str) -> str:
	"""Return the label of a field in the reader's language, with table and row for a row of a table."""
	label = _(doc.meta.get_label(fieldname), context=doc.doctype)
	if not doc.get("parentfield") or not getattr(doc, "parent_doc", None):
		return label
	table = _(doc.parent_doc.meta.get_label(doc.parentfield), context=doc.parent_doc.doctype)
	return _("{0}, row {1}, {2}").format(table, doc.idx, label)


def shown(value) -> str:
	"""Return what somebody typed in a form that is safe and short enough for a message."""
	text = cstr(value)
	return escape_html(text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "…")
