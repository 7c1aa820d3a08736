// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Election Ballot", {
	setup(frm) {
		frm.set_query("election", () => ({ filters: { stage: ["in", ["Voting", "Counted", "Decided"]] } }));
	},

	refresh(frm) {
		if (frm.is_new()) {
			offer_what_fits(frm);
			return;
		}
		frm.set_intro("");
		if (frm.doc.status !== "Valid") {
			frm.set_intro(
				__("This ballot is kept, but it does not count: {0}.", [__(frm.doc.reason)]),
				"orange"
			);
		}
		const is_staff = ["Hub Officer", "Hub Manager", "System Manager"].some((role) =>
			frappe.user.has_role(role)
		);
		const entered_it = frm.doc.owner === frappe.session.user;
		const is_taken_back = frm.doc.channel === "Online" || frm.doc.reason === "Entered by Mistake";
		if (is_staff && !entered_it && !is_taken_back) {
			frm.add_custom_button(__("Entered by Mistake"), () => mark_as_mistake(frm));
		}
		if (frappe.model.can_create("Election Ballot")) {
			frm.add_custom_button(__("Enter the Next Ballot"), () =>
				frappe.new_doc("Election Ballot", { election: frm.doc.election, channel: frm.doc.channel })
			);
		}
	},

	election: offer_what_fits,
	ngo: offer_candidates,

	// what is mistyped or forgotten would make an invalid ballot that stays
	async validate(frm) {
		const question = get_question(frm);
		if (!question) return;
		const is_sure = await new Promise((resolve) =>
			frappe.confirm(
				question,
				() => resolve(true),
				() => resolve(false)
			)
		);
		if (!is_sure) frappe.validated = false;
		else if (frm.doc.candidate) frm.doc.names_nobody = 1;
	},
});

// of an open vote, whose names are known here
function get_question(frm) {
	const { candidate, names_nobody } = frm.doc;
	if (!frm.is_new() || !frm.is_open_vote || !frm.candidates || names_nobody) return null;
	const typed = (candidate || "").trim().replace(/\s+/g, " ").toLowerCase();
	if (!typed) return __("No candidate is entered. Is none marked on the ballot, or more than one?");
	if (frm.candidates.some((name) => name.toLowerCase() === typed)) return null;
	const name = frappe.utils.escape_html(candidate);
	return __("Nobody of this name stands here: {0}. Does it really stand on the ballot?", [name]);
}

// in a secret election nobody enters for whom a ballot is, and none comes by e-mail
async function offer_what_fits(frm) {
	if (!frm.is_new()) return;
	const { election } = frm.doc;
	const { message } = election
		? await frappe.db.get_value("Representative Election", election, "ballot_secrecy")
		: {};
	const is_secret = message?.ballot_secrecy === "Secret Ballot";
	frm.is_open_vote = !is_secret;
	frm.set_df_property(
		"channel",
		"options",
		is_secret ? ["Post", "In Person"] : ["Post", "E-mail", "In Person"]
	);
	frm.toggle_display(["candidate", "names_nobody"], !is_secret);
	frm.candidates = null;
	frm.set_intro(""); // the form asks again when the election is chosen
	if (is_secret) {
		frm.set_intro(
			__(
				"A secret ballot: check the signed statement, leave the envelope inside closed and put it into the ballot box."
			),
			"blue"
		);
	} else {
		await offer_candidates(frm);
	}
}

async function offer_candidates(frm) {
	if (!frm.doc.election || !frm.is_new() || !frm.is_open_vote) return;
	const names = await frappe.xcall(
		"planota_hub.local_networks.doctype.election_ballot.election_ballot.get_candidate_names",
		{ election: frm.doc.election, ngo: frm.doc.ngo }
	);
	frm.candidates = names;
	// the list of the field was made when the form was: new options alone would not reach it
	frm.set_df_property("candidate", "options", names);
	const field = frm.get_field("candidate");
	// the framework would empty it of a name that is not in its list
	field.df.ignore_validation = 1;
	field.set_data(names);
}

function mark_as_mistake(frm) {
	frappe.prompt(
		{ fieldname: "note", fieldtype: "Small Text", label: __("What was wrong"), reqd: 1 },
		async ({ note }) => {
			const method = "mark_as_mistake";
			const options = { title: __("Mark as a Mistake") };
			await planota_hub.send_after_preview({
				frm,
				method,
				args: { note },
				options,
				unless_silent: true,
			});
			frm.reload_doc();
		},
		__("The ballot is kept, but it does not count"),
		__("Mark as a Mistake")
	);
}
