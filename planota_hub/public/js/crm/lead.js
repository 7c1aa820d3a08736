// SPDX-License-Identifier: GPL-3.0-only
// A lead of the CRM: made an NGO or a stakeholder of the hub, or linked to one that the hub knows.
frappe.provide("planota_hub");

if (!planota_hub.forms_of_leads) {
	planota_hub.forms_of_leads = ["Lead", "CRM Lead"];

	for (const doctype of planota_hub.forms_of_leads) {
		frappe.ui.form.on(doctype, { refresh: offer_targets });
	}
}

const LEADS = "planota_hub.integrations.leads";
const LINKS = { NGO: "hub_ngo", Stakeholder: "hub_stakeholder" };
const QUESTIONS = {
	NGO: { fieldname: "legal_form", label: __("Legal Form") },
	Stakeholder: { fieldname: "stakeholder_type", label: __("Type") },
};

function offer_targets(frm) {
	if (frm.is_new() || !frm.has_perm("write")) {
		return;
	}
	Object.keys(QUESTIONS)
		.filter((target) => frappe.model.can_create(target) && !frm.doc[LINKS[target]])
		.forEach((target) =>
			frm.add_custom_button(__(target), () => ask_what_is_missing(frm, target), __("Planota Hub"))
		);
}

async function ask_what_is_missing(frm, target) {
	const lead = { doctype: frm.doctype, lead: frm.doc.name };
	const known = await frappe.xcall(`${LEADS}.propose`, lead);
	await new Promise((resolve) => frappe.model.with_doctype(target, resolve));
	const question = QUESTIONS[target];
	const is_new = "eval:!doc.existing";
	const dialog = new frappe.ui.Dialog({
		title: __("Make {0} of {1}", [__(target), known.title]),
		fields: [
			{
				...question,
				fieldtype: "Select",
				options: frappe.meta.get_docfield(target, question.fieldname).options,
				depends_on: is_new,
				mandatory_depends_on: is_new,
			},
			{
				fieldname: "municipality",
				fieldtype: "Link",
				options: "Municipality",
				label: __("Municipality"),
				default: known.municipality,
				depends_on: is_new,
				mandatory_depends_on: target === "NGO" ? is_new : "",
			},
			{ fieldname: "known_section", fieldtype: "Section Break", label: __("Or") },
			{
				fieldname: "existing",
				fieldtype: "Link",
				options: target,
				label: __("Known to the Hub As"),
				description: __("Leave empty to make a new one."),
				only_select: 1,
			},
			{
				fieldname: "note",
				fieldtype: "HTML",
				options: `<p class="text-muted">${__("Contacts, addresses, messages and events will belong to both; comments are copied; open tasks move.")}</p>`,
			},
		],
		primary_action_label: __("Take Over"),
		async primary_action({ existing, ...values }) {
			const name = existing
				? await frappe.xcall(`${LEADS}.link_lead`, { ...lead, into: target, name: existing })
				: await frappe.xcall(`${LEADS}.convert_lead`, { ...lead, into: target, values });
			dialog.hide();
			frappe.set_route("Form", target, name);
		},
	});
	dialog.show();
}
