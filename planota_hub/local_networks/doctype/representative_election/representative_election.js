// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Representative Election", {
	setup(frm) {
		for (const table of ["candidates", "electors"]) {
			frm.set_query("ngo", table, () => ({ filters: { stage: "Verified" } }));
		}
		frm.set_query("body", () => ({ filters: { status: "Active" } }));
		frm.set_query("field_of_work", "units", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		frm.get_field("result_html").$wrapper.html(frm.doc.__onload?.result || "");
		const { stage } = frm.doc;
		const can_write = Boolean(frm.perm[0]?.write);
		if (!frm.is_new() && stage !== "Draft") {
			frm.add_custom_button(__("Public Page"), () => window.open(`/elections/${frm.doc.name}`));
		}
		if (can_write && stage === "Draft" && frm.doc.body) {
			frm.add_custom_button(__("Take Over Vacant Seats"), () => take_over_seats(frm));
		}
		if (
			can_write &&
			!frm.is_new() &&
			["Draft", "Call Open", "Consensus"].includes(stage) &&
			!frm.doc.first_round
		) {
			frm.add_custom_button(__("Add All NGOs of the Units"), () => add_electors(frm));
		}
		if (stage === "Voting" && frappe.model.can_create("Election Ballot")) {
			frm.add_custom_button(__("Enter a Ballot"), () =>
				frappe.new_doc("Election Ballot", { election: frm.doc.name })
			);
		}
		const is_over = frm.doc.voting_until && frm.doc.voting_until < frappe.datetime.now_datetime();
		if (can_write && stage === "Voting" && frm.doc.ballot_secrecy === "Secret Ballot" && is_over) {
			frm.add_custom_button(__("Enter Counted Papers"), () => enter_papers(frm));
		}
		if (can_write && stage === "Voting" && frappe.model.can_create("Election Correction")) {
			frm.add_custom_button(__("Propose a Correction"), () =>
				frappe.new_doc("Election Correction", { election: frm.doc.name })
			);
		}
		if (can_write) add_buttons_of_rounds(frm);
		freeze(frm);
		show_next_step(frm);
	},

	// the answer of the workflow comes without what the server draws
	after_workflow_action(frm) {
		return frm.reload_doc();
	},

	// a whole term of the body is proposed; its button appears with the body
	async body(frm) {
		frm.trigger("refresh");
		if (frm.doc.body && frm.doc.mandate_from && !frm.doc.mandate_to) frm.trigger("mandate_from");
	},

	async mandate_from(frm) {
		if (!frm.doc.body || !frm.doc.mandate_from || frm.doc.mandate_to) return;
		const { message } = await frappe.db.get_value("Representative Body", frm.doc.body, "term_years");
		if (!message?.term_years) return;
		const end = frappe.datetime.add_months(frm.doc.mandate_from, 12 * message.term_years);
		frm.set_value("mandate_to", frappe.datetime.add_days(end, -1));
	},
});

// what the server does not let anybody change any more is not offered either
function freeze(frm) {
	const { stage } = frm.doc;
	const is_over = ["Decided", "Cancelled"].includes(stage);
	const is_frozen = is_over || ["Voting", "Counted"].includes(stage);
	// who stands and votes in a second round stands since the first
	const has_people = is_frozen || Boolean(frm.doc.first_round);
	const is_published = is_frozen || ["Call Open", "Consensus"].includes(stage);
	const lock = (fieldnames, locked) =>
		fieldnames.forEach((fieldname) => frm.set_df_property(fieldname, "read_only", locked ? 1 : 0));
	lock(
		[
			"body",
			"call_published_on",
			"elector_rule",
			"acclamation_allowed",
			"ballot_secrecy",
			"majority_rule",
			"tie_rule",
		],
		is_published
	);
	lock(["call_closes_on", "units"], has_people);
	lock(["voting_from", "voting_until", "online_voting", "consensus_note"], is_frozen);
	lock(
		["mandate_from", "mandate_to", "commission_members", "tie_decided_by", "tie_note", "candidates"],
		is_over
	);
	for (const table of ["candidates", "electors"]) {
		const { grid } = frm.get_field(table);
		grid.cannot_add_rows = has_people;
		grid.cannot_delete_rows = has_people;
		grid.refresh();
	}
	const only_when_open = {
		candidates: [
			"candidate_name",
			"ngo",
			"status",
			"administrative_unit",
			"field_of_work",
			"agreed",
			"presentation",
		],
		electors: ["ngo", "administrative_unit", "field_of_work", "email"],
	};
	for (const [table, fieldnames] of Object.entries(only_when_open)) {
		for (const fieldname of fieldnames) {
			frm.get_field(table).grid.update_docfield_property(fieldname, "read_only", has_people ? 1 : 0);
		}
	}
}

