// SPDX-License-Identifier: GPL-3.0-only
// The form of a Contact: the page with everything about the person, and who is probably the same one

frappe.ui.form.on("Contact", {
	refresh(frm) {
		frm.layout.wrapper.find(".same-people").remove();
		if (frm.is_new() || !planota_hub.MERGING_ROLES.some((role) => frappe.user.has_role(role))) return;
		frm.add_custom_button(__("Everything About This Person"), () =>
			frappe.set_route("person", frm.doc.name)
		);
		if (frm.has_perm("write")) show_same_people(frm);
	},
});

async function show_same_people(frm) {
	const contact = frm.doc.name;
	const method = "planota_hub.planota_hub.register.same_people.get_same_people";
	const people = await frappe.xcall(method, { contact });
	if (!people.length || frm.doc.name !== contact) return;
	frm.layout.wrapper.find(".same-people").remove();
	const $panel = $("<div class='same-people'>").prependTo(frm.layout.wrapper);
	const rows = people.map((person) => ({
		...person,
		name: person.contact,
		title: person.full_name,
		details: [person.description],
	}));
	planota_hub.show_duplicates(frm, $panel, rows);
}
