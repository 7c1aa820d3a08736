// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Personal Data Enquiry"] = {
	get_indicator(doc) {
		const colours = {
			Unconfirmed: "gray",
			Open: "orange",
			Approved: "blue",
			Done: "green",
			Refused: "red",
		};
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
