// SPDX-License-Identifier: GPL-3.0-only
// Filters that reports have in common, and the choices that a field has in its DocType; the scripts of reports
// include this file.
frappe.provide("planota_hub.filters");

Object.assign(planota_hub.filters, {
	// by a record of a DocType
	by_record: (doctype, fieldname = frappe.scrub(doctype), label = __(doctype)) => ({
		fieldname,
		label,
		fieldtype: "Link",
		options: doctype,
	}),

	// by the choices of a field, with the label that it has; `empty` says what is shown when none is chosen,
	// `more` are choices beside those of the field
	by_choice(doctype, fieldname, { empty = "", without = [], more = {} } = {}) {
		const filter = { fieldname, fieldtype: "Select", options: [{ value: "", label: empty }] };
		// the choices are there at once in the report of the DocType itself, else as soon as it is loaded
		frappe.model.with_doctype(doctype, () => {
			const field = frappe.meta.get_docfield(doctype, fieldname);
			const values = field.options.split("\n").filter((value) => value && !without.includes(value));
			filter.label = __(field.label, null, doctype);
			filter.options.push(...values.map((value) => ({ value, label: __(value, null, doctype) })));
			filter.options.push(...Object.entries(more).map(([value, label]) => ({ value, label })));
		});
		return filter;
	},

	// one of what the report can do, the first unless another is chosen; `choices` are values with their labels
	one_of: (fieldname, label, choices) => ({
		fieldname,
		label,
		fieldtype: "Select",
		options: Object.entries(choices).map(([value, text]) => ({ value, label: text })),
		default: Object.keys(choices)[0],
		reqd: 1,
	}),

	// a formatter for grouped reports: the name of a group opens the list of its records; `fields` says by which field
	// of the records each choice of "group_by" groups, `day` is their day where the report has a time, `further` adds
	// conditions
	open_group: (doctype, fields, day, further) => (value, row, column, data, default_formatter) => {
		const shown = default_formatter(value, row, column, data);
		const { query_report } = frappe;
		const field = fields[query_report.get_filter_value("group_by")];
		if (column.fieldname !== "label" || !field || !data?.group) return shown;
		const query = new URLSearchParams({ ...further?.(), [field]: data.group });
		if (day) {
			const days = ["from_date", "to_date"].map((name) => query_report.get_filter_value(name));
			if (days.every(Boolean)) query.set(day, JSON.stringify(["between", days]));
		}
		return `<a href="/app/${frappe.router.slug(doctype)}?${query}">${shown}</a>`;
	},
});
