// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Body Mandate", {
	setup(frm) {
		for (const fieldname of ["ngo", "deputy_ngo"]) {
			frm.set_query(fieldname, () => ({ filters: { stage: "Verified" } }));
		}
		frm.set_query("body", () => ({ filters: { status: "Active" } }));
		frm.make_methods = {
			"Body Mandate": () => frappe.new_doc(frm.doctype, { body: frm.doc.body, seat: frm.doc.seat }),
		};
	},

	refresh(frm) {
		if (frm.is_new()) return offer_seats(frm);
		add_buttons(frm);
	},

	body(frm) {
		frm.set_value("seat", "");
		offer_seats(frm);
	},
});

// the seats of the body, the vacant ones first
async function offer_seats(frm) {
	if (!frm.doc.body) return frm.get_field("seat").set_data([]);
	const { message: seats } = await frappe.call({
		method: "planota_hub.local_networks.bodies.coverage.get_seat_choices",
		args: { body: frm.doc.body },
	});
	frm.get_field("seat").set_data(seats);
}

function add_buttons(frm) {
	const lasts = ["Planned", "Active", "Expiring"].includes(frm.doc.status);
	if (!lasts || !frm.has_perm("write") || frm.doc.ended_early_on) return;
	const end = __("End");
	frm.add_custom_button(__("End Early"), () => ask_for_end(frm, __("End Early"), end_early), end);
	if (frm.doc.deputy_name && frappe.model.can_create(frm.doctype)) {
		const title = __("Hand Over to the Deputy");
		frm.add_custom_button(title, () => ask_for_end(frm, title, hand_over), end);
	}
	if (frm.doc.email && !frm.doc.user && frm.doc.status !== "Planned") {
		frm.add_custom_button(__("Invite to the Portal"), () => invite(frm));
	}
}

function ask_for_end(frm, title, act) {
	const { label, description } = frm.get_field("ended_early_on").df;
	const reason = frm.get_field("end_reason").df;
	frappe.prompt(
		[
			{
				fieldname: "day",
				fieldtype: "Date",
				label: __(label),
				description: __(description),
				default: frappe.datetime.get_today(),
				reqd: 1,
			},
			{
				fieldname: "reason",
				fieldtype: "Select",
				label: __(reason.label),
				options: reason.options.split("\n").filter((value) => value && value !== "Body Dissolved"),
				reqd: 1,
			},
		],
		(values) => act(frm, values),
		title,
		title
	);
}

async function end_early(frm, values) {
	await frm.call("end_early", values);
	await frm.reload_doc();
}

async function hand_over(frm, values) {
	const { message: successor } = await frm.call("hand_over_to_deputy", values);
	frappe.set_route("Form", frm.doctype, successor);
}

async function invite(frm) {
	const options = { title: __("Invite to the Portal") };
	const user = await planota_hub.send_after_preview({ frm, method: "invite_to_portal", options });
	if (user === undefined) return;
	await frm.reload_doc();
	frappe.show_alert({ message: __("The invitation is in the e-mail queue."), indicator: "green" });
}