// a second round where something is undecided, and who stands no longer since the voting began
function add_buttons_of_rounds(frm) {
	const { stage, units, candidates, first_round } = frm.doc;
	const goes_on = ({ outcome }) =>
		outcome === "No Majority" || (outcome === "Tie" && frm.doc.tie_rule !== "Lot");
	if (stage === "Counted" && !first_round && (units || []).some(goes_on)) {
		frm.add_custom_button(__("Open Second Round"), () => open_second_round(frm));
	}
	const can_leave = ["Voting", "Counted"].includes(stage) || (stage === "Consensus" && first_round);
	const standing = (candidates || []).filter((row) => row.status === "Confirmed");
	if (can_leave && standing.some((row) => !row.left_on)) {
		frm.add_custom_button(__("Candidate Stands No Longer"), () => note_departure(frm, standing));
	}
	if (can_leave && standing.some((row) => row.left_on)) {
		frm.add_custom_button(__("Candidate Stands Again"), () => take_back_departure(frm, standing));
	}
}

function lacks_majority({ outcome }) {
	return outcome === "No Majority";
}

function open_second_round(frm) {
	frappe.prompt(
		[
			{ fieldname: "voting_from", fieldtype: "Datetime", label: __("Voting From"), reqd: 1 },
			{ fieldname: "voting_until", fieldtype: "Datetime", label: __("Voting Until"), reqd: 1 },
		],
		async (values) => {
			const name = await send(frm, "open_second_round", values, __("Open Second Round"));
			if (name) frappe.set_route("Form", frm.doctype, name);
		},
		__("The electors get new links at its first moment"),
		__("Open Second Round")
	);
}

function choose_candidate(rows) {
	const options = rows.map(({ name, candidate_name }) => ({ value: name, label: candidate_name }));
	return { fieldname: "candidate", fieldtype: "Select", label: __("Candidate"), options, reqd: 1 };
}

function whether_to_tell(frm) {
	return {
		fieldname: "is_told",
		fieldtype: "Check",
		label: __("Tell Those Concerned by E-mail"),
		description:
			frm.doc.stage === "Voting"
				? __(
						"Commission, body, nominating NGO, and the electors who have this candidate on their ballot"
					)
				: __("Commission, body and nominating NGO"),
		default: 1,
	};
}

// nothing is done where the person thinks better of it when seeing who would hear of it
function send(frm, method, args, title) {
	return planota_hub.send_after_preview({ frm, method, args, options: { title }, unless_silent: true });
}

function show_told(frm, number) {
	if (number === undefined) return;
	frm.reload_doc();
	if (number)
		frappe.show_alert({ message: __("{0} e-mails are in the queue.", [number]), indicator: "blue" });
}

function note_departure(frm, standing) {
	const label = (fieldname) => __(frappe.meta.get_docfield("Election Candidate", fieldname).label);
	const reasons = frappe.meta.get_docfield("Election Candidate", "left_reason").options.split("\n");
	frappe.prompt(
		[
			choose_candidate(standing.filter((row) => !row.left_on)),
			{
				fieldname: "left_on",
				fieldtype: "Date",
				label: label("left_on"),
				default: frappe.datetime.get_today(),
				reqd: 1,
			},
			{
				fieldname: "reason",
				fieldtype: "Select",
				label: label("left_reason"),
				options: reasons
					.filter(Boolean)
					.map((value) => ({ value, label: __(value, null, "Election Candidate") })),
				reqd: 1,
			},
			{ fieldname: "note", fieldtype: "Small Text", label: label("left_note"), reqd: 1 },
			whether_to_tell(frm),
		],
		async (values) => {
			show_told(frm, await send(frm, "note_departure", values, __("Candidate Stands No Longer")));
		},
		__("Votes count as cast, but the candidate can't be elected"),
		__("Write Down")
	);
}

function take_back_departure(frm, standing) {
	frappe.prompt(
		[choose_candidate(standing.filter((row) => row.left_on)), whether_to_tell(frm)],
		async (values) => {
			show_told(frm, await send(frm, "take_back_departure", values, __("Candidate Stands Again")));
		},
		__("It was noted by mistake"),
		__("Candidate Stands Again")
	);
}

