// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Member Vote", {
	setup(frm) {
		show_options_in_words();
		frm.set_query("responsible", "decisions", () => ({ filters: { enabled: 1 } }));
		const RULES = "planota_hub.planota_hub.votes.rules";
		for (const [fieldname, method] of [
			["vote_of_doctype", "get_kinds"],
			["subject_doctype", "get_subjects"],
		]) {
			frappe
				.xcall(`${RULES}.${method}`)
				.then((names) => frm.set_query(fieldname, () => ({ filters: { name: ["in", names] } })));
		}
	},

	// the keyboard leads through the last row into an empty one
	validate(frm) {
		const is_empty = (row) => !(row.decision || row.responsible || row.due_date || row.carried_out_by);
		const kept = (frm.doc.decisions || []).filter((row) => !is_empty(row));
		if (kept.length === (frm.doc.decisions || []).length) return;
		frm.doc.decisions = kept;
		kept.forEach((row, position) => (row.idx = position + 1));
		frm.refresh_field("decisions");
	},

	refresh(frm) {
		freeze_what_is_voted_on(frm);
		show_course(frm);
		if (!frm.is_new() && frm.perm[0]?.write) add_buttons(frm);
	},
});

// the two of a vote for or against are stored in the language of the code
function show_options_in_words() {
	for (const [doctype, fieldname] of [
		["Member Vote Option", "option"],
		["Member Vote Voter", "choice"],
	]) {
		const df = frappe.meta.get_docfield(doctype, fieldname);
		if (df) df.formatter = (value) => frappe.utils.escape_html(name_option(value || ""));
	}
}

// what is settled since the vote began shows so
function freeze_what_is_voted_on(frm) {
	const has_begun = !["Draft", undefined, ""].includes(frm.doc.stage);
	const can_choose = frm.doc.vote_kind === "Choice of Options";
	for (const fieldname of [
		"question",
		"vote_of_doctype",
		"vote_of",
		"explanation",
		"vote_kind",
		"ballot_secrecy",
		"voting_by",
		"majority_rule",
		"quorum_percent",
		"allows_abstention",
		"tie_rule",
		"subject_doctype",
		"subject",
		"candidate_type",
		"candidate",
		"candidate_role",
		"candidate_votes",
		"voters",
	]) {
		frm.set_df_property(fieldname, "read_only", has_begun ? 1 : 0);
	}
	frm.set_df_property("options", "read_only", has_begun || !can_choose ? 1 : 0);
	frm.set_df_property("voting_until", "read_only", ["Closed", "Withdrawn"].includes(frm.doc.stage) ? 1 : 0);
}

function show_course(frm) {
	const { stage, ballot_secrecy, voting_by, voters = [], voted_count, voters_count } = frm.doc;
	frm.set_intro("");
	if (stage !== "Voting") return;
	const parts = [__("{0} of {1} have voted.", [voted_count, voters_count])];
	if (voting_by === "Personal Link") {
		const unreached = voters.filter((row) => !row.sent_on && row.status === "Not Voted");
		if (unreached.length && ballot_secrecy === "Open Vote") {
			parts.push(__("Without a link: {0}. Enter their votes in the room.", [unreached.length]));
		} else if (unreached.length) {
			parts.push(__("Without a link: {0}. They vote once they have an address.", [unreached.length]));
		}
	}
	frm.set_intro(parts.join(" "), "blue");
}

