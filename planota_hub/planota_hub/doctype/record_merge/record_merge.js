// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Record Merge", {
	refresh(frm) {
		frm.disable_save();
		show_undo(frm);
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

// within a month the two can be made two again
function show_undo(frm) {
	frm.set_intro();
	const { status, undo_until } = frm.doc;
	if (status === "Merged" && undo_until && undo_until >= frappe.datetime.get_today()) {
		const last_day = frappe.datetime.str_to_user(undo_until);
		frm.set_intro(__("This merge can be undone until {0}.", [last_day]), "blue");
		if (frappe.user.has_role("Hub Manager")) {
			frm.add_custom_button(__("Undo the Merge"), () => planota_hub.undo_merge(frm));
		}
	} else if (status === "Merged") {
		frm.set_intro(__("This merge can't be undone any more: its month is over."));
	}
}
