// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Good Practice", {
	refresh(frm) {
		if (frm.doc.origin_hub) {
			frm.set_intro(
				__("From {0}. The text is kept there and changes here by import only.", [frm.doc.origin_hub]),
				"blue"
			);
		}
		if (frm.doc.stage === "Published") {
			frm.add_web_link(`/good-practices/${frm.doc.name}`, __("See on Website"));
		}
		frm.toggle_reqd("decline_reason", frm.doc.stage === "Declined");
	},
});
