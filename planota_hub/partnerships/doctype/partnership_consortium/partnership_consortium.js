// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Partnership Consortium", {
	setup(frm) {
		frm.set_query("field_of_work", () => ({ filters: { disabled: 0 } }));
		frm.set_query("responsible", () => ({
			query: "planota_hub.capacity_building.support.people.find_users_with_role",
			filters: { roles: ["Hub Officer", "Hub Manager", "Hub Mentor"] },
		}));
		frm.set_query("partner", "partners", (doc, cdt, cdn) => ({
			filters: PARTNER_FILTERS[locals[cdt][cdn].partner_type],
		}));
		frm.show_balance = frappe.utils.debounce(() => load_balance(frm), 400);
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.responsible) frm.set_value("responsible", frappe.session.user);
	},

	refresh(frm) {
		draw_balance(frm, frm.doc.__onload?.balance);
		if (frm.is_new()) return;
		show_what_is_missing(frm);
		lock_signed(frm);
		add_buttons(frm);
	},

	partners_remove: (frm) => frm.show_balance(),
});

frappe.provide("planota_hub.ask_first");
planota_hub.ask_first["Partnership Consortium"] = (frm, action) => {
	if (action === "Activate") return offer_override(frm);
};

frappe.ui.form.on("Consortium Partner", {
	partners_add: (frm) => frm.show_balance(),
	partners_remove: (frm) => frm.show_balance(),
	partner_type(frm, cdt, cdn) {
		frappe.model.set_value(cdt, cdn, "partner", "");
	},
	partner: (frm) => frm.show_balance(),
	partner_role: (frm) => frm.show_balance(),
	votes: (frm) => frm.show_balance(),
	budget_share: (frm) => frm.show_balance(),
	from_date: (frm) => frm.show_balance(),
	to_date: (frm) => frm.show_balance(),
});

const PARTNER_FILTERS = { NGO: { stage: "Verified" }, Stakeholder: { disabled: 0 } };
const SIGNED_STAGES = ["Agreement Signed", "Active", "Closed"];
// as in the report
const SECTOR_COLOURS = {
	"Civil Society": "#1f7a5c",
	Public: "#3b82c4",
	Private: "#d9a441",
	"Cross-Sector": "#8a6fb0",
};

// Sector balance: asked of the server for the form as it is, saved or not

async function load_balance(frm) {
	const { message } = await frappe.call(
		"planota_hub.partnerships.doctype.partnership_consortium.partnership_consortium.get_balance",
		{ doc: frm.doc }
	);
	draw_balance(frm, message);
}

function draw_balance(frm, balance) {
	const $box = frm.fields_dict.balance_html.$wrapper.empty();
	if (!balance?.partners) {
		$box.append($("<p class='text-muted'>").text(__("Add partners to see the balance of the sectors.")));
		return;
	}
	const $card = $("<div class='form-group frappe-card p-3' data-balance>").attr(
		"data-passed",
		balance.passed
	);
	const title = __("{0} partners, {1} votes", [balance.partners, balance.votes]);
	$card.append($("<div class='mb-2'>").append($("<strong>").text(title)));
	$card.append(draw_bar(balance), draw_legend(balance), draw_rules(balance));
	$box.append($card);
}

function draw_bar({ sectors, votes }) {
	const $bar = $("<div class='progress' style='height: 18px'>").attr({
		role: "img",
		"aria-label": sectors.map(describe_sector).join(", "),
	});
	for (const row of sectors.filter((sector) => sector.votes)) {
		$("<div class='progress-bar'>")
			.css({ width: `${(row.votes / votes) * 100}%`, background: SECTOR_COLOURS[row.sector] })
			.attr("title", describe_sector(row))
			.appendTo($bar);
	}
	return $bar;
}

function draw_legend({ sectors }) {
	const $legend = $("<div class='small mt-2' style='display: flex; flex-wrap: wrap; gap: 4px 16px'>");
	for (const row of sectors) {
		$("<span>")
			.append(
				$("<span aria-hidden='true'>").css({ color: SECTOR_COLOURS[row.sector] }).text("■ "),
				document.createTextNode(describe_sector(row))
			)
			.appendTo($legend);
	}
	return $legend;
}

function describe_sector({ sector, partners, votes, percent }) {
	return __("{0}: {1} partners, {2} votes ({3} %)", [__(sector), partners, votes, percent]);
}

function draw_rules({ rules, shares, overridden }) {
	const $list = $("<ul class='list-unstyled mt-3 mb-0'>");
	const all = rules.map((row) => ({ ...row }));
	if (shares !== null && shares !== undefined) {
		all.push({
			passed: shares === 100,
			label: __("The shares of the budget add up to 100 %"),
			reason: __("Together they are {0} %.", [shares]),
		});
	}
	for (const { passed, label, reason } of all) {
		$("<li class='mb-1'>")
			.append(
				$("<span class='indicator-pill'>")
					.addClass(passed ? "green" : "red")
					.text(
						passed
							? __("Passed", null, "Partnership Consortium")
							: __("Failed", null, "Partnership Consortium")
					),
				document.createTextNode(` ${label} – `),
				$("<span class='text-muted'>").text(reason)
			)
			.appendTo($list);
	}
	if (overridden) {
		$("<li class='mt-2 text-muted'>")
			.text(__("A Hub Manager let the consortium start anyway; the note is kept below."))
			.appendTo($list);
	}
	return $list;
}

