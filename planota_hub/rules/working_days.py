# SPDX-License-Identifier: GPL-3.0-only
"""Working days of Slovenia: Monday to Friday without the days that the law makes work-free.

The holidays come from the library `holidays` (Slovenia, public holidays after the act on holidays and
work-free days).
"""

from datetime import date as Date
from datetime import timedelta

import holidays

COUNTRY = "SI"
SATURDAY = 5

# works out each year when it is first asked for
public_holidays = holidays.country_holidays(COUNTRY)


def is_working_day(day: Date) -> bool:
	"""Tell whether people work on a day."""
	return day.weekday() < SATURDAY and day not in public_holidays


def add_working_days(day: Date, number: int) -> Date:
	"""Return the working day that comes a number of working days after a day.

	The day itself does not count: one working day after a Friday is the next Monday that is no holiday. With
	0 it is the day itself, or the next working day.
	"""
	if number == 0 and is_working_day(day):
		return day
	left = max(number, 1)
	while left:
		day += timedelta(days=1)
		left -= is_working_day(day)
	return day
