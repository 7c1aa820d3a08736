// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Stakeholder", {
	setup(frm) {
		frm.set_query("municipality", () =>
			frm.doc.country ? { filters: { country: frm.doc.country } } : {}
		);
	},

	refresh(frm) {
		frappe.dynamic_link = { doc: frm.doc, fieldname: "name", doctype: frm.doctype };
		frm.toggle_display("possible_duplicates_html", false);
		if (frm.is_new()) {
			frappe.contacts.clear_address_and_contact(frm);
		} else {
			frappe.contacts.render_address_and_contact(frm);
			show_likely_duplicates(frm);
			offer_hand_over(frm);
		}
	},

	stakeholder_type(frm) {
		// the sector follows from the type on saving; only Other leaves the choice
		frm.set_value("sector", "");
	},
});

// a new mayor: the term of the one before ends the day before, and both stay in the table
function offer_hand_over(frm) {
	const current = (frm.doc.people || []).filter((row) => row.is_current);
	if (!current.length || !frm.has_perm("write")) return;
	frm.add_custom_button(__("Hand Over a Function"), () => {
		const dialog = new frappe.ui.Dialog({
			title: __("Hand Over a Function"),
			fields: [
				{
					fieldname: "former",
					fieldtype: "Select",
					label: __("Until Now"),
					options: current.map((row) => ({
						value: row.name,
						label: [row.full_name, row.function].filter(Boolean).join(", "),
					})),
					default: current[0].name,
					reqd: 1,
				},
				{
					fieldname: "from_date",
					fieldtype: "Date",
					label: __("First Day of the New Person"),
					default: frappe.datetime.get_today(),
					description: __("The term of the one before ends the day before"),
					reqd: 1,
				},
				{ fieldname: "new_person", fieldtype: "Section Break", label: __("New Person") },
				{ fieldname: "full_name", fieldtype: "Data", label: __("Full Name"), reqd: 1 },
				{
					fieldname: "function",
					fieldtype: "Data",
					label: __("Function"),
					description: __("Left empty, the same"),
				},
				{ fieldname: "column_break_reach", fieldtype: "Column Break" },
				{ fieldname: "email", fieldtype: "Data", options: "Email", label: __("Email") },
				{ fieldname: "phone", fieldtype: "Data", options: "Phone", label: __("Phone") },
			],
			primary_action_label: __("Hand Over"),
			async primary_action(values) {
				const former = frm.doc.people.find((row) => row.name === values.former);
				const last_day = frappe.datetime.add_days(values.from_date, -1);
				const { to_date } = former;
				await frappe.model.set_value(former.doctype, former.name, "to_date", last_day);
				const added = frm.add_child("people", {
					full_name: values.full_name,
					function: values.function || former.function,
					email: values.email,
					phone: values.phone,
					from_date: values.from_date,
				});
				frm.refresh_field("people");
				await frm.save();
				if (!frm.is_dirty()) return dialog.hide();
				// refused: the form is as it was, and what was entered stays in the dialog
				frappe.model.clear_doc(added.doctype, added.name);
				await frappe.model.set_value(former.doctype, former.name, "to_date", to_date);
				frm.refresh_field("people");
			},
		});
		dialog.show();
	});
}

async function show_likely_duplicates(frm) {
	if (!frappe.model.can_create(frm.doctype) || !frm.has_perm("write")) return;
	const { doctype } = frm;
	const { name } = frm.doc;
	const method = "planota_hub.planota_hub.register.duplicates.get_likely_duplicates";
	const found = await frappe.xcall(method, { doctype, name });
	if (!found.length || frm.doc.name !== name) return;
	frm.toggle_display("possible_duplicates_html", true);
	const rows = found.map((row) => ({
		...row,
		details: [row.municipality, __(row.stakeholder_type), row.disabled ? __("Disabled") : ""],
	}));
	planota_hub.show_duplicates(frm, frm.get_field("possible_duplicates_html").$wrapper, rows);
}
