// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Election Correction", {
	setup(frm) {
		frm.set_query("election", () => ({ filters: { stage: "Voting" } }));
		frm.set_query("ballot", () => ({
			filters: { election: frm.doc.election, ngo: frm.doc.ngo, status: "Valid" },
		}));
	},

	refresh(frm) {
		if (frm.is_new() || frm.doc.status !== "Proposed" || !frm.perm[0]?.write) return;
		const is_own = frm.doc.proposed_by === frappe.session.user;
		if (is_own) {
			frm.set_intro(__("Another member of staff has to confirm this."), "orange");
		} else {
			frm.add_custom_button(__("Confirm the Correction"), () => decide(frm, "confirm")).addClass(
				"btn-primary"
			);
		}
		frm.add_custom_button(is_own ? __("Take Back") : __("Reject"), () => decide(frm, "reject"));
	},
});

async function decide(frm, method) {
	await planota_hub.send_after_preview({ frm, method, unless_silent: true });
	frm.reload_doc();
}