// What comes next

function show_what_is_missing(frm) {
	const missing = frm.doc.__onload?.missing || [];
	if (!missing.length) return;
	const lines = missing.map((line) => `<li>${line}</li>`).join("");
	frm.set_intro(`${__("Before the next step:")}<ul class="mb-0">${lines}</ul>`, "blue");
}

function lock_signed(frm) {
	const signed = SIGNED_STAGES.includes(frm.doc.stage);
	for (const fieldname of [
		"consortium_name",
		"purpose",
		"agreement_terms",
		"budget",
		"starts_on",
		"ends_on",
	]) {
		frm.set_df_property(fieldname, "read_only", signed);
	}
	frm.set_df_property("partners", "cannot_add_rows", signed);
	frm.set_df_property("partners", "cannot_delete_rows", signed);
}

function add_buttons(frm) {
	const prints = __("Print");
	frm.add_custom_button(__("Letters of Intent"), () => open_print(frm, "Letter of Intent"), prints);
	frm.add_custom_button(__("Agreement"), () => open_print(frm, "Consortium Agreement"), prints);
	for (const { agreement_number, signed_on } of frm.doc.agreements || []) {
		const day = frappe.datetime.str_to_user(signed_on);
		frm.add_custom_button(
			__("Signed Agreement {0}, {1}", [agreement_number, day]),
			() => open_print(frm, "Consortium Agreement", agreement_number),
			prints
		);
	}
	if (!frm.has_perm("write")) return;
	if (["Initiated", "Forming"].includes(frm.doc.stage) && frm.doc.partners?.length) {
		frm.add_custom_button(__("Enter Signatures"), () => enter_signatures(frm));
	}
	if (frappe.model.can_create("Joint Action Plan") && frm.doc.stage === "Active") {
		frm.add_custom_button(__("Joint Action Plan"), () => new_plan(frm), __("Create"));
	}
	if (frappe.model.can_create("Promotion Activity")) {
		frm.add_custom_button(
			__("Promotion Activity"),
			() =>
				frappe.new_doc("Promotion Activity", {
					served_type: frm.doctype,
					served: frm.doc.name,
					municipality: frm.doc.municipality,
				}),
			__("Create")
		);
	}
}

function open_print(frm, format, agreement) {
	const query = new URLSearchParams({
		doctype: frm.doctype,
		name: frm.doc.name,
		format,
		trigger_print: 0,
		_lang: frappe.boot.lang,
		...(agreement ? { agreement } : {}),
	});
	window.open(`/printview?${query}`);
}

// the day of a signature for all who have none yet: most consortia sign at one table
function enter_signatures(frm) {
	frappe.prompt(
		[
			{
				fieldname: "what",
				fieldtype: "Select",
				label: __("Signed"),
				options: [
					{ value: "signed_on", label: __("Agreement") },
					{ value: "letter_of_intent_on", label: __("Letter of Intent") },
				],
				default: "signed_on",
				reqd: 1,
			},
			{
				fieldname: "day",
				fieldtype: "Date",
				label: __("Signed On"),
				default: frappe.datetime.get_today(),
				description: __("For all partners who have no day yet"),
				reqd: 1,
			},
		],
		async ({ what, day }) => {
			for (const row of frm.doc.partners.filter((partner) => !partner[what] && !partner.to_date)) {
				await frappe.model.set_value(row.doctype, row.name, what, day);
			}
			await frm.save();
		},
		__("Enter Signatures"),
		__("Enter")
	);
}

// a plan of this year that serves the needs of the consortium
async function new_plan(frm) {
	await frappe.model.with_doctype("Joint Action Plan");
	const plan = frappe.model.get_new_doc("Joint Action Plan");
	const year = Number(frappe.datetime.get_today().slice(0, 4));
	const { consortium_name, field_of_work, responsible } = frm.doc;
	Object.assign(plan, {
		plan_title: `${consortium_name.slice(0, 134)} ${year}`,
		plan_of_type: frm.doctype,
		plan_of: frm.doc.name,
		year,
		field_of_work,
		responsible,
	});
	for (const { need, contribution } of frm.doc.addressed_needs || []) {
		Object.assign(frappe.model.add_child(plan, "Addressed Need", "addressed_needs"), {
			need,
			contribution,
		});
	}
	frappe.set_route("Form", plan.doctype, plan.name);
}

function offer_override(frm) {
	const balance = frm.doc.__onload?.balance;
	if (!balance || balance.passed || balance.overridden) return;
	if (!frappe.user.has_role("Hub Manager")) return;
	const failed = balance.rules.filter((row) => !row.passed);
	const reasons = failed.map((row) => `<li>${row.label}: ${row.reason}</li>`).join("");
	const fields = [
		{
			fieldname: "failed",
			fieldtype: "HTML",
			options: `<p>${__("The consortium does not meet these rules:")}</p><ul>${reasons}</ul>`,
		},
		{
			fieldname: "note",
			fieldtype: "Small Text",
			label: __("Note"),
			description: __("Why it may start anyway. The note is kept with your name."),
			reqd: 1,
		},
	];
	return planota_hub.ask_before_step(frm, fields, async ({ note }) => {
		await frm.call("override_balance", { note });
		await frm.reload_doc();
	});
}
