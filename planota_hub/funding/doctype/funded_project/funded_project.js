// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Funded Project", {
	setup(frm) {
		frm.set_query("responsible", () => ({
			query: "planota_hub.capacity_building.support.people.find_users_with_role",
			filters: { roles: ["Hub Officer", "Hub Manager"] },
		}));
		frm.set_query("record_doctype", "required_proofs", () => ({
			query: "planota_hub.funding.proofs.kinds.find_records",
		}));
	},

	refresh(frm) {
		offer_budget_lines(frm);
		if (frm.is_new()) return;
		show_progress(frm);
		frm.add_custom_button(__("Indicator Progress"), () =>
			frappe.set_route("query-report", "Indicator Progress", { project: frm.doc.name })
		);
		if (!frm.perm[0]?.write) return;
		frm.add_custom_button(__("Create Reporting Periods"), () => create_periods(frm), __("Actions"));
		frm.add_custom_button(__("Assign Support of Its Time"), () => assign_support(frm), __("Actions"));
	},
});

frappe.ui.form.on("Project Budget Line", {
	line_code: (frm) => offer_budget_lines(frm),
	budget_lines_remove: (frm) => offer_budget_lines(frm),
});

function offer_budget_lines(frm) {
	const grid = frm.fields_dict.spending?.grid;
	const lines = (frm.doc.budget_lines || []).filter((row) => row.line_code);
	const options = lines.map((row) => ({
		value: row.line_code,
		label: `${row.line_code} ${row.line_name || ""}`,
	}));
	grid?.update_docfield_property("line_code", "options", options);
}

function create_periods(frm) {
	frappe.prompt(
		{ fieldname: "months", fieldtype: "Int", label: __("Months of a Period"), default: 6, reqd: 1 },
		async ({ months }) => {
			const { message } = await frm.call("create_periods", { months });
			frappe.show_alert({ message: __("Created: {0}", [message]), indicator: "green" });
			frm.reload_doc();
		},
		__("Create Reporting Periods"),
		__("Create")
	);
}

function assign_support(frm) {
	frappe.confirm(
		__(
			"Give this project all workshops, mentoring sessions and requests in its time that belong to no project yet?"
		),
		async () => {
			const { message } = await frm.call("assign_support");
			frappe.show_alert({ message: __("Assigned: {0}", [message]), indicator: "green" });
			frm.reload_doc();
		}
	);
}

function show_progress(frm) {
	const rows = frm.doc.__onload?.progress || [];
	const $wrapper = frm.get_field("progress_html").$wrapper.empty();
	if (!rows.length) {
		$wrapper.append($("<p class='text-muted'>").text(__("This project has no indicators yet.")));
		return;
	}
	const $table = $("<table class='table table-sm'>").append(
		$("<tr>").append(
			[__("Indicator"), __("Unit"), __("Target Value"), __("Actual"), __("Forecast"), __("State")].map(
				(label) => $("<th class='text-muted'>").text(label)
			)
		)
	);
	for (const row of rows) {
		const number = (value) => (value === null ? "–" : planota_hub.show_number(value));
		const figure = row.reading
			? $("<a>").attr("href", row.actual_address).text(number(row.actual))
			: $("<span>").text("–");
		const color = { Reached: "green", "On Plan": "blue", "Behind Plan": "orange" }[row.state] || "gray";
		$table.append(
			$("<tr>").append(
				$("<td>").append(
					$("<a>").attr("href", `/app/project-indicator/${row.name}`).text(row.indicator_name)
				),
				$("<td>").text(row.unit),
				$("<td>").text(number(row.target)),
				$("<td>").append(figure),
				$("<td>").text(number(row.forecast)),
				$("<td>").append($(`<span class="indicator-pill text-nowrap ${color}">`).text(row.label))
			)
		);
	}
	$wrapper.append($("<div class='table-responsive'>").append($table));
}