function add_buttons(frm) {
	const { stage, voting_by, ballot_secrecy, outcome, subject, carried_out_on, tie_rule } = frm.doc;
	if (stage === "Draft") frm.add_custom_button(__("Add Members"), () => add_members(frm));
	if (stage === "Voting" && voting_by === "Show of Hands") {
		frm.add_custom_button(__("Count the Hands"), () => count_hands(frm));
	}
	if (stage === "Voting" && voting_by === "Personal Link" && ballot_secrecy === "Open Vote") {
		frm.add_custom_button(__("Votes in the Room"), () => record_votes(frm));
	}
	if (stage === "Voting") frm.add_custom_button(__("Somebody Stands In"), () => replace_voter(frm));
	const is_tied = stage === "Closed" && outcome === "Tie" && frm.doc.tied_options;
	if (is_tied && tie_rule === "By Lot") {
		frm.add_custom_button(__("Draw the Lot"), () => draw_lot(frm)).addClass("btn-primary");
	}
	if (is_tied && tie_rule === "Chair Decides") {
		frm.add_custom_button(__("Decision of the Chair"), () => enter_chair_decision(frm)).addClass(
			"btn-primary"
		);
	}
	if (stage === "Closed" && outcome === "Accepted" && subject && !carried_out_on) {
		frm.add_custom_button(__("Carry Out the Result"), () => carry_out(frm)).addClass("btn-primary");
	}
	if (stage === "Closed" && ["Accepted", "Option Chosen"].includes(outcome)) {
		frm.add_custom_button(__("Make a Decision"), () => make_decision(frm));
	}
	if (stage === "Closed") frm.add_custom_button(__("Record of a Vote"), () => open_print(frm), __("Print"));
}

function open_print(frm) {
	const query = new URLSearchParams({
		doctype: frm.doctype,
		name: frm.doc.name,
		format: "Vote Record",
		no_letterhead: 1,
	});
	window.open(`/printview?${query}`);
}

async function add_members(frm) {
	if (frm.is_dirty()) await frm.save();
	const { message: number } = await frm.call("add_voters");
	frappe.show_alert({ message: __("Added to the voters: {0}", [number]), indicator: "green" });
	frm.reload_doc();
}

function name_option(option) {
	return ["For", "Against", "Abstained"].includes(option) ? __(option, null, "Member Vote") : option;
}

function describe_voter(row) {
	const organisation =
		frappe.utils.get_link_title("NGO", row.ngo) ||
		frappe.utils.get_link_title("Stakeholder", row.stakeholder) ||
		row.ngo ||
		row.stakeholder;
	return [...new Set([row.person_name, organisation])].filter(Boolean).join(", ");
}

function get_choices(frm) {
	const options = frm.doc.options.map((row) => row.option);
	return frm.doc.allows_abstention ? [...options, "Abstained"] : options;
}

