// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Campaign Supporter", {
	setup(frm) {
		frm.set_query("campaign", () => ({
			filters: { stage: ["in", ["Approved", "Active", "Suspended", "Evaluated"]] },
		}));
		frm.set_query("ngo", () => ({ filters: { stage: "Verified" } }));
	},

	refresh(frm) {
		frm.trigger("supporter_kind");
	},

	supporter_kind(frm) {
		frm.toggle_display(
			["organisation", "registration_number", "ngo"],
			frm.doc.supporter_kind === "Organisation"
		);
		frm.toggle_reqd("organisation", frm.doc.supporter_kind === "Organisation" && !frm.doc.ngo);
	},
});
