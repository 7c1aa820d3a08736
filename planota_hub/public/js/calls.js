// SPDX-License-Identifier: GPL-3.0-only
// A call is written down in one dialog, beside the people of an organisation
frappe.provide("planota_hub");

planota_hub.may_note_call = (frm) =>
	["NGO", "Stakeholder", "Contact"].includes(frm.doctype) &&
	(frm.has_perm("write") || may_enter_hours(frm));

planota_hub.note_call = (frm, person = "") => {
	const fields = [
		{ fieldname: "topic", fieldtype: "Data", label: __("Topic"), reqd: 1 },
		{ fieldname: "person", fieldtype: "Data", label: __("With Whom"), default: person },
		{ fieldname: "note", fieldtype: "Small Text", label: __("What Was Said") },
	];
	if (may_enter_hours(frm)) {
		fields.push({
			fieldname: "hours",
			fieldtype: "Float",
			label: __("Hours"),
			precision: 2,
			description: __("Of counselling, for example 0.5; left empty the call is a note only"),
		});
	}
	if (frm.doctype === "Contact") {
		const ngos = get_ngos(frm);
		fields.push({
			fieldname: "ngo",
			fieldtype: "Link",
			options: "NGO",
			label: __("Hours for the NGO"),
			default: ngos[0],
			get_query: () => ({ filters: { name: ["in", ngos] } }),
			depends_on: "eval:doc.hours > 0",
			mandatory_depends_on: "eval:doc.hours > 0",
		});
	}
	const dialog = new frappe.ui.Dialog({
		title: __("Note a Call"),
		fields,
		primary_action_label: __("Save"),
		async primary_action(values) {
			const method = "planota_hub.capacity_building.support.calls.note_call";
			const asked = { doctype: frm.doctype, name: frm.doc.name, ...values };
			await frappe.xcall(method, asked);
			dialog.hide();
			frappe.show_alert({ message: __("The call is noted."), indicator: "green" });
			frm.reload_doc();
		},
	});
	dialog.show();
};

function may_enter_hours(frm) {
	if (!frappe.model.can_create("Mentoring Session")) return false;
	if (frm.doctype === "NGO") return frm.doc.stage === "Verified";
	return frm.doctype === "Contact" && get_ngos(frm).length > 0;
}

function get_ngos(frm) {
	return (frm.doc.links || []).filter((row) => row.link_doctype === "NGO").map((row) => row.link_name);
}
