// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Network Hub", {
	refresh(frm) {
		if (frm.is_new() || !frm.doc.address || !frm.perm[0]?.write) return;
		frm.add_custom_button(__("Look Up the Key"), () => look_up_key(frm));
		if (frm.doc.status === "Active") {
			frm.add_custom_button(__("Fetch Reports Now"), () => fetch_reports(frm));
		}
	},
});

async function look_up_key(frm) {
	const { message } = await frm.call({ doc: frm.doc, method: "look_up_key", freeze: true });
	const question = __(
		"{0} publishes a key with the fingerprint {1}. Has the hub told you the same fingerprint by another way?",
		[message.hub_name, message.fingerprint].map(frappe.utils.escape_html)
	);
	frappe.confirm(question, () => {
		frm.set_value("public_key", message.public_key);
		frm.save();
	});
}

async function fetch_reports(frm) {
	const { message } = await frm.call({ doc: frm.doc, method: "fetch_reports", freeze: true });
	await frm.reload_doc();
	if (message.fault) {
		frappe.msgprint({ title: __("Not Imported"), indicator: "orange", message: message.fault });
		return;
	}
	frappe.show_alert({ message: __("New reports: {0}", [message.received]), indicator: "green" });
}
