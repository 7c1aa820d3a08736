// SPDX-License-Identifier: GPL-3.0-only
// A briefing to chosen organisations, or to all who belong to a network, a consortium, a body or a campaign
frappe.provide("planota_hub");

(() => {
	planota_hub.WHOLE_GROUPS = {
		"Local Network": () => __("Write to the Members"),
		"Partnership Consortium": () => __("Write to the Partners"),
		"Representative Body": () => __("Write to the Members"),
		"Advocacy Campaign": () => __("Write to the Organisations"),
	};

	const MOST_CHOSEN = 500;

	/**
	 * Open a new briefing whose audience is filled in; who gets it, and who is left out and why, stands in its form.
	 * chosen: DocType, name and title of each; about: the record it is about, so that answers stand with it.
	 */
	planota_hub.write_to = async (chosen, about) => {
		if (chosen.length > MOST_CHOSEN) {
			frappe.msgprint(
				__(
					"Choose at most {0}, or write to all of a kind, a municipality or a field by a briefing.",
					[MOST_CHOSEN]
				)
			);
			return;
		}
		const doctype = "Stakeholder Briefing";
		await frappe.model.with_doctype(doctype);
		const briefing = frappe.model.get_new_doc(doctype);
		if (about) [briefing.about_doctype, briefing.about] = about;
		briefing.audience = [];
		for (const [chosen_type, name, title] of chosen) {
			if (title) frappe.utils.add_link_title(chosen_type, name, title);
			const row = frappe.model.add_child(briefing, "Briefing Audience", "audience");
			Object.assign(row, { recipient_type: "Those Chosen", chosen_type, chosen: name });
		}
		frappe.set_route("Form", doctype, briefing.name);
	};

	const get_record = (doctype, doc) => [doctype, doc.name, doc[frappe.get_meta(doctype).title_field]];

	planota_hub.offer_writing = (listview) => {
		if (!frappe.model.can_create("Stakeholder Briefing")) return;
		listview.page.add_actions_menu_item(
			__("Write to Them"),
			() =>
				planota_hub.write_to(
					listview.get_checked_items().map((doc) => get_record(listview.doctype, doc))
				),
			false
		);
	};

	// the Desk loads this file once
	for (const group of Object.keys(planota_hub.WHOLE_GROUPS)) {
		frappe.ui.form.on(group, {
			refresh(frm) {
				if (frm.is_new() || !frappe.model.can_create("Stakeholder Briefing")) return;
				const record = get_record(frm.doctype, frm.doc);
				frm.add_custom_button(
					planota_hub.WHOLE_GROUPS[frm.doctype](),
					() => planota_hub.write_to([record], record),
					__("Create")
				);
			},
		});
	}
})();
