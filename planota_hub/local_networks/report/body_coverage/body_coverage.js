// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Body Coverage"] = {
	filters: [
		planota_hub.filters.by_record("Representative Body", "body", __("Body")),
		planota_hub.filters.by_choice("Representative Body", "body_type"),
		planota_hub.filters.by_record("Administrative Unit"),
		{
			fieldname: "day",
			label: __("On"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
	],

	// green: filled, yellow: expiring, red: vacant; a click on what is to fill starts the election
	formatter(value, row, column, data, default_formatter) {
		if (column.fieldname === "administrative_unit" && data && !value) return __("Whole region");
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname === "body_name" && data) {
			return `<a href="${frappe.utils.get_form_link("Representative Body", data.body)}">${shown}</a>`;
		}
		if (!column.is_cell || !data || !value) return shown;
		const state = data[`${column.fieldname}_state`];
		const hint = frappe.utils.escape_html(data[`${column.fieldname}_people`]);
		const style = `display: block; margin: -4px -8px; padding: 4px 8px; color: #16302e; background: ${CELL_COLOURS[state]}`;
		const text = `${frappe.utils.escape_html(value)} ${state === "Filled" ? "" : __(state)}`;
		if (state === "Filled" || !can_start())
			return `<span title="${hint}" style="${style}">${text}</span>`;
		const { body, administrative_unit } = data;
		const runs = data[`${column.fieldname}_runs`] ? "1" : "";
		const place = [body, administrative_unit || "", column.field_of_work, runs]
			.map(encodeURIComponent)
			.join("|");
		return `<a href="#" data-start-election="${place}" title="${hint}" style="${style}">${text}</a>`;
	},

	onload(report) {
		report.page.wrapper.on("click", "[data-start-election]", (event) => {
			event.preventDefault();
			start_election(event.currentTarget.dataset.startElection);
		});
	},
};

const CELL_COLOURS = { Filled: "#cfe8d5", Expiring: "#fbe3b3", Vacant: "#f6cfcb" };

// an election is for the seats of today, not for those of another day
function can_start() {
	const day = frappe.query_report.get_filter_value("day");
	return frappe.model.can_create("Representative Election") && day === frappe.datetime.get_today();
}

function start_election(place) {
	const [body, administrative_unit, field_of_work, runs] = place.split("|").map(decodeURIComponent);
	const where = [administrative_unit, field_of_work && __(field_of_work)].filter(Boolean).join(" · ");
	const question = runs
		? __("An election for {0} runs. Open it?", [frappe.utils.escape_html(where)])
		: __("Start the election for {0}?", [frappe.utils.escape_html(where)]);
	frappe.confirm(question, async () => {
		const { message: election } = await frappe.call({
			method: "planota_hub.local_networks.bodies.vacancies.start_election",
			args: { body, administrative_unit, field_of_work },
		});
		frappe.set_route("Form", "Representative Election", election);
	});
}
