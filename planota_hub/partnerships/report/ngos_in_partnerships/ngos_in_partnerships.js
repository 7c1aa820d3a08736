// SPDX-License-Identifier: GPL-3.0-only
frappe.query_reports["NGOs in Partnerships"] = {
	filters: [],
};
