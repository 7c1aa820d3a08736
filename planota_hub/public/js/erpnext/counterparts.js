// SPDX-License-Identifier: GPL-3.0-only
// Funded projects, advocacy campaigns and consortia: their counterparts in ERPNext, and what these know.
const COUNTERPARTS = "planota_hub.integrations.erpnext.counterparts";

frappe.ui.form.on("Funded Project", {
	async refresh(frm) {
		if (frm.is_new() || !frappe.model.can_read("Project")) {
			return;
		}
		const found = await call_erpnext("get_project_spending", { funded_project: frm.doc.name });
		if (found) {
			add_open_button(frm, "Project", found.project);
			frm.dashboard.add_indicator(
				__("Spent in ERPNext: {0}", [format_currency(found.spent, found.currency)]),
				"blue"
			);
		} else {
			add_make_button(frm, "Project", "create_project", { funded_project: frm.doc.name }, [
				{
					fieldname: "company",
					fieldtype: "Link",
					options: "Company",
					label: __("Company"),
					default: frappe.defaults.get_user_default("Company"),
					reqd: 1,
				},
			]);
		}
	},
});

frappe.ui.form.on("Advocacy Campaign", {
	async refresh(frm) {
		if (frm.is_new() || !frappe.model.can_read("Campaign")) {
			return;
		}
		const found = await call_erpnext("count_campaign_leads", { advocacy_campaign: frm.doc.name });
		if (found) {
			add_open_button(frm, "Campaign", found.campaign);
			frm.dashboard.add_indicator(__("Leads in ERPNext: {0}", [found.leads]), "blue");
		} else {
			add_make_button(frm, "Campaign", "create_campaign", { advocacy_campaign: frm.doc.name });
		}
	},
});

frappe.ui.form.on("Partnership Consortium", {
	refresh(frm) {
		if (!frm.is_new() && frappe.model.can_create("Contract")) {
			frm.add_custom_button(__("Make {0}", [__("Contract")]), () => ask_for_party(frm), __("ERPNext"));
		}
	},
});

async function ask_for_party(frm) {
	const consortium = frm.doc.name;
	const parties = await call_erpnext("get_contract_parties", { consortium });
	const free = parties.filter((row) => !row.contract);
	if (!free.length) {
		frappe.msgprint(
			parties.length
				? __("Every partner that ERPNext knows has its contract.")
				: __(
						"ERPNext knows no partner of this consortium: make the NGO a customer or supplier first."
					)
		);
		return;
	}
	frappe.prompt(
		{
			fieldname: "index",
			fieldtype: "Select",
			label: __("Partner"),
			options: free.map((row, index) => ({
				value: String(index),
				label: `${row.partner_name} (${__(row.party_type)} ${row.party})`,
			})),
			default: "0",
			description: __("A draft is made of the terms of the agreement; ERPNext goes on from there."),
			reqd: 1,
		},
		async ({ index }) => {
			const { party_type, party } = free[Number(index)];
			const name = await call_erpnext("create_contract", { consortium, party_type, party });
			frappe.set_route("Form", "Contract", name);
		},
		__("Make {0}", [__("Contract")]),
		__("Make")
	);
}

function add_open_button(frm, doctype, name) {
	frm.add_custom_button(
		__("Open {0}", [__(doctype)]),
		() => frappe.set_route("Form", doctype, name),
		__("ERPNext")
	);
}

// `asked` are the fields that ERPNext wants to know besides
function add_make_button(frm, doctype, method, args, asked = []) {
	if (!frappe.model.can_create(doctype)) {
		return;
	}
	const make = async (values) => {
		await call_erpnext(method, { ...args, ...values });
		frappe.show_alert({ message: __("Done"), indicator: "green" });
		frm.reload_doc();
	};
	const title = __("Make {0}", [__(doctype)]);
	const question = __("Make {0} in ERPNext and link it to this document?", [__(doctype)]);
	const ask = asked.length
		? () => frappe.prompt(asked, make, title, __("Make"))
		: () => frappe.confirm(question, () => make());
	frm.add_custom_button(title, ask, __("ERPNext"));
}

function call_erpnext(method, args) {
	return frappe.xcall(`${COUNTERPARTS}.${method}`, args);
}
