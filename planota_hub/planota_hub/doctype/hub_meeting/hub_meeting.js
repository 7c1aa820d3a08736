// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Hub Meeting", {
	setup(frm) {
		const kinds = frappe.xcall("planota_hub.planota_hub.meetings.rules.get_kinds");
		kinds.then((names) =>
			frm.set_query("meeting_of_doctype", () => ({ filters: { name: ["in", names] } }))
		);
		frm.set_query("ngo", "participants", () => ({ filters: { stage: "Verified" } }));
		frm.set_query("stakeholder", "participants", () => ({ filters: { disabled: 0 } }));
		frm.set_query("responsible", "decisions", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		show_public_link(frm);
		if (frm.is_new()) return;
		add_buttons(frm);
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

	starts_on(frm) {
		if (frm.doc.starts_on && !frm.doc.ends_on) {
			frm.set_value("ends_on", moment(frm.doc.starts_on).add(2, "hours").format("YYYY-MM-DD HH:mm:ss"));
		}
	},
});

function add_buttons(frm) {
	const { stage, meeting_of, participants } = frm.doc;
	const can_write = frm.perm[0]?.write;
	const is_open = ["Planned", "Called", "Held"].includes(stage);
	if (can_write && meeting_of && frm.doc.meeting_of_doctype !== "Stakeholder" && is_open) {
		frm.add_custom_button(__("Add Members"), () => add_members(frm));
	}
	if (can_write && ["Planned", "Called"].includes(stage) && frappe.model.can_read("Audience Segment")) {
		frm.add_custom_button(__("Add a Segment"), () => add_segment(frm));
	}
	if (can_write && stage === "Called" && participants.some((row) => !row.invited_on)) {
		frm.add_custom_button(__("Invite the New Ones"), () => invite(frm));
	}
	if (can_write && is_open) {
		frm.add_custom_button(__("Paste a List"), () => paste_people(frm));
	}
	const started = moment(frm.doc.starts_on).isBefore(frappe.datetime.now_datetime());
	if (can_write && started && is_open && participants.length) {
		frm.add_custom_button(__("Record Attendance"), () => record_attendance(frm));
	}
	if (stage !== "Cancelled" && participants.length && frappe.model.can_create("Member Vote")) {
		frm.add_custom_button(__("Member Vote"), () =>
			frappe.new_doc("Member Vote", { vote_of_doctype: frm.doctype, vote_of: frm.doc.name })
		);
	}
	if (stage !== "Cancelled") {
		const sheet = __("Sign-in sheet");
		frm.add_custom_button(sheet, () => open_print(frm, "Meeting Sign-in Sheet"), __("Print"));
	}
	if (["Held", "Minutes Adopted"].includes(stage)) {
		frm.add_custom_button(__("Minutes"), () => open_print(frm, "Meeting Minutes"), __("Print"));
	}
}

async function paste_people(frm) {
	await save_first(frm);
	const has_begun = moment(frm.doc.starts_on).isBefore(frappe.datetime.now_datetime());
	const present = {
		fieldname: "present",
		fieldtype: "Check",
		label: __("They were present"),
		default: 1,
	};
	planota_hub.paste_people({
		title: __("Enter a List of People"),
		preview_with: "planota_hub.planota_hub.meetings.pasted.preview_people",
		enter_with: "planota_hub.planota_hub.meetings.pasted.enter_people",
		record: { meeting: frm.doc.name },
		more: has_begun ? [present] : [],
		enter_label: __("Enter"),
		on_done: () => frm.reload_doc(),
	});
}

function open_print(frm, format) {
	const query = new URLSearchParams({ doctype: frm.doctype, name: frm.doc.name, format, no_letterhead: 1 });
	window.open(`/printview?${query}`);
}

async function save_first(frm) {
	if (frm.is_dirty()) await frm.save();
}

async function add_members(frm) {
	await save_first(frm);
	const { message: number } = await frm.call("add_members");
	frappe.show_alert({ message: __("Added to the invited: {0}", [number]), indicator: "green" });
	frm.reload_doc();
}

function add_segment(frm) {
	frappe.prompt(
		[
			{
				fieldname: "segment",
				fieldtype: "Link",
				options: "Audience Segment",
				label: __("Segment"),
				description: __(
					"Its NGOs that agreed to information, and its stakeholders; nobody is invited twice."
				),
				get_query: () => ({ filters: { disabled: 0 } }),
				reqd: 1,
			},
			{
				fieldname: "has_vote",
				fieldtype: "Check",
				label: __("They have a vote"),
				description: __("At the meeting, and in the votes that are put to its participants."),
			},
		],
		async (values) => {
			await save_first(frm);
			const { message } = await frm.call("add_segment", values);
			tell_added(message);
			frm.reload_doc();
		},
		__("Add a Segment"),
		__("Add")
	);
}

function tell_added({ added, known, left_out }) {
	const reasons = Object.entries(left_out);
	const lines = [
		__("Added to the invited: {0}", [added]),
		known ? __("On the list already: {0}", [known]) : "",
		...reasons.map(([reason, number]) => `${__("Left out")}: ${reason} (${number})`),
	].filter(Boolean);
	if (lines.length === 1) frappe.show_alert({ message: lines[0], indicator: added ? "green" : "orange" });
	else frappe.msgprint({ title: __("Add a Segment"), message: lines.join("<br>") });
}

async function invite(frm) {
	await save_first(frm);
	const options = { title: __("Invite the New Ones") };
	const number = await planota_hub.send_after_preview({ frm, method: "send_invitations", options });
	if (number === undefined) return;
	frappe.show_alert({ message: __("Invitations in the e-mail queue: {0}", [number]), indicator: "green" });
	frm.reload_doc();
}

function describe_person(row) {
	const organisation =
		frappe.utils.get_link_title("NGO", row.ngo) ||
		frappe.utils.get_link_title("Stakeholder", row.stakeholder) ||
		row.ngo ||
		row.stakeholder;
	return frappe.utils.escape_html([row.person_name, organisation].filter(Boolean).join(", "));
}

function record_attendance(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Who was present?"),
		fields: [
			{
				fieldname: "present",
				fieldtype: "MultiCheck",
				label: __("Untick whoever was not there"),
				columns: 1,
				select_all: true,
				sort_options: 0,
				options: frm.doc.participants.map((row) => ({
					value: row.name,
					label: describe_person(row),
					checked: row.attendance ? row.attendance === "Present" : row.answer !== "Not Coming",
				})),
			},
		],
		primary_action_label: __("Record", null, "Verb"),
		async primary_action({ present }) {
			for (const row of frm.doc.participants) {
				const absent =
					row.answer === "Not Coming" || row.attendance === "Excused" ? "Excused" : "Absent";
				const value = (present || []).includes(row.name) ? "Present" : absent;
				await frappe.model.set_value(row.doctype, row.name, "attendance", value);
			}
			dialog.hide();
			frm.save();
		},
	});
	dialog.show();
}

function show_public_link(frm) {
	const url = frm.doc.__onload?.public_url;
	const $link = url ? $("<a target='_blank'>").attr("href", url).text(url) : "";
	frm.get_field("public_link").$wrapper.empty().append($link);
}
