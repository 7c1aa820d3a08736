// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Local Need", {
	setup(frm) {
		frm.set_query("field_of_work", () => ({ filters: { disabled: 0 } }));
		frm.set_query("duplicate_of", () => ({
			filters: { name: ["!=", frm.doc.name], stage: ["not in", ["Duplicate", "Rejected"]] },
		}));
		frm.set_query("ngo", () => ({ filters: { stage: "Verified" } }));
	},

	refresh(frm) {
		show_formula(frm);
		frm.toggle_display(["answers_html", "endorsers_html"], !frm.is_new());
		frm.toggle_display("similar_needs_html", Boolean(frm.doc.__onload?.similar_needs?.length));
		if (frm.is_new()) return;
		show_similar_needs(frm);
		show_answers(frm);
		show_endorsers(frm);
		add_buttons(frm);
	},

	severity: show_formula,
	reach: show_formula,
	gap: show_formula,
});

const CLASS_COLOURS = { High: "red", Medium: "orange", Low: "gray" };

// the same product as on the server, shown while it is typed
function show_formula(frm) {
	const [severity, reach, gap] = ["severity", "reach", "gap"].map((factor) => cint(frm.doc[factor]));
	const priority = severity * reach * gap;
	const name = priority >= 60 ? "High" : priority >= 27 ? "Medium" : "Low";
	const $formula = $("<p class='text-muted'>");
	if (priority) {
		$formula.append(
			document.createTextNode(`${severity} × ${reach} × ${gap} = `),
			$("<strong>").text(priority),
			document.createTextNode(" "),
			$("<span class='indicator-pill'>").addClass(CLASS_COLOURS[name]).text(__(name))
		);
	} else {
		$formula.text(__("Severity × reach × gap: choose all three to see the priority."));
	}
	frm.get_field("priority_html").$wrapper.empty().append($formula);
}

function show_similar_needs(frm) {
	const similar = frm.doc.__onload?.similar_needs || [];
	const $list = $("<ul class='mb-0'>");
	for (const { name, need_title, municipality, stage, score } of similar) {
		const $link = $("<a>").attr("href", frappe.utils.get_form_link("Local Need", name)).text(need_title);
		const facts = [municipality, __(stage), __("{0} % alike", [score])].join(", ");
		$list.append($("<li>").append($link, document.createTextNode(` (${facts})`)));
	}
	const $box = similar.length
		? $("<div class='form-message yellow'>").append($("<strong>").text(__("Similar needs")), $list)
		: "";
	frm.get_field("similar_needs_html").$wrapper.empty().append($box);
}

async function show_answers(frm) {
	const { message: graph } = await frappe.call({
		method: "planota_hub.local_networks.needs.graph.get_graph",
		args: { need: frm.doc.name },
	});
	const empty = `<p class="text-muted">${__("Nothing answers this need yet. Name it in a decision of a meeting, a proposal, a campaign, a consortium or an action plan.")}</p>`;
	frm.get_field("answers_html").$wrapper.html(graph || empty);
}

function show_endorsers(frm) {
	const $list = $("<ul class='list-unstyled'>");
	for (const { member_type, member, title, endorsed_on, reason } of frm.doc.__onload?.endorsers || []) {
		const $link = $("<a>").attr("href", frappe.utils.get_form_link(member_type, member)).text(title);
		const $facts = $("<span class='text-muted'>").text(` · ${frappe.datetime.str_to_user(endorsed_on)}`);
		$list.append($("<li class='mb-2'>").append($link, $facts, $("<div>").text(reason || "")));
	}
	frm.get_field("endorsers_html").$wrapper.empty().append($list);
}

function add_buttons(frm) {
	const is_open = ["Accepted", "In Action", "Addressed"].includes(frm.doc.stage);
	if (is_open && frm.has_perm("write")) {
		frm.add_custom_button(__("Still Stands"), () => confirm_need(frm), __("Review"));
	}
	if (
		frappe.model.can_create("Need Endorsement") &&
		!["Rejected", "Duplicate", "Addressed"].includes(frm.doc.stage)
	) {
		frm.add_custom_button(
			__("Endorsement"),
			() => frappe.new_doc("Need Endorsement", { need: frm.doc.name }),
			__("Create")
		);
	}
	if (is_open && frappe.model.can_create("Partnership Consortium")) {
		frm.add_custom_button(__("Partnership Consortium"), () => new_consortium(frm), __("Create"));
	}
	if (is_open && frappe.model.can_create("Hub Meeting")) {
		frm.add_custom_button(
			__("Meeting"),
			() =>
				frappe.new_doc("Hub Meeting", {
					meeting_of_doctype: frm.doc.local_network ? "Local Network" : "",
					meeting_of: frm.doc.local_network,
					municipality: frm.doc.municipality,
				}),
			__("Create")
		);
	}
}

// a consortium that serves the need
async function new_consortium(frm) {
	await frappe.model.with_doctype("Partnership Consortium");
	const consortium = frappe.model.get_new_doc("Partnership Consortium");
	const { name: need, municipality, field_of_work } = frm.doc;
	Object.assign(consortium, { municipality, field_of_work });
	Object.assign(frappe.model.add_child(consortium, "Addressed Need", "addressed_needs"), { need });
	frappe.set_route("Form", consortium.doctype, consortium.name);
}

async function confirm_need(frm) {
	const { message: due } = await frappe.call({
		method: "planota_hub.local_networks.needs.reviews.confirm_need",
		args: { need: frm.doc.name },
	});
	await frm.reload_doc();
	const message = due
		? __("Reviewed. Next review: {0}", [frappe.datetime.str_to_user(due)])
		: __("Reviewed.");
	frappe.show_alert({ message, indicator: "green" });
}
