// SPDX-License-Identifier: GPL-3.0-only
const EVENTS = "planota_hub.planota_hub.events";

frappe.ui.form.on("Hub Event", {
	setup(frm) {
		frappe
			.xcall(`${EVENTS}.rules.get_kinds`)
			.then((names) => frm.set_query("about_doctype", () => ({ filters: { name: ["in", names] } })));
		frm.set_query("event_kind", () => ({ filters: { disabled: 0 } }));
		frm.set_query("responsible", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		if (frm.is_new()) return;
		show_figures(frm);
		planota_hub.taking_part.show_sign_in(frm, get_kind());
		planota_hub.taking_part.add_buttons(frm, get_kind());
		add_buttons(frm);
		planota_hub.taking_part.show_answers(frm, get_kind(), __("Open", null, "Hub Event"));
	},

	event_kind: (frm) => begin_with_kind(frm),

	about_doctype: (frm) => planota_hub.keep_if_of_kind(frm, "about_doctype", "about"),

	starts_on(frm) {
		if (frm.doc.starts_on && !frm.doc.ends_on) {
			frm.set_value("ends_on", moment(frm.doc.starts_on).add(2, "hours").format("YYYY-MM-DD HH:mm:ss"));
		}
	},
});

// what its kind has ready goes into a new event where nothing stands yet
async function begin_with_kind(frm) {
	const { event_kind } = frm.doc;
	if (!frm.is_new() || !event_kind) return;
	const ready = await frappe.xcall(`${EVENTS}.rules.get_ready`, { kind: event_kind });
	if (!frm.is_new() || frm.doc.event_kind !== event_kind) return;
	const { questions, ...values } = ready;
	const usual = frappe.meta.get_docfield("Hub Event", "capacity").default;
	for (const [fieldname, value] of Object.entries(values)) {
		const present = frm.doc[fieldname];
		const is_untouched = fieldname === "capacity" ? cint(present) === cint(usual) : !present;
		if (fieldname === "asks_feedback" || is_untouched) frm.set_value(fieldname, value);
	}
	if (questions && !frm.doc.questions?.length) {
		for (const question of questions) frm.add_child("questions", question);
		frm.refresh_field("questions");
	}
}

function get_kind() {
	return {
		fieldname: "event",
		registration: "Event Registration",
		methods: {
			list: `${EVENTS}.attendance.get_attendance_list`,
			record: `${EVENTS}.attendance.record_attendance`,
			walk_in: `${EVENTS}.attendance.add_walk_in`,
			preview: `${EVENTS}.attendance.preview_people`,
			enter: `${EVENTS}.attendance.enter_people`,
			table: `${EVENTS}.attendance.download_participants`,
			write: `${EVENTS}.attendance.write_to_participants`,
		},
		words: {
			nobody: __("Nobody has a confirmed seat at this event."),
			goes_out: __(
				"It goes out as you type it, with a greeting and the data of the event in the language of each reader."
			),
			sign_in: __(
				"Participants sign in with this code or link, from an hour before the event to an hour after it."
			),
		},
	};
}

function add_buttons(frm) {
	const { stage } = frm.doc;
	const is_to_come = moment(frm.doc.starts_on).isAfter(frappe.datetime.now_datetime());
	if (stage === "Announced" && is_to_come && frm.perm[0]?.write) {
		frm.add_custom_button(__("Invite a Segment"), () => invite(frm));
	}
	if (stage === "Draft" || stage === "Cancelled") return;
	const group = __("Open", null, "Hub Event");
	const open_print = planota_hub.taking_part.open_print;
	frm.add_custom_button(__("Public Page"), () => window.open(`/events/${frm.doc.name}`), group);
	frm.add_custom_button(__("Event Sign-in Sheet"), () => open_print(frm, "Event Sign-in Sheet"), group);
	frm.add_custom_button(__("Event Sign-in Poster"), () => open_print(frm, "Event Sign-in Poster"), group);
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
				description: __(
					"Its NGOs that agreed to information, and its stakeholders; nobody is invited twice."
				),
				get_query: () => ({ filters: { disabled: 0 } }),
				reqd: 1,
			},
		],
		async ({ segment }) => {
			const method = `${EVENTS}.invitations.invite_segment`;
			const args = { event: frm.doc.name, segment };
			const number = await planota_hub.send_after_preview({ method, args, options: { title } });
			if (number === undefined) return;
			const message = __("E-mails in the queue: {0}", [number]);
			frappe.show_alert({ message, indicator: "green" });
			frm.reload_doc();
		},
		title,
		__("Look at It")
	);
}

// sums alone, and none of so few that somebody could be recognised
function get_feedback(figures) {
	if (!figures.feedbacks) return [];
	const rows = [[__("Feedback"), figures.feedbacks]];
	if (figures.satisfaction === null) {
		return [...rows, [__("Satisfaction, 1 to 5"), __("So few have answered that it is not told.")]];
	}
	const ratings = ["content_rating", "speakers_rating", "organisation_rating", "usefulness_rating"];
	const labels = [__("Content"), __("Speakers"), __("Organisation"), __("Usefulness for Your Work")];
	rows.push([__("Satisfaction, 1 to 5"), planota_hub.show_number(figures.satisfaction)]);
	ratings.forEach((name, place) => rows.push([labels[place], planota_hub.show_number(figures[name])]));
	if (figures.recommend_rate !== null) {
		rows.push([__("Would recommend it"), `${planota_hub.show_number(figures.recommend_rate)} %`]);
	}
	return rows;
}

function show_figures(frm) {
	const figures = frm.doc.__onload?.figures;
	if (!figures) return;
	planota_hub.taking_part.show_rows(frm, [
		[__("Registered"), figures.registered],
		[__("Attended"), figures.attended],
		[__("Absent"), figures.absent],
		[__("NGOs that attended"), figures.ngos],
		...get_feedback(figures),
	]);
}
