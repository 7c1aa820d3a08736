# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/core/report/database_storage_usage_by_tables/database_storage_usage_by_tables.py`: sizes in one look.

As shipped, the database was gone through anew for each of its tables, which took minutes. The desk asks for it whenever
it opens: whoever has the role System Manager never got there.
"""

import frappe

__all__ = ["get_sizes"]

# bytes of the pages of each table and index, as SQLite counts them
SIZES = """
	SELECT
		entry.tbl_name AS "table",
		round(sum(pages.pgsize) / 1048576.0, 2) AS "size",
		round(sum(CASE WHEN entry.type = 'table' THEN pages.pgsize ELSE 0 END) / 1048576.0, 2) AS "data_size",
		round(sum(CASE WHEN entry.type = 'index' THEN pages.pgsize ELSE 0 END) / 1048576.0, 2) AS "index_size"
	FROM sqlite_master AS entry
	JOIN (SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE) AS pages ON pages.name = entry.name
	WHERE substr(entry.tbl_name, 1, 7) <> 'sqlite_'
	GROUP BY entry.tbl_name
	ORDER BY sum(pages.pgsize) DESC
"""


def get_sizes() -> list[frappe._dict]:
	"""Return the tables of the site's SQLite, the largest first, with their megabytes: all, of rows, of indexes."""
	return frappe.db.sql(SIZES, as_dict=True)
