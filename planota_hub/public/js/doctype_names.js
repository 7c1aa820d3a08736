// SPDX-License-Identifier: GPL-3.0-only
// What a record names a kind of record by is shown in the reader's language; the framework translates it only for
// those who may read DocTypes
frappe.provide("frappe.form.link_formatters");

frappe.form.link_formatters["DocType"] = (name) => __(name);
