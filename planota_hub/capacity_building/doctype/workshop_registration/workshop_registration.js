// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Workshop Registration", {
	setup(frm) {
		frm.set_query("ngo", () => ({ filters: { stage: ["in", ["Verified", "Submitted", "Listed"]] } }));
		frm.set_query("workshop", () => ({ filters: { stage: ["in", ["Announced", "Closed", "Held"]] } }));
	},

	refresh(frm) {
		planota_hub.taking_part.show_own_answers(frm);
		if (frm.is_new()) return;
		const { status, attendance } = frm.doc;
		if (status !== "Cancelled" && attendance !== "Attended" && frm.perm[0]?.write) {
			frm.add_custom_button(__("Cancel Registration"), () => cancel(frm));
		}
		if (attendance === "Attended") {
			frm.add_custom_button(__("Certificate"), () => open_certificate(frm));
		}
	},
});

async function cancel(frm) {
	await planota_hub.send_after_preview({
		method: "planota_hub.capacity_building.doctype.workshop_registration.workshop_registration.cancel_registration",
		args: { registration: frm.doc.name },
		options: {
			title: __("Cancel Registration"),
			hint: __("Cancel this registration? The first one on the waiting list moves up."),
			send_label: __("Cancel Registration"),
		},
	});
	frm.reload_doc();
}

function open_certificate(frm) {
	const query = new URLSearchParams({
		doctype: frm.doctype,
		name: frm.doc.name,
		format: "Workshop Certificate",
		no_letterhead: 1,
	});
	window.open(`/printview?${query}`);
}
