# SPDX-License-Identifier: GPL-3.0-only
"""The Frappe engine of the embedded site: fetched as a wheel, its name put back, its holes mended."""
