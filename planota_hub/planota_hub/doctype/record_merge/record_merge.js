// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Record Merge", {
	refresh(frm) {
		frm.disable_save();
		if (frm.doc.status !== "Proposed" || !frappe.user.has_role("Hub Manager")) return;
		frm.add_custom_button(__("Look and Decide"), () =>
			planota_hub.preview_merge(frm.doc.record_type, frm.doc.kept, frm.doc.merged, frm)
		).addClass("btn-primary");
		frm.add_custom_button(__("Do Not Merge"), () =>
			frappe.prompt(
				{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason") },
				async ({ reason }) => {
					await frappe.xcall("planota_hub.planota_hub.merging.records.decline_merge", {
						log: frm.doc.name,
						reason,
					});
					frm.reload_doc();
				},
				__("Do Not Merge"),
				__("Do Not Merge")
			)
		);
	},
});
