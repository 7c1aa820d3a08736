// SPDX-License-Identifier: GPL-3.0-only
// Delivered hours are entered in a dialog and saved as a row of the document at once
frappe.provide("planota_hub");

planota_hub.enter_hours = (frm, table, further_fields = []) => {
	const dialog = new frappe.ui.Dialog({
		title: __("Enter Hours"),
		fields: [
			{ fieldname: "work_date", fieldtype: "Date", label: __("Date"), reqd: 1, default: "Today" },
			...further_fields,
			{ fieldname: "hours", fieldtype: "Float", label: __("Hours"), reqd: 1, precision: 2 },
			{
				fieldname: "participants",
				fieldtype: "Int",
				label: __("Participants"),
				reqd: 1,
				default: 1,
				description: __("People of the NGO who were helped"),
			},
			{
				fieldname: "note",
				fieldtype: "Small Text",
				label: __("What Was Done"),
				description: __("The NGO sees this"),
			},
		],
		primary_action_label: __("Save"),
		async primary_action(values) {
			const row = frm.add_child(table, { ...values, done_by: frappe.session.user });
			try {
				await frm.save();
				dialog.hide();
			} catch {
				frm.get_field(table).grid.grid_rows_by_docname[row.name]?.remove();
				frm.refresh_field(table);
			}
		},
	});
	dialog.show();
};
