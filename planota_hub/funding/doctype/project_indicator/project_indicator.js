// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Project Indicator", {
	setup(frm) {
		frm.set_query("reporting_period", "targets", () => ({ filters: { project: frm.doc.project || "" } }));
		frm.set_query("responsible", () => ({
			query: "planota_hub.capacity_building.support.people.find_users_with_role",
			filters: { roles: ["Hub Officer", "Hub Manager"] },
		}));
		frm.set_query("filter_value", "metric_filters", (doc, cdt, cdn) => ({
			query: "planota_hub.metrics.registry.find_filter_values",
			params: { metric: doc.metric || "", filter_name: locals[cdt][cdn].filter_name || "" },
		}));
	},

	async onload(frm) {
		const { message } = await frappe.call("planota_hub.metrics.registry.get_options");
		frm.metric_options = message;
		const is_offered = ({ value }) => value === frm.doc.metric || !message.out_of_use.includes(value);
		frm.fields_dict.metric.set_data(message.metrics.filter(is_offered));
		frm.refresh_field("metric");
		offer_filters(frm);
	},

	refresh(frm) {
		show_progress(frm);
		if (frm.is_new()) return;
		frm.add_custom_button(__("Evidence"), () =>
			frappe.set_route("query-report", "Indicator Evidence", { indicator: frm.doc.name })
		);
	},

	metric: (frm) => offer_filters(frm),

	async project(frm) {
		if (!frm.doc.project || (frm.doc.targets || []).length) return;
		const periods = await frappe.db.get_list("Reporting Period", {
			filters: { project: frm.doc.project },
			fields: ["name"],
			order_by: "starts_on asc",
			limit: 0,
		});
		for (const period of periods) frm.add_child("targets", { reporting_period: period.name });
		frm.refresh_field("targets");
	},
});

function offer_filters(frm) {
	const metric = frm.metric_options?.metrics.find((row) => row.value === frm.doc.metric);
	const text = frappe.utils.escape_html(metric?.description || __("What is counted, and how"));
	const link = metric?.doctype
		? frappe.utils.get_form_link(metric.doctype, metric.value, true, __("Definition"))
		: "";
	frm.set_df_property("metric", "description", [text, link].filter(Boolean).join(" "));
	const filters = frm.metric_options?.filters[frm.doc.metric] || [];
	const docfields = frappe.meta.docfield_map["Indicator Filter"];
	docfields.filter_name.formatter = (value) =>
		frappe.utils.escape_html(filters.find((row) => row.value === value)?.label || value || "");
	docfields.filter_value.formatter = (value) => frappe.utils.escape_html(__(value || ""));
	const { grid } = frm.fields_dict.metric_filters;
	grid.update_docfield_property("filter_name", "options", filters);
	grid.refresh();
}

function show_progress(frm) {
	const progress = frm.doc.__onload?.progress;
	const $wrapper = frm.get_field("progress_html").$wrapper.empty();
	const periods = (progress?.history || []).filter((row) => row.value !== null || row.target !== null);
	if (frm.is_new() || !periods.length) {
		$wrapper.append(
			$("<p class='text-muted'>").text(__("Figures appear here once a period is computed."))
		);
		return;
	}
	show_state($wrapper, progress);
	const $chart = $("<div>").appendTo($wrapper);
	new frappe.Chart($chart[0], {
		type: "axis-mixed",
		height: 240,
		colors: ["#b8c4c1", "#1f7a5c"],
		data: {
			labels: periods.map(short_title),
			datasets: [
				{ name: __("Target Value"), chartType: "bar", values: periods.map((row) => row.target || 0) },
				{ name: __("Actual"), chartType: "bar", values: periods.map((row) => row.value || 0) },
			],
		},
		axisOptions: { xAxisMode: "tick", xIsSeries: 0 },
		truncateLegends: true,
	});
	show_readings($wrapper, periods);
}

function show_state($wrapper, progress) {
	const color = { Reached: "green", "On Plan": "blue", "Behind Plan": "orange" }[progress.state] || "gray";
	const figures = [
		[__("Actual"), progress.actual, progress.actual_address],
		[__("Target so Far"), progress.target],
		[__("Target of the Project"), progress.final_target],
		[__("Forecast"), progress.forecast],
	];
	const $line = $("<p>").append(
		$(`<span class="indicator-pill ${color} text-nowrap">`).text(progress.label)
	);
	for (const [label, value, address] of figures) {
		const $value = address ? $("<a class='bold'>").attr("href", address) : $("<b>");
		$line.append($("<span class='ml-3 text-muted'>").text(`${label}: `), $value.text(number(value)));
	}
	$wrapper.append($line);
}

// the number with which the title of a period begins, unless somebody has named it otherwise
function short_title(period) {
	return period.period_title.split(":")[0];
}

function show_readings($wrapper, periods) {
	const $row = $("<tr>"),
		$targets = $("<tr>"),
		$values = $("<tr>");
	$row.append("<th>");
	$targets.append($("<td class='text-muted'>").text(__("Target Value")));
	$values.append($("<td class='text-muted'>").text(__("Actual")));
	for (const period of periods) {
		const $title = $("<th class='text-right text-muted'>").attr("title", period.period_title);
		$row.append($title.text(short_title(period)));
		$targets.append($("<td class='text-right'>").text(number(period.target)));
		const $value = period.reading
			? $("<a class='bold'>").attr("href", `/app/indicator-reading/${period.reading}`)
			: $("<span>");
		$values.append($("<td class='text-right'>").append($value.text(number(period.value))));
	}
	$wrapper.append(
		$("<div class='table-responsive'>").append(
			$("<table class='table table-sm'>").append($row, $targets, $values)
		)
	);
}

function number(value) {
	return value === null || value === undefined ? "–" : planota_hub.show_number(value);
}
