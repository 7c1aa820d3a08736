// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Hub Settings", {
	refresh(frm) {
		if (["Hub Manager", "System Manager"].some((role) => frappe.user.has_role(role))) {
			frm.add_custom_button(__("Load Demo Data"), load_demo_data, __("Demo Data"));
			frm.add_custom_button(__("Clear Demo Data"), clear_demo_data, __("Demo Data"));
			frm.add_custom_button(__("Replace Signing Keys"), replace_signing_keys);
			frm.add_custom_button(__("Replace the Key of Reports"), () => replace_report_key(frm));
		}
		const parties = frappe.boot.hub_parties || [];
		if (frappe.user.has_role("Hub Manager")) {
			parties
				.filter((doctype) => frappe.model.can_create(doctype))
				.forEach((doctype) =>
					frm.add_custom_button(__(doctype), () => confirm_parties(doctype), __("Make of All NGOs"))
				);
		}
	},
});

function confirm_parties(doctype) {
	frappe.confirm(
		__(
			"Make a record of the type {0} of every verified NGO that has none? It goes on in the background; you are told what came of it. Where the CRM has a likely match, link it on the NGO.",
			[__(doctype)]
		),
		async () => {
			const waiting = await frappe.xcall("planota_hub.integrations.background.start", { doctype });
			frappe.show_alert(
				waiting
					? { message: __("Begun for {0} NGOs", [waiting]), indicator: "blue" }
					: { message: __("Every verified NGO has one already."), indicator: "green" }
			);
		}
	);
}

async function replace_signing_keys() {
	const keys = await frappe.db.get_list("Signing Key", {
		fields: ["name"],
		order_by: "name asc",
		limit: 0,
	});
	const consequence = __(
		"Every link of the chosen kinds that was sent before is void at once: people need a new e-mail. Do this when a backup, the server or a mailbox was in wrong hands."
	);
	frappe.prompt(
		[
			// a list of check boxes shows no description
			{ fieldtype: "HTML", fieldname: "consequence", options: `<p>${consequence}</p>` },
			{
				fieldname: "purposes",
				fieldtype: "MultiCheck",
				label: __("Links For"),
				options: keys.map(({ name }) => ({ label: __(name), value: name })),
				columns: 1,
			},
		],
		async ({ purposes }) => {
			const replaced = await frappe.xcall("planota_hub.rules.signing_keys.replace_keys", {
				purposes: purposes || [],
			});
			frappe.show_alert({
				message: __("{0} signing keys were replaced.", [replaced.length]),
				indicator: "green",
			});
		},
		__("Replace Signing Keys"),
		__("Replace")
	);
}

function replace_report_key(frm) {
	frappe.confirm(
		__(
			"Draw a new key for the reports of this hub? Published reports stay valid; the network must enter the new key. Do this when a backup or the server was in wrong hands."
		),
		async () => {
			await frappe.xcall("planota_hub.hub_network.publishing.signing.replace_key");
			frm.reload_doc();
		}
	);
}

function load_demo_data() {
	frappe.prompt(
		{
			fieldname: "password",
			fieldtype: "Data",
			label: __("Password of the Demo Users"),
			description: __(
				"Fictional NGOs, bodies of the region and one user for each role are created. Without a password nobody can log in as one of these users."
			),
		},
		async ({ password }) => {
			const state = await call_demo("load_demo_data", { password });
			frappe.msgprint({
				title: __("Demo Data"),
				message: [__("Created:"), ...counted(state.created), ...users_of(state)].join("<br>"),
			});
		},
		__("Load Demo Data"),
		__("Load")
	);
}

function clear_demo_data() {
	frappe.confirm(
		__("Delete every record with the tag Demo? What your own records depend on stays."),
		async () => {
			const state = await call_demo("clear_demo_data");
			const kept = state.kept.map(
				(row) =>
					`${__(row.doctype)} ${frappe.utils.escape_html(row.name)}: ${frappe.utils.escape_html(row.reason)}`
			);
			const stays = kept.length ? ["", __("These stay:"), ...kept] : [];
			frappe.msgprint({
				title: __("Demo Data"),
				message: [__("Deleted:"), ...counted(state.removed), ...stays].join("<br>"),
			});
		}
	);
}

function call_demo(method, args) {
	return frappe
		.call({
			method: `planota_hub.demo.api.${method}`,
			args,
			freeze: true,
			freeze_message: __("This takes up to half a minute …"),
		})
		.then((response) => response.message);
}

function counted(numbers) {
	const lines = Object.entries(numbers).map(([doctype, number]) => `${__(doctype)}: ${number}`);
	return lines.length ? lines : [__("Nothing")];
}

function users_of(state) {
	return state.users.length ? ["", __("Users:"), ...state.users.map(frappe.utils.escape_html)] : [];
}
