// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("NGO", {
	setup(frm) {
		frm.set_query("ministry", "public_interest_statuses", () => ({
			filters: { stakeholder_type: "Ministry", disabled: 0 },
		}));
		frm.set_query("municipality", () =>
			frm.doc.country ? { filters: { country: frm.doc.country } } : {}
		);
	},

	refresh(frm) {
		frappe.dynamic_link = { doc: frm.doc, fieldname: "name", doctype: frm.doctype };
		frm.toggle_display("possible_duplicates_html", false);
		if (frm.is_new()) {
			frappe.contacts.clear_address_and_contact(frm);
			return;
		}
		frappe.contacts.render_address_and_contact(frm);
		show_stage_hint(frm);
		show_open_calls(frm);
		if (is_staff(frm)) {
			if (frm.doc.stage !== "Listed") add_portal_buttons(frm);
			show_likely_duplicates(frm);
		}
	},
});

const STAFF_ROLES = ["Hub Manager", "Hub Officer"];
const REGISTER = "planota_hub.planota_hub.register";

function is_staff(frm) {
	const staff = STAFF_ROLES.some((role) => frappe.user.has_role(role));
	return staff && frm.has_perm("write");
}

function show_stage_hint(frm) {
	// hints add up, and the form is refreshed twice after its first save
	frm.set_intro();
	if (frm.doc.stage === "Rejected") {
		frm.set_intro(__("Rejected: {0}", [frappe.utils.escape_html(frm.doc.rejection_reason)]), "red");
	} else if (frm.doc.stage === "Inactive") {
		frm.set_intro(__("This NGO is no longer active."), "orange");
	} else if (frm.doc.stage === "Submitted" && is_staff(frm)) {
		frm.set_intro(__("Waits to be verified: check its numbers, seat and likely duplicates."), "blue");
	} else if (frm.doc.stage === "Listed") {
		const text = __(
			"Known from the business register only: not in contact, not published, not written to."
		);
		const hint = __("Begin Contact under Actions when you first get in touch with it.");
		frm.set_intro(is_staff(frm) ? `${text} ${hint}` : text, "blue");
	}
}

// Portal

function add_portal_buttons(frm) {
	const current = (frm.doc.representatives || []).filter((row) => row.is_current);
	add_person_button(
		frm,
		__("Invite to Portal"),
		current.filter((row) => !row.user && row.email),
		`${REGISTER}.portal_access.invite_to_portal`,
		__("The person gets an e-mail with a link to set a password, and sees and updates this NGO.")
	);
	add_person_button(
		frm,
		__("Withdraw Portal Access"),
		(frm.doc.representatives || []).filter((row) => row.user),
		`${REGISTER}.portal_access.withdraw_portal_access`,
		__("The person no longer sees this NGO; the function in the NGO stays as it is.")
	);
}

function add_person_button(frm, label, people, method, description) {
	if (!people.length) {
		return;
	}
	frm.add_custom_button(
		label,
		() =>
			frappe.prompt(
				{
					fieldname: "representative",
					fieldtype: "Select",
					label: __("Representative"),
					options: people.map((row) => ({
						value: row.name,
						label: [row.full_name, row.email].filter(Boolean).join(", "),
					})),
					default: people[0].name,
					description,
					reqd: 1,
				},
				({ representative }) => call(method, { ngo: frm.doc.name, representative }, frm),
				label,
				label
			),
		__("Portal")
	);
}

// Calls that suit the NGO, each with the reasons

async function show_open_calls(frm) {
	const name = frm.doc.name;
	const readable = frm.doc.stage === "Verified" && frappe.model.can_read("Funding Call");
	const calls = readable
		? await frappe.xcall("planota_hub.funding.calls.matching.get_calls_of_ngo", { ngo: name })
		: [];
	if (frm.doc.name !== name) return;
	const rows = calls.map((funding_call) => {
		const color = funding_call.state === "Matches" ? "green" : "orange";
		const last_day = funding_call.closes_on
			? frappe.datetime.str_to_user(funding_call.closes_on)
			: __("Open until spent");
		const reasons = funding_call.criteria.map(({ label, reason }) =>
			frappe.utils.escape_html(`${label}: ${reason}`)
		);
		const title = frappe.utils.escape_html(funding_call.call_title);
		return `<tr>
			<td>${frappe.utils.get_form_link("Funding Call", funding_call.name, true, title)}</td>
			<td><span class="indicator-pill ${color}">${__(funding_call.state)}</span></td>
			<td>${last_day}</td>
			<td>${reasons.join("<br>") || __("Open to every NGO")}</td>
		</tr>`;
	});
	const html = rows.length
		? `<table class="table table-bordered">
			<thead><tr><th>${__("Call", null, "Funding Call")}</th><th>${__("Match")}</th><th>${__("Last day")}</th><th>${__("Reasons")}</th></tr></thead>
			<tbody>${rows.join("")}</tbody></table>`
		: `<p class="text-muted">${__("No call that is open or announced suits this NGO.")}</p>`;
	frm.get_field("open_calls_html").$wrapper.html(html);
}

// Likely duplicates

async function show_likely_duplicates(frm) {
	const name = frm.doc.name;
	const found = await frappe.xcall(`${REGISTER}.duplicates.get_likely_duplicates`, { name });
	if (!found.length || frm.doc.name !== name) {
		return;
	}
	frm.toggle_display("possible_duplicates_html", true);
	const rows = found.map((row) => ({ ...row, details: [row.municipality, __(row.stage)] }));
	planota_hub.show_duplicates(frm, frm.get_field("possible_duplicates_html").$wrapper, rows);
}

async function call(method, args, frm) {
	if (method.endsWith(".invite_to_portal")) {
		const options = { title: __("Invite to Portal") };
		const sent = await planota_hub.send_after_preview({ method, args, options });
		if (sent === undefined) return;
	} else {
		await frappe.xcall(method, args);
	}
	frappe.show_alert({ message: __("Done"), indicator: "green" });
	return frm.reload_doc();
}