async function take_over_seats(frm) {
	const { body, mandate_from, mandate_to } = frm.doc;
	if (!mandate_from || !mandate_to) {
		frappe.msgprint(__("Please enter from when to when the mandates last."));
		return;
	}
	const units = await frappe.xcall("planota_hub.local_networks.elections.form.get_vacant_units", {
		body,
		mandate_from,
		mandate_to,
	});
	frm.clear_table("units");
	for (const unit of units) frm.add_child("units", unit);
	frm.refresh_field("units");
	frm.dirty();
	if (!units.length) frappe.show_alert({ message: __("No seat is vacant then."), indicator: "orange" });
}

async function add_electors(frm) {
	if (frm.is_dirty()) await frm.save();
	const { message } = await frm.call("add_electors");
	await frm.reload_doc();
	frappe.show_alert({
		message: message
			? __("{0} electors added.", [message])
			: __("All NGOs of the units are electors already."),
		indicator: message ? "green" : "blue",
	});
}

// what the papers of a secret election say, all at once; they are sealed until the count
async function enter_papers(frm) {
	const { message: forms } = await frm.call("get_paper_forms");
	if (!forms.length) {
		frappe.msgprint(__("No ballot on paper was accepted."));
		return;
	}
	const number = (fieldname, label) => ({
		fieldname,
		label,
		fieldtype: "Int",
		default: 0,
		non_negative: 1,
	});
	const fields = forms.flatMap(({ unit, papers, candidates }, position) => [
		{ fieldtype: "Section Break", label: __("{0}: {1} papers", [unit, papers]) },
		...candidates.map((name, index) => number(`votes_${position}_${index}`, name)),
		number(`unclear_${position}`, __("Without a Clear Mark")),
		number(`foreign_${position}`, __("Of Another Ballot")),
	]);
	// stays open when figures are refused, so that nothing is typed twice
	const dialog = new frappe.ui.Dialog({
		title: __("What the papers say, taken out of all envelopes and mixed"),
		fields,
		primary_action_label: __("Seal"),
		primary_action(values) {
			const figures = {};
			forms.forEach(({ unit, candidates }, position) => {
				figures[unit] = {
					votes: Object.fromEntries(
						candidates.map((name, index) => [name, values[`votes_${position}_${index}`] || 0])
					),
					unclear_papers: values[`unclear_${position}`] || 0,
					foreign_papers: values[`foreign_${position}`] || 0,
				};
			});
			frm.call("enter_papers", { figures }, () => {
				dialog.hide();
				frappe.show_alert({
					message: __("The count of the papers is sealed until the election is counted."),
					indicator: "green",
				});
				frm.reload_doc();
			});
		},
	});
	dialog.show();
}

// what the staff do next, and from when on they can
function show_next_step(frm) {
	frm.set_intro("");
	const { stage, call_closes_on, voting_from, voting_until, units } = frm.doc;
	const day = (value) => frappe.datetime.str_to_user(value, false, true);
	const moment_ = (value) => frappe.datetime.str_to_user(value);
	const is_past = (value) => value && value < frappe.datetime.now_datetime();
	const ties = (units || []).some((unit) => unit.outcome === "Tie");
	const no_majority = (units || []).some(lacks_majority);
	const nobody_votes = !(units || []).some((unit) => unit.settled_by === "Vote");
	const texts = {
		Draft: () => [__("Enter the seats, the dates and the text of the call, then publish it."), "blue"],
		"Call Open": () =>
			call_closes_on < frappe.datetime.get_today()
				? [__("The call is over: confirm or reject the nominations and close it."), "orange"]
				: [__("The call is open until {0}.", [day(call_closes_on)]), "blue"],
		Consensus: () =>
			nobody_votes
				? [
						__(
							"Nobody has to vote: describe the agreement and confirm the result without a vote."
						),
						"blue",
					]
				: [
						frm.doc.opens_by_itself
							? __("The voting opens by itself on {0}.", [moment_(voting_from)])
							: __(
									"Candidates present themselves and try to agree. Where they do, tick By Consensus; else open the voting once its time has come."
								),
						"blue",
					],
		Voting: () =>
			is_past(voting_until)
				? [
						__("The voting is over: enter the ballots that came in, the commission, and count."),
						"orange",
					]
				: [
						__("The voting lasts from {0} to {1}.", [
							moment_(voting_from),
							moment_(voting_until),
						]),
						"blue",
					],
		Counted: () =>
			no_majority
				? [__("The majority that the rules ask for is missing: open the second round."), "red"]
				: ties
					? [
							__(
								"There is a tie: open a second round, or enter how it was decided and tick the winners, then confirm the result."
							),
							"red",
						]
					: [
							__("Check the record, then confirm the result: the mandates are made from it."),
							"orange",
						],
	};
	if (frm.is_new() || !texts[stage]) return;
	const [text, colour] = texts[stage]();
	frm.set_intro(text, colour);
}
