// SPDX-License-Identifier: GPL-3.0-only
// An NGO in the CRM: made a customer, supplier or organisation of it, or linked to one that is there.
// The boot names the DocTypes that this site has for it.
frappe.ui.form.on("NGO", {
	refresh(frm) {
		if (frm.is_new() || ["Listed", "Rejected", "Inactive"].includes(frm.doc.stage)) {
			return;
		}
		(frappe.boot.hub_parties || [])
			.filter((doctype) => frappe.model.can_create(doctype))
			.forEach((doctype) => add_party_button(frm, doctype));
	},
});

const PARTIES = "planota_hub.integrations.parties";

async function add_party_button(frm, doctype) {
	const name = frm.doc.name;
	const { message } = await frappe.db.get_value(doctype, { hub_ngo: name }, "name");
	if (frm.doc.name !== name) {
		return;
	}
	const party = message && message.name;
	const label = party ? __("Open {0}", [__(doctype)]) : __("Make {0}", [__(doctype)]);
	frm.add_custom_button(
		label,
		() => (party ? frappe.set_route("Form", doctype, party) : offer(frm, doctype)),
		__("CRM")
	);
}

async function offer(frm, doctype) {
	const matches = await frappe.xcall(`${PARTIES}.find_matches`, { ngo: frm.doc.name, doctype });
	if (!matches.length) {
		frappe.confirm(
			__(
				"Make {0} a record of the type {1}? Name, numbers, contacts and addresses are kept in step with the NGO.",
				[frappe.utils.escape_html(frm.doc.ngo_name).bold(), __(doctype)]
			),
			() => make_party(frm, doctype, 0)
		);
		return;
	}
	const dialog = new frappe.ui.Dialog({
		title: __("Is it one of these?"),
		fields: [
			{
				fieldname: "party",
				fieldtype: "Select",
				label: __(doctype),
				options: matches.map((row) => ({ value: row.name, label: `${row.title} (${row.name})` })),
				default: matches[0].name,
				description: __("Linking overwrites nothing: only its empty fields are filled."),
				reqd: 1,
			},
		],
		primary_action_label: __("Link"),
		async primary_action({ party }) {
			dialog.hide();
			await frappe.xcall(`${PARTIES}.link_party`, { ngo: frm.doc.name, doctype, party });
			party_made(frm);
		},
		secondary_action_label: __("It Is Another One, Make It"),
		secondary_action() {
			dialog.hide();
			make_party(frm, doctype, 1);
		},
	});
	dialog.show();
}

async function make_party(frm, doctype, despite_matches) {
	await frappe.xcall(`${PARTIES}.create_party`, { ngo: frm.doc.name, doctype, despite_matches });
	party_made(frm);
}

function party_made(frm) {
	frappe.show_alert({ message: __("Done"), indicator: "green" });
	frm.reload_doc();
}
