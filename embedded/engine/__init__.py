"""The Frappe engine of the embedded site: fetched as a wheel, its name put back, its holes mended."""
