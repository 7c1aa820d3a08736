# SPDX-License-Identifier: GPL-3.0-only
"""Working days of the country of the site: Monday to Friday without the days that the law makes work-free.

The holidays come from the library `holidays` (for Slovenia the public holidays after the act on holidays and
work-free days); a country that it does not know has none.
"""

from collections.abc import Container
from datetime import date as Date
from datetime import timedelta
from functools import cache

import holidays

from planota_hub.rules.countries import get_country_code, get_site_country

SATURDAY = 5


def is_working_day(day: Date) -> bool:
	"""Tell whether people work on a day."""
	return is_worked(day, get_site_holidays())


def is_worked(day: Date, free_days: Container[Date]) -> bool:
	return day.weekday() < SATURDAY and day not in free_days


def get_site_holidays() -> Container[Date]:
	return get_holidays(get_country_code(get_site_country()))


@cache
def get_holidays(code: str) -> Container[Date]:
	"""Return the public holidays of a country by its code; each year is worked out when it is first asked for."""
	try:
		return holidays.country_holidays(code.upper())
	except NotImplementedError:
		return ()


def add_working_days(day: Date, number: int) -> Date:
	"""Return the working day that comes a number of working days after a day.

	The day itself does not count: one working day after a Friday is the next Monday that is no holiday. With
	0 it is the day itself, or the next working day.
	"""
	free_days = get_site_holidays()
	if number == 0 and is_worked(day, free_days):
		return day
	left = max(number, 1)
	while left:
		day += timedelta(days=1)
		left -= is_worked(day, free_days)
	return day
