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

	// by who is in a segment of NGOs, or of stakeholders where the report is about them (`segments/filtering.py`)
	by_segment: (get_doctype = () => "NGO") => ({
		...planota_hub.filters.by_record("Audience Segment", "segment", __("Segment")),
		get_query() {
			const whom = get_doctype() === "Stakeholder" ? "Stakeholders" : "NGOs";
			return { filters: { disabled: 0, holds: ["in", [whom, `People of ${whom}`]] } };
		},
	}),

	// the same as the condition of a list
	in_segment: (fieldname, segment) =>
		segment ? { [fieldname]: JSON.stringify(["in segment", segment]) } : {},

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

	// the days of a report, which begins with this year until today
	this_year: ({ reqd = 1 } = {}) => [
		{
			fieldname: "from_date",
			label: __("From Date"),
			fieldtype: "Date",
			default: frappe.datetime.year_start(),
			reqd,
		},
		{
			fieldname: "to_date",
			label: __("To Date"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
			reqd,
		},
	],

	// one of what the report can do, the first unless another is chosen; `choices` are values with their labels
	one_of: (fieldname, label, choices) => ({
		fieldname,
		label,
		fieldtype: "Select",
		options: Object.entries(choices).map(([value, text]) => ({ value, label: text })),
		default: Object.keys(choices)[0],
		reqd: 1,
	}),

	// the figures above the report beside those of an earlier period (`figures/comparison.py`)
	compared_with: () => ({
		fieldname: "compared_with",
		label: __("Compared With"),
		fieldtype: "Select",
		options: [
			{ value: "", label: __("Compared with nothing") },
			{ value: "Period Before", label: __("The period before") },
			{ value: "Year Before", label: __("The same days a year before") },
		],
	}),

	// a name that leads to its record; the row of the totals has none
	link_name(shown, doctype, name) {
		if (!doctype || !name) return shown;
		return `<a href="/app/${frappe.router.slug(doctype)}/${encodeURIComponent(name)}">${shown}</a>`;
	},

	// a choice in the reader's language; other columns as they are
	show_text: (value, column, show) => show(column.translatable && value ? __(value) : value),

	// buttons that set the days of a report at once: years, and the span of each project that runs. For `onload`.
	async offer_periods(report) {
		const group = __("Period");
		const offer = (label, from_date, to_date, further = {}) =>
			report.page.add_inner_button(
				label,
				() => {
					const names = report.filters.map((filter) => filter.df.fieldname);
					const known = Object.entries(further).filter(([name]) => names.includes(name));
					report.set_filter_value({ ...Object.fromEntries(known), from_date, to_date });
				},
				group
			);
		const year = Number(frappe.datetime.get_today().slice(0, 4));
		const year_ago = frappe.datetime.add_days(frappe.datetime.add_months(undefined, -12), 1);
		offer(__("This Year"), `${year}-01-01`, frappe.datetime.get_today());
		offer(__("Last Year"), `${year - 1}-01-01`, `${year - 1}-12-31`);
		offer(__("Last 12 Months"), year_ago, frappe.datetime.get_today());
		if (!frappe.model.can_read("Funded Project")) return;
		const projects = await frappe.db.get_list("Funded Project", {
			filters: { status: "Running" },
			fields: ["name", "project_title", "starts_on", "ends_on"],
			order_by: "starts_on desc",
			limit: 5,
		});
		for (const { name, project_title, starts_on, ends_on } of projects) {
			offer(frappe.utils.escape_html(project_title), starts_on, ends_on, { funded_project: name });
		}
	},

	// a formatter for grouped reports: the name of a group opens the list of its records. `fields` says by which field
	// of the records each choice of "group_by" groups; `day` is their day where the report has a time; what the report
	// is narrowed down by holds in the list too, if it is one of `fields` or of `kept`; `further` adds conditions. With
	// a filter of `beyond` no list has the same records, and nothing is opened.
	open_group: (doctype, fields, { day, kept = [], beyond = [], further } = {}) => {
		// the days of a month such as 2026-03, of those from `first` to `last`
		const days_of_month = (month, first, last) => {
			const begin = `${month}-01`;
			const end = frappe.datetime.add_days(frappe.datetime.add_months(begin, 1), -1);
			return [first > begin ? first : begin, last && last < end ? last : end];
		};
		const get_conditions = (asked, group) => {
			const names = [...Object.values(fields), ...kept].filter(
				(name) => asked[name] && asked[name] !== "All"
			);
			const conditions = Object.fromEntries(names.map((name) => [name, asked[name]]));
			Object.assign(conditions, further?.(asked));
			let [first, last] = [asked.from_date, asked.to_date];
			if (fields[asked.group_by]) {
				conditions[fields[asked.group_by]] = group || JSON.stringify(["is", "not set"]);
			} else if (day && asked.group_by === "Month") {
				[first, last] = days_of_month(group, first, last);
			} else {
				return null;
			}
			if (day && first && last) conditions[day] = JSON.stringify(["between", [first, last]]);
			return conditions;
		};
		return (value, row, column, data, default_formatter) => {
			const shown = default_formatter(value, row, column, data);
			// the row of the totals is no group
			if (column.fieldname !== "label" || data?.group === undefined) return shown;
			const asked = frappe.query_report.get_filter_values();
			const conditions = beyond.some((name) => asked[name]) ? null : get_conditions(asked, data.group);
			if (!conditions) return shown;
			return `<a href="/app/${frappe.router.slug(doctype)}?${new URLSearchParams(conditions)}">${shown}</a>`;
		};
	},
});
