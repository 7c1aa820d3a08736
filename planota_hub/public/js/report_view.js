// SPDX-License-Identifier: GPL-3.0-only
// Views of the Report Builder that come with the hub. Where the stage of a record is a column, the state that the Report
// Builder adds would stand there a second time; and a view that nobody has changed is not one to save.

if (frappe.views.ReportView) {
	frappe.views.ReportView = class HubReportView extends frappe.views.ReportView {
		get is_of_hub() {
			return frappe.boot.module_app[frappe.scrub(this.meta.module)] === "planota_hub";
		}

		setup_columns() {
			super.setup_columns();
			if (!this.is_of_hub || !this.columns_map.stage) return;
			delete this.columns_map.docstatus;
			this.columns = this.columns.filter((column) => column.field !== "docstatus");
		}

		// the framework takes widths and orders that it has chosen itself for changes
		set_dirty_state_for_custom_report() {
			super.set_dirty_state_for_custom_report();
			if (!this.is_of_hub || this.report_doc.is_standard !== "Yes") return;
			const chosen = {
				fields: this.fields.map(([fieldname]) => fieldname),
				order_by: this.sort_selector.get_sql_string(),
				add_totals_row: this.add_totals_row,
				group_by: this.group_by_control.get_settings(),
				chart_args: this.get_chart_settings(),
			};
			this.as_opened = this.as_opened || chosen;
			const filters = this.filter_area.get().map((filter) => filter.slice(0, 4));
			const { deep_equal } = frappe.utils;
			if (deep_equal(filters, this.report_doc.json.filters) && deep_equal(chosen, this.as_opened)) {
				this.page.clear_indicator();
			}
		}
	};
}
