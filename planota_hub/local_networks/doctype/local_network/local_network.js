// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Local Network", {
	setup(frm) {
		frm.set_query("coordinator", () => ({
			query: "planota_hub.capacity_building.support.people.find_users_with_role",
			filters: { roles: ["Network Coordinator", "Hub Officer", "Hub Manager"] },
		}));
	},

	refresh(frm) {
		frm.toggle_display(["health_html", "health_section"], !frm.is_new());
		if (frm.is_new()) return;
		show_health(frm);
		add_buttons(frm);
	},
});

function show_health(frm) {
	const { doc } = frm;
	const warnings = [
		doc.status === "Dormant" && __("The network has not met for a long time."),
		doc.overdue_decisions && __("Overdue decisions: {0}", [doc.overdue_decisions]),
		!doc.current_members && __("The network has no members today."),
		!doc.coordinator && __("Nobody coordinates the network."),
	].filter(Boolean);
	const $box = $("<div class='form-message'>").addClass(warnings.length ? "orange" : "green");
	if (warnings.length) {
		$box.append($("<ul class='mb-0'>").append(warnings.map((text) => $("<li>").text(text))));
	} else {
		$box.text(__("The network is doing well."));
	}
	frm.get_field("health_html")
		.$wrapper.empty()
		.append(doc.status === "Closed" ? "" : $box);
}

function add_buttons(frm) {
	if (frm.doc.status === "Closed") return;
	if (frappe.model.can_create("Member Vote")) {
		frm.add_custom_button(
			__("Member Vote"),
			() => frappe.new_doc("Member Vote", { vote_of_doctype: frm.doctype, vote_of: frm.doc.name }),
			__("Create")
		);
	}
	if (frappe.model.can_create("Hub Meeting")) {
		frm.add_custom_button(
			__("Meeting"),
			() =>
				frappe.new_doc("Hub Meeting", {
					meeting_of_doctype: "Local Network",
					meeting_of: frm.doc.name,
					municipality: frm.doc.municipalities[0]?.municipality,
				}),
			__("Create")
		);
	}
	if (frappe.model.can_create("Local Need")) {
		frm.add_custom_button(
			__("Local Need"),
			() => frappe.new_doc("Local Need", { municipality: frm.doc.municipalities[0]?.municipality }),
			__("Create")
		);
	}
}
