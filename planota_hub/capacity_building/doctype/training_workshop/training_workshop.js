// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Training Workshop", {
	setup(frm) {
		frm.set_query("areas", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		if (frm.is_new()) return;
		show_figures(frm);
		planota_hub.taking_part.show_sign_in(frm, get_kind());
		add_buttons(frm);
		planota_hub.taking_part.show_answers(frm, get_kind(), __("Open", null, "Workshop"));
	},

	starts_on(frm) {
		if (frm.doc.starts_on && !frm.doc.ends_on) {
			frm.set_value("ends_on", moment(frm.doc.starts_on).add(4, "hours").format("YYYY-MM-DD HH:mm:ss"));
		}
	},
});

function add_buttons(frm) {
	const { stage } = frm.doc;
	planota_hub.taking_part.add_buttons(frm, get_kind());
	if (["Held", "Evaluated"].includes(stage) && frm.doc.__onload?.figures?.attended) {
		frm.add_custom_button(__("Certificates"), () => open_certificates(frm), __("Open", null, "Workshop"));
	}
	if (["Announced", "Closed", "Held", "Evaluated"].includes(stage)) {
		frm.add_custom_button(
			__("Public Page"),
			() => window.open(`/workshops/${frm.doc.name}`),
			__("Open", null, "Workshop")
		);
		const sheet = __("Workshop Sign-in Sheet");
		const poster = __("Workshop Sign-in Poster");
		frm.add_custom_button(
			sheet,
			() => planota_hub.taking_part.open_print(frm, "Workshop Sign-in Sheet"),
			__("Open", null, "Workshop")
		);
		frm.add_custom_button(
			poster,
			() => planota_hub.taking_part.open_print(frm, "Workshop Sign-in Poster"),
			__("Open", null, "Workshop")
		);
	}
}

function get_kind() {
	const methods = "planota_hub.capacity_building.workshops";
	return {
		fieldname: "workshop",
		registration: "Workshop Registration",
		methods: {
			list: `${methods}.attendance.get_attendance_list`,
			record: `${methods}.attendance.record_attendance`,
			walk_in: `${methods}.walk_ins.add_walk_in`,
			preview: `${methods}.pasted.preview_people`,
			enter: `${methods}.pasted.enter_people`,
			table: `${methods}.attendance.download_participants`,
			write: `${methods}.participants_mail.write_to_participants`,
		},
		words: {
			nobody: __("Nobody has a confirmed seat at this workshop."),
			goes_out: __(
				"It goes out as you type it, with a greeting and the data of the workshop in the language of each reader."
			),
			sign_in: __(
				"Participants sign in with this code or link, from an hour before the workshop to an hour after it."
			),
		},
	};
}

// one document with a page for everybody who attended
async function open_certificates(frm) {
	const names = await frappe.xcall(
		"planota_hub.capacity_building.workshops.certificates.list_certificates",
		{
			workshop: frm.doc.name,
		}
	);
	const query = new URLSearchParams({
		doctype: "Workshop Registration",
		name: JSON.stringify(names),
		format: "Workshop Certificate",
		no_letterhead: 1,
	});
	window.open(`/api/method/frappe.utils.print_format.download_multi_pdf?${query}`);
}

function show_figures(frm) {
	const figures = frm.doc.__onload?.figures;
	if (!figures) return;
	const percent = (value) => (value === null ? "–" : `${planota_hub.show_number(value)} %`);
	const rows = [
		[__("Registered"), figures.registered],
		[__("Attended"), `${figures.attended} (${percent(figures.attendance_rate)})`],
		[__("NGOs that attended"), figures.ngo_count],
		[__("Hours of participants"), planota_hub.show_number(figures.participant_hours)],
		[__("Participant data complete"), percent(figures.complete_rate)],
		[__("Feedback"), `${figures.feedbacks} (${percent(figures.response_rate)})`],
		[
			__("Satisfaction, 1 to 5"),
			figures.satisfaction === null ? "–" : planota_hub.show_number(figures.satisfaction),
		],
		[__("Would recommend it"), percent(figures.recommend_rate)],
	];
	planota_hub.taking_part.show_rows(frm, rows);
}
