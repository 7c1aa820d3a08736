# SPDX-License-Identifier: GPL-3.0-only
"""How days, moments, amounts and counts are written for whoever reads them: each in one way on every page, mail and print.

The framework's own functions write a day in the form of the site, whose choices lack the Slovene one, an amount with
the sign where the site has it, and a month in no other case than the first.
"""

from functools import lru_cache
from typing import Any

import frappe
from babel import Locale
from babel.core import UnknownLocaleError
from babel.numbers import format_currency, format_decimal
from frappe.model.document import Document
from frappe.utils import cstr, flt, format_date, format_time, get_datetime, getdate

# language -> how it writes a day in figures; the others write it as the site does
DAY_FORMATS = {"sl": "d. M. y"}
# language -> the same for the scripts of the Desk, in the codes of System Settings, whose choices lack the Slovene day
DESK_FORMATS = {
	"sl": {"date_format": "d. m. yyyy", "number_format": "#.###,##"},
	"en": {"number_format": "#,###.##"},
}
# language -> its months as they stand behind the number of a day within a sentence: "do 18. decembra 2026"
MONTHS_IN_TEXT = {
	"sl": (
		"januarja",
		"februarja",
		"marca",
		"aprila",
		"maja",
		"junija",
		"julija",
		"avgusta",
		"septembra",
		"oktobra",
		"novembra",
		"decembra",
	)
}
# the kinds of numbers that languages know, in the order in which a message has its forms
NUMBER_KINDS = ("zero", "one", "two", "few", "many", "other")


def show_day(day) -> str:
	"""Return a day in figures, `19. 10. 2026` in Slovene; nothing for no day."""
	if not day:
		return ""
	language = frappe.local.lang
	return write_day(cstr(day), language) if language in DAY_FORMATS else format_date(day)


@lru_cache(maxsize=4096)
def write_day(day: str, language: str) -> str:
	"""Return a day in the figures of a language that has its own; a list shows the same few days again and again."""
	return format_date(day, DAY_FORMATS[language])


def show_day_in_text(day) -> str:
	"""Return a day with its month in words as it stands within a sentence: `18. decembra 2026`; nothing for no day."""
	if not day:
		return ""
	months = MONTHS_IN_TEXT.get(frappe.local.lang)
	if not months:
		return format_date(day, "long")
	day = getdate(day)
	return f"{day.day}. {months[day.month - 1]} {day.year}"


def show_month(day, in_short: bool = False) -> str:
	"""Return the month of a day and its year as a heading has them: `december 2026`, in short `dec. 2026`."""
	return format_date(day, "LLL y" if in_short else "LLLL y")


def show_quarter(day) -> str:
	"""Return the quarter of a day and its year in short: `4. čet. 2026`."""
	return format_date(day, "QQQ y")


def name_span(first, last) -> str:
	"""Return the months from one day to another as titles keep them, the same in every language: `8/2026 – 1/2027`."""
	first, last = getdate(first), getdate(last)
	return f"{first.month}/{first.year} – {last.month}/{last.year}"


def show_moment(moment) -> str:
	"""Return a day in figures with hour and minute, `19. 10. 2026 14:30`; nothing for no moment."""
	if not moment:
		return ""
	return f"{show_day(moment)} {format_time(get_datetime(moment).time(), 'HH:mm')}"


def show_money(amount: float | str | None, currency: str | None = None) -> str:
	"""Return an amount with the sign of its currency, `1.500 €` in Slovene; cents only where there are any.

	Args:
	        amount: none counts as nothing.
	        currency: by its three letters; that of the site by default.
	"""
	amount = flt(amount, 2)
	locale = get_locale()
	pattern = locale.currency_formats["standard"].pattern
	return format_currency(
		amount,
		currency or get_currency(),
		format=pattern.replace(".00", "") if amount == int(amount) else pattern,
		locale=locale,
		currency_digits=False,
	)


def get_currency() -> str:
	"""Return the currency of the site's amounts."""
	return frappe.db.get_default("currency") or "EUR"


def choose_form(message: str, number: float) -> str:
	"""Return the form of a translated message that goes with a number; who calls it puts the number into it.

	The framework's translations know no plurals, so one message has all its forms, parted by a bar: two in English
	(`{0} day|{0} days`), four in Slovene (`{0} dan|{0} dneva|{0} dnevi|{0} dni`: 1, 2, 3 and 4, all others), as many as
	Unicode (CLDR) counts for another language.

	Args:
	        message: translated; a message that its language does not know is English.
	"""
	forms, locale = message.split("|"), get_locale()
	kinds = [kind for kind in NUMBER_KINDS if kind in (*locale.plural_form.tags, "other")]
	if len(forms) != len(kinds):
		locale, kinds = Locale("en"), ["one", "other"]
	return forms[min(kinds.index(locale.plural_form(number)), len(forms) - 1)]


def show_number(value: float | None, decimals: int | None = None) -> str:
	"""Return a number as the reader's language writes it: with at most two decimals and no needless ones.

	Args:
	        decimals: so many in any case, as in a column of numbers.
	"""
	if decimals is None:
		return format_decimal(flt(value, 2), locale=get_locale())
	pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
	return format_decimal(flt(value, decimals), format=pattern, locale=get_locale())


def show_percent(value: float | None, decimals: int | None = None) -> str:
	"""Return a share of a hundred with its sign, `75,5 %` in Slovene; decimals as `show_number` has them."""
	return get_locale().percent_formats[None].pattern.replace("#,##0", show_number(value, decimals))


def show_value(value: Any, field: dict | Document) -> str:
	"""Return the value of a field, or of a column of a report, as its reader writes it; nothing for none."""
	if value is None or value == "":
		return ""
	shows = {
		"Date": show_day,
		"Datetime": show_moment,
		"Currency": show_money,
		"Percent": show_percent,
		"Int": show_number,
		"Float": show_number,
	}
	show = shows.get(field.get("fieldtype"))
	return show(value) if show else cstr(frappe.format_value(value, field))


def extend_boot(bootinfo: frappe._dict) -> None:
	"""Hook `extend_bootinfo`: the Desk writes days and numbers as the language of its user does, whatever the site's is.

	Tables that the browser makes keep the separators of the site, as those of the server do.
	"""
	bootinfo.hub_table_number_format = bootinfo.sysdefaults.get("number_format")
	bootinfo.sysdefaults = frappe._dict(bootinfo.sysdefaults, **DESK_FORMATS.get(frappe.local.lang, {}))
	# with which the framework would begin each new link of this name, and so leave out readers of a briefing
	if user := bootinfo.get("user"):
		user.defaults = {key: value for key, value in (user.defaults or {}).items() if key != "language"}
	if frappe.local.lang in DESK_FORMATS:
		is_right = get_locale().currency_formats["standard"].pattern.endswith("¤")
		for record in bootinfo.get("docs") or []:
			if record.get("doctype") == ":Currency":
				record.symbol_on_right = int(is_right)


def get_locale() -> Locale:
	"""Return how the reader's language writes things; the English way for a language that nobody has described."""
	try:
		return Locale.parse((frappe.local.lang or "en").replace("-", "_"))
	except (UnknownLocaleError, ValueError):
		return Locale("en")
