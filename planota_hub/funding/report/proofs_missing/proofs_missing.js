// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
// {% include "planota_hub/public/js/proofs.js" %}
frappe.query_reports["Proofs Missing"] = {
	filters: [
		planota_hub.filters.by_record("Funded Project", "project"),
		{
			...planota_hub.filters.by_record("Reporting Period"),
			get_query() {
				const project = frappe.query_report.get_filter_value("project");
				return project ? { filters: { project } } : {};
			},
		},
		// the framework lets nobody but administrators ask by a link to a kind of record
		{
			fieldname: "record_doctype",
			label: __("Kind of Record"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("All kinds of records") },
				...[...frappe.boot.hub_proof_records, "Project Spending"]
					.map((value) => ({ value, label: __(value) }))
					.sort((one, other) => one.label.localeCompare(other.label)),
			],
		},
		planota_hub.filters.by_choice("Project Proof", "proof_kind", { empty: __("All proofs") }),
		{ fieldname: "only_required", label: __("Only Required Ones"), fieldtype: "Check" },
	],
	onload(report) {
		report.$report.on("click", "[data-add-proof]", (event) => {
			const { doctype, name, kind } = event.currentTarget.dataset;
			planota_hub.show_proofs({
				doctype,
				name,
				proof_kind: kind,
				on_change: () => frappe.query_report.refresh(),
			});
		});
	},
	formatter(value, row, column, data, default_formatter) {
		// who only reads sees what is there
		const get_label = (doctype) => (frappe.model.can_write(doctype) ? __("Add") : __("Show"));
		if (column.fieldname === "add" && data?.record_doctype === "Project Spending") {
			const address = `/app/funded-project/${encodeURIComponent(data.record_name)}#money_tab`;
			return `<a class="btn btn-xs btn-default" href="${address}">${get_label("Funded Project")}</a>`;
		}
		if (column.fieldname === "add" && data?.record_name) {
			return $("<button class='btn btn-xs btn-default' data-add-proof>")
				.attr({
					"data-doctype": data.record_doctype,
					"data-name": data.record_name,
					"data-kind": data.proof_kind,
				})
				.text(get_label(data.record_doctype))
				.prop("outerHTML");
		}
		if (column.fieldname === "reporting_period" && data?.period_title) {
			frappe.utils.add_link_title("Reporting Period", data.reporting_period, data.period_title);
		}
		if (column.fieldname === "project" && data?.project_title) {
			frappe.utils.add_link_title("Funded Project", data.project, data.project_title);
		}
		return default_formatter(value, row, column, data);
	},
};