function record_votes(frm) {
	const options = [
		{ value: "", label: "" },
		...get_choices(frm).map((value) => ({ value, label: name_option(value) })),
	];
	const waiting = frm.doc.voters.filter(
		(row) => row.channel !== "Online" && row.status !== "No Longer a Member"
	);
	if (!waiting.length) return frappe.msgprint(__("Everybody has voted by the link."));
	const dialog = new frappe.ui.Dialog({
		title: __("Votes in the Room"),
		fields: waiting.map((row) => ({
			fieldname: row.name,
			fieldtype: "Select",
			label: frappe.utils.escape_html(describe_voter(row)),
			options,
			default: row.choice || "",
		})),
		primary_action_label: __("Record", null, "Verb"),
		async primary_action(choices) {
			const number = await planota_hub.send_after_preview({
				frm,
				method: "record_votes",
				args: { choices },
				options: { title: __("Votes in the Room") },
				unless_silent: true,
			});
			if (number === undefined) return;
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
}

function count_hands(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Count the Hands"),
		fields: [
			...frm.doc.options.map((row) => ({
				fieldname: row.name,
				fieldtype: "Int",
				label: frappe.utils.escape_html(name_option(row.option)),
				default: row.votes,
			})),
			{
				fieldname: "abstained",
				fieldtype: "Int",
				label: name_option("Abstained"),
				default: frm.doc.votes_abstained,
				hidden: !frm.doc.allows_abstention,
			},
		],
		primary_action_label: __("Record", null, "Verb"),
		async primary_action(values) {
			const figures = Object.fromEntries(
				frm.doc.options.map((row) => [row.option, values[row.name] || 0])
			);
			await frm.call("record_hands", { figures, abstained: values.abstained || 0 });
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
}

function replace_voter(frm) {
	const waiting = frm.doc.voters.filter((row) => row.status !== "Voted");
	if (!waiting.length) return frappe.msgprint(__("Everybody has voted already."));
	const dialog = new frappe.ui.Dialog({
		title: __("Somebody Stands In"),
		fields: [
			{
				fieldname: "row",
				fieldtype: "Select",
				label: __("Whose vote"),
				reqd: 1,
				options: waiting.map((row) => ({ value: row.name, label: describe_voter(row) })),
			},
			{ fieldname: "person_name", fieldtype: "Data", label: __("Who votes instead"), reqd: 1 },
			{
				fieldname: "email",
				fieldtype: "Data",
				options: "Email",
				label: __("Email"),
				reqd: 1,
				description: __("The new personal link goes here; the former one is void at once."),
			},
		],
		primary_action_label: __("Continue"),
		async primary_action(args) {
			const answer = await planota_hub.send_after_preview({
				frm,
				method: "replace_voter",
				args,
				options: { title: __("Somebody Stands In") },
				unless_silent: true,
			});
			if (answer === undefined) return;
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
}

function draw_lot(frm) {
	const options = frm.doc.tied_options.split("\n").map((option) => name_option(option));
	const list = frappe.utils.escape_html(options.join(", "));
	const message = __("The lot is drawn once and decides between: {0}.", [`<b>${list}</b>`]);
	frappe.confirm(message, async () => {
		await frm.call("draw_lot");
		frm.reload_doc();
	});
}

function enter_chair_decision(frm) {
	const options = frm.doc.tied_options.split("\n");
	const dialog = new frappe.ui.Dialog({
		title: __("Decision of the Chair"),
		fields: [
			{
				fieldname: "option",
				fieldtype: "Select",
				label: __("The chair decides for"),
				reqd: 1,
				options: options.map((value) => ({ value, label: name_option(value) })),
				description: __("It is entered once and stays."),
			},
		],
		primary_action_label: __("Record", null, "Verb"),
		async primary_action(values) {
			await frm.call("enter_chair_decision", values);
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
}

function carry_out(frm) {
	const title = frappe.utils.escape_html(
		frappe.utils.get_link_title(frm.doc.subject_doctype, frm.doc.subject) || frm.doc.subject
	);
	let message = __("Take the step on {0} that the members have decided on?", [`<b>${title}</b>`]);
	if (frm.doc.candidate) {
		const name =
			frappe.utils.get_link_title(frm.doc.candidate_type, frm.doc.candidate) || frm.doc.candidate;
		message = __(
			"Take {0} into {1}? If the agreement is signed, it is opened and all partners sign anew.",
			[`<b>${frappe.utils.escape_html(name)}</b>`, `<b>${title}</b>`]
		);
	}
	frappe.confirm(message, async () => {
		await frm.call("carry_out");
		frm.reload_doc();
	});
}

function make_decision(frm) {
	const { vote_of_doctype, vote_of } = frm.doc;
	const of = vote_of_doctype === "Hub Meeting" ? { name: vote_of } : { meeting_of: vote_of };
	const dialog = new frappe.ui.Dialog({
		title: __("Make a Decision"),
		// the suggestions of the first field would cover the others
		no_focus: true,
		fields: [
			{
				fieldname: "meeting",
				fieldtype: "Link",
				options: "Hub Meeting",
				label: __("Meeting"),
				default: vote_of_doctype === "Hub Meeting" ? vote_of : undefined,
				description: __("Whose minutes tell of it; empty: a decision without a meeting"),
				get_query: () => ({ filters: { ...of, stage: ["in", ["Called", "Held"]] } }),
			},
			{ fieldname: "due_date", fieldtype: "Date", label: __("Due Date"), reqd: 1 },
			{
				fieldname: "responsible",
				fieldtype: "Link",
				options: "User",
				label: __("Responsible"),
				reqd: 1,
				default: frappe.session.user,
				description: __("Gets the task"),
			},
		],
		primary_action_label: __("Create"),
		async primary_action(values) {
			const { message } = await frm.call("make_decision", values);
			dialog.hide();
			const [doctype, name] = message;
			if (doctype === frm.doctype) frm.reload_doc();
			else frappe.set_route("Form", doctype, name);
		},
	});
	dialog.show();
}
