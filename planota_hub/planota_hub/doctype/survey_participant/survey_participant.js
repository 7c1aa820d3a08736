// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Survey Participant", {
	refresh(frm) {
		if (frm.is_new() || !frm.perm[0]?.write || !frm.doc.email) return;
		frm.add_custom_button(__("Send the Link Again"), () => send_link(frm));
	},
});

async function send_link(frm) {
	if (frm.is_dirty()) await frm.save();
	const sent = await planota_hub.send_after_preview({
		frm,
		method: "send_link",
		args: {},
		options: { title: __("Send the Link Again") },
	});
	if (sent !== undefined) frm.reload_doc();
}
