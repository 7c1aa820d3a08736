// SPDX-License-Identifier: GPL-3.0-only
frappe.query_reports["Record of Processing"] = {
	filters: [],

	onload(report) {
		report.page.add_inner_button(__("Print the Record"), () => window.open("/record-of-processing"));
	},
};
