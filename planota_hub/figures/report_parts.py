# SPDX-License-Identifier: GPL-3.0-only
"""What the reports are made of: columns, and the figures above the rows."""

from planota_hub.rules.readable import show_number

NUMERIC = frozenset({"Int", "Float", "Currency", "Percent"})


def column(fieldname: str, label: str, fieldtype: str = "Int", width: int = 110, **more) -> dict:
	"""Return a column of a report; `width` in pixels, `more` as the framework knows it (`options`, `precision`).

	Words stand on the left: the framework's table takes a column whose first cell is empty for one of numbers.
	"""
	aligned = {} if fieldtype in NUMERIC else {"align": "left"}
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **aligned, **more}


def figure(label: str, value: float, indicator: str | None = None) -> dict:
	"""Return a count for the summary of a report; `indicator` is the colour of its dot, when it has one."""
	coloured = {"indicator": indicator} if indicator else {}
	return {"label": label, "value": value, "datatype": "Int", **coloured}


def decimal_figure(
	label: str, value: float | None, indicator: str | None = None, decimals: int | None = None
) -> dict:
	"""Return a figure with decimals for the summary of a report; a dash for none.

	It goes as text, because the framework gives every number as many decimals as the site has; `number` and
	`decimals` are for the comparison with an earlier period.

	Args:
	        decimals: so many in any case, as in the columns; at most two by default, and no needless ones.
	"""
	coloured = {"indicator": indicator} if indicator else {}
	text = "–" if value is None else show_number(value, decimals)
	return {
		"label": label,
		"value": text,
		"datatype": "Data",
		"number": value,
		"decimals": decimals,
		**coloured,
	}
