// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Survey", {
	setup(frm) {
		frm.set_query("segment", () => ({ filters: { disabled: 0 } }));
		frm.set_query("responsible", () => ({ filters: { enabled: 1 } }));
		frm.set_query("former_survey", () => ({ filters: { name: ["!=", frm.doc.name || ""] } }));
	},

	refresh(frm) {
		freeze_what_was_promised(frm);
		if (frm.is_new()) return;
		show_course(frm);
		show_open_link(frm);
		if (frm.perm[0]?.write) add_buttons(frm);
	},
});

// what is settled since people answer shows so
function freeze_what_was_promised(frm) {
	const has_begun = !["Draft", undefined, ""].includes(frm.doc.stage);
	for (const fieldname of ["answered_through", "answers_by", "is_anonymous", "segment"]) {
		frm.set_df_property(fieldname, "read_only", has_begun ? 1 : 0);
	}
	const is_answered = frm.doc.answers_count > 0 || ["Closed", "Withdrawn"].includes(frm.doc.stage);
	frm.set_df_property("questions", "read_only", is_answered ? 1 : 0);
	frm.set_df_property("closes_on", "read_only", ["Closed", "Withdrawn"].includes(frm.doc.stage) ? 1 : 0);
}

function show_course(frm) {
	const { stage, answered_through, answers_count, invited_count } = frm.doc;
	frm.set_intro("");
	if (stage !== "Open") return;
	const said =
		answered_through === "Personal Link"
			? __("{0} of {1} have answered.", [answers_count, invited_count])
			: __("Answers so far: {0}", [answers_count]);
	frm.set_intro(said, "blue");
}

async function show_open_link(frm) {
	const $place = frm.get_field("link_html").$wrapper.empty();
	if (frm.doc.answered_through !== "Open Link" || frm.doc.stage !== "Open") return;
	const { message: url } = await frm.call("get_open_link");
	$place.append(
		$("<p>").text(__("Anybody answers at this address:")),
		$("<p>").append($("<a>", { href: url, target: "_blank", rel: "noopener" }).text(url)),
		$("<button>", { class: "btn btn-default btn-sm mb-3" })
			.text(__("Copy the Address"))
			.on("click", () => frappe.utils.copy_to_clipboard(url))
	);
}

function add_buttons(frm) {
	const { stage, answered_through } = frm.doc;
	if (stage === "Open" && answered_through === "Personal Link") {
		frm.add_custom_button(__("Invite a Segment"), () => invite(frm));
	}
	if (stage === "Closed") frm.add_custom_button(__("Ask Again"), () => ask_again(frm));
}

function invite(frm) {
	const title = __("Invite a Segment");
	frappe.prompt(
		[
			{
				fieldname: "segment",
				fieldtype: "Link",
				options: "Audience Segment",
				label: __("Segment"),
				description: __("Those of it who are not asked yet; nobody is asked twice."),
				get_query: () => ({ filters: { disabled: 0 } }),
				default: frm.doc.segment,
				reqd: 1,
			},
		],
		async (args) => {
			const number = await planota_hub.send_after_preview({
				frm,
				method: "invite",
				args,
				options: { title },
			});
			if (number === undefined) return;
			frappe.show_alert({ message: __("E-mails in the queue: {0}", [number]), indicator: "green" });
			frm.reload_doc();
		},
		title,
		__("Look at It")
	);
}

// the same questions once more, to be compared with these answers
function ask_again(frm) {
	const survey = frappe.model.copy_doc(frm.doc);
	survey.former_survey = frm.doc.name;
	frappe.set_route("Form", "Survey", survey.name);
}
