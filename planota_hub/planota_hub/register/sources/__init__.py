# SPDX-License-Identifier: GPL-3.0-only
"""Sources of the register: files of others compared with it, approved, applied once, and taken back.

From a file to records: `archives`, `xml_records`, `table_records`, `records`. From a record to values: `columns`,
`values`, `statuses`. Against the register: `known`, `comparison`. The course of an import: `runs`, which calls
`comparing`, `applying` and `undoing` in batches.
"""
