# SPDX-License-Identifier: GPL-3.0-only
"""How the figures of an indicator are put together, for flows and for levels.

A flow is what happens in a time: its periods add up, or each figure already holds the earlier ones (cumulative).
A level is a state on the last day of a period: the last figure holds, and progress is the way from the baseline to
the target. So does the IATI standard tell values that are added up from those of which the most recent one is the
total, and figures of which a high one is good from those of which a low one is (`ascending`); Akvo RSR shows the
last value of a cumulative indicator, and the sum of the periods of any other.

The baseline of a flow is the figure of a time as long as a period, before the project. It is no part of what the
project has done, so that a growing flow is measured from 0. A flow that is to shrink is measured from what the
periods would have come to if nothing had changed.
"""

from collections.abc import Sequence

import frappe
from frappe.utils import flt

FLOW, LEVEL = "Flow", "Level"
DECREASE = "Decrease"


def adds_up(indicator) -> bool:
	"""Tell whether the figures of the periods are added up; in all other cases the last one holds."""
	return indicator.figure_kind != LEVEL and not indicator.cumulative


def put_together(indicator, history: Sequence[frappe._dict], key: str) -> float | None:
	"""Return what stands at the end of these periods; None when no period says anything."""
	values = [one[key] for one in history if one[key] is not None]
	if not values:
		return None
	return flt(sum(values), 2) if adds_up(indicator) else values[-1]


def get_start(indicator, baseline: float | None, periods: int) -> float | None:
	"""Return the figure from which progress is measured after so many periods; None when nobody knows it."""
	if indicator.direction != DECREASE and (indicator.figure_kind != LEVEL or baseline is None):
		return 0.0
	if baseline is None or indicator.figure_kind == LEVEL:
		return baseline
	return flt(baseline * periods, 2)


def get_percent(actual: float | None, target: float | None, start: float | None) -> float | None:
	"""Return how much of the way from the start to the target was gone, in percent."""
	if actual is None or target is None or start is None or target == start:
		return None
	return flt((actual - start) / (target - start) * 100, 1)


def get_forecast(
	indicator, actual: float | None, baseline: float | None, passed: int, whole: int
) -> float | None:
	"""Return the figure at the end of the project if it goes on as it has gone since the beginning.

	A figure that counts something is never below 0.

	Args:
	        passed: days of the project that are over.
	        whole: all of its days.
	"""
	if actual is None or passed <= 0 or (indicator.figure_kind == LEVEL and baseline is None):
		return None
	start = baseline if indicator.figure_kind == LEVEL else 0.0
	forecast = flt(start + (actual - start) / passed * whole, 1)
	return forecast if min(start, actual) < 0 else max(forecast, 0.0)
