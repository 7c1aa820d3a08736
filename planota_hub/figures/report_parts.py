# SPDX-License-Identifier: GPL-3.0-only
"""What the reports are made of: columns, and the figures above the rows."""


def column(fieldname: str, label: str, fieldtype: str = "Int", width: int = 110, **more) -> dict:
	"""Return a column of a report; `width` in pixels, `more` as the framework knows it (`options`, `precision`)."""
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}


def figure(label: str, value: float, indicator: str | None = None) -> dict:
	"""Return a count for the summary of a report; `indicator` is the colour of its dot, when it has one."""
	coloured = {"indicator": indicator} if indicator else {}
	return {"label": label, "value": value, "datatype": "Int", **coloured}
