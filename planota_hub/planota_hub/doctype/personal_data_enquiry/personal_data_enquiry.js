// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Personal Data Enquiry", {
	refresh(frm) {
		show_state(frm);
		frm.set_df_property("findings", "cannot_add_rows", true);
		frm.set_df_property("findings", "cannot_delete_rows", true);
		if (frm.is_new()) return;
		const decides = ["Hub Manager", "System Manager"].some((role) => frappe.user.has_role(role));
		if (frm.doc.status === "Open") {
			frm.add_custom_button(__("Search Again"), () => run(frm, "search_again"));
			if (decides) {
				frm.add_custom_button(__("Approve"), () => ask_to_approve(frm)).addClass("btn-primary");
				frm.add_custom_button(__("Refuse"), () => ask_to_refuse(frm));
			}
		}
		if (decides && frm.doc.kind === "Access" && frm.doc.email) {
			frm.add_custom_button(__("Download the Copy"), () => download(frm));
		}
	},
});

function show_state(frm) {
	if (frm.doc.status === "Unconfirmed") {
		frm.set_intro(__("Waits until the person opens the link that was sent to the address."), "blue");
	} else if (frm.doc.status === "Open" && !frm.is_new()) {
		const undecided = (frm.doc.findings || []).filter((row) => !row.decision).length;
		frm.set_intro(
			frm.doc.searched_on
				? undecided
					? __("Please decide on {0} rows that were found by name or phone only.", [undecided])
					: __("Everything is decided. A manager approves or refuses the request.")
				: __("The search goes on in the background. Please load the page again in a moment."),
			undecided ? "orange" : "blue"
		);
	}
}

function ask_to_approve(frm) {
	const question =
		frm.doc.kind === "Deletion"
			? __("Remove the person from all records that are theirs? This can't be undone.")
			: __("Send the person a link to the copy of their data?");
	frappe.confirm(question, () => run(frm, "approve"));
}

function ask_to_refuse(frm) {
	frappe.prompt(
		{
			fieldname: "reason",
			fieldtype: "Small Text",
			label: __("Reason for the Refusal"),
			description: __("Told to the person, who may complain to the supervisory authority"),
			reqd: 1,
		},
		({ reason }) => run(frm, "refuse", { reason }),
		__("Refuse"),
		__("Refuse")
	);
}

function download(frm) {
	const method = "/api/method/planota_hub.personal_data.enquiries.download_copy";
	window.open(`${method}?enquiry=${encodeURIComponent(frm.doc.name)}`);
}

async function run(frm, method, args = {}) {
	if (frm.is_dirty()) await frm.save();
	await frappe.xcall(`planota_hub.personal_data.enquiries.${method}`, { enquiry: frm.doc.name, ...args });
	frm.reload_doc();
}
