// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Training Workshop", {
	setup(frm) {
		frm.set_query("areas", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		if (frm.is_new()) return;
		show_figures(frm);
		show_sign_in(frm);
		add_buttons(frm);
	},

	starts_on(frm) {
		if (frm.doc.starts_on && !frm.doc.ends_on) {
			frm.set_value("ends_on", moment(frm.doc.starts_on).add(4, "hours").format("YYYY-MM-DD HH:mm:ss"));
		}
	},
});

function add_buttons(frm) {
	const { stage } = frm.doc;
	const started = moment(frm.doc.starts_on).isBefore(frappe.datetime.now_datetime());
	if (
		["Announced", "Closed", "Held"].includes(stage) &&
		started &&
		frm.doc.__onload?.may_record_attendance
	) {
		frm.add_custom_button(__("Record Attendance"), () => record_attendance(frm));
		frm.add_custom_button(__("Walk-in"), () => add_walk_in(frm));
	}
	if (["Announced", "Closed", "Held"].includes(stage) && frappe.model.can_create("Workshop Registration")) {
		frm.add_custom_button(__("Paste a List"), () => paste_people(frm));
	}
	if (frm.doc.__onload?.figures?.registered && frm.perm[0]?.write) {
		frm.add_custom_button(__("Write to Participants"), () => write_to_participants(frm));
	}
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
			() => open_print(frm, "Workshop Sign-in Sheet"),
			__("Open", null, "Workshop")
		);
		frm.add_custom_button(
			poster,
			() => open_print(frm, "Workshop Sign-in Poster"),
			__("Open", null, "Workshop")
		);
	}
}

function open_print(frm, format) {
	const query = new URLSearchParams({ doctype: frm.doctype, name: frm.doc.name, format, no_letterhead: 1 });
	window.open(`/printview?${query}`);
}

function paste_people(frm) {
	planota_hub.paste_people({
		title: __("Register a List of People"),
		preview_with: "planota_hub.capacity_building.workshops.pasted.preview_people",
		enter_with: "planota_hub.capacity_building.workshops.pasted.enter_people",
		record: { workshop: frm.doc.name },
		enter_label: __("Register Them"),
		on_done: () => frm.reload_doc(),
	});
}

function write_to_participants(frm) {
	const method = "planota_hub.capacity_building.workshops.participants_mail.write_to_participants";
	const title = __("Write to Participants");
	const readers = [
		{ value: "Confirmed", label: __("Who has a seat") },
		{ value: "Waiting List", label: __("Who is on the waiting list") },
		{ value: "Attended", label: __("Who attended") },
	];
	frappe.prompt(
		[
			{
				fieldname: "readers",
				fieldtype: "Select",
				label: __("To"),
				options: readers,
				default: "Confirmed",
				reqd: 1,
			},
			{ fieldname: "subject", fieldtype: "Data", label: __("Subject"), reqd: 1 },
			{
				fieldname: "text",
				fieldtype: "Text",
				label: __("Text"),
				description: __(
					"It goes out as you type it, with a greeting and the data of the workshop in the language of each reader."
				),
				reqd: 1,
			},
		],
		async (values) => {
			const args = { workshop: frm.doc.name, ...values };
			const number = await planota_hub.send_after_preview({ method, args, options: { title } });
			if (number === undefined) return;
			const message = __("E-mails in the queue: {0}", [number]);
			frappe.show_alert({ message, indicator: "green" });
		},
		title,
		__("Look at It")
	);
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

// somebody who is there without a registration; a full workshop gives them the seat of who did not come
function add_walk_in(frm) {
	const label = (fieldname) => __(frappe.meta.get_label("Workshop Registration", fieldname));
	frappe.model.with_doctype("Workshop Registration", () =>
		frappe.prompt(
			[
				{
					fieldname: "participant_name",
					fieldtype: "Data",
					label: label("participant_name"),
					reqd: 1,
				},
				{ fieldname: "email", fieldtype: "Data", options: "Email", label: label("email"), reqd: 1 },
				{ fieldname: "organisation", fieldtype: "Data", label: label("organisation") },
			],
			async (values) => {
				const { message: answer } = await frappe.call({
					method: "planota_hub.capacity_building.workshops.walk_ins.add_walk_in",
					args: { workshop: frm.doc.name, ...values },
					freeze: true,
				});
				const name = frappe.utils.escape_html(answer.instead_of || "");
				frappe.show_alert({
					message: name
						? __("Entered as attending, on the seat of {0}, who did not come.", [name])
						: __("Entered as attending."),
					indicator: "green",
				});
				frm.reload_doc();
			},
			__("Who came without a registration?"),
			__("Enter")
		)
	);
}

async function record_attendance(frm) {
	const { message: people } = await frappe.call({
		method: "planota_hub.capacity_building.workshops.attendance.get_attendance_list",
		args: { workshop: frm.doc.name },
	});
	if (!people.length) {
		frappe.msgprint(__("Nobody has a confirmed seat at this workshop."));
		return;
	}
	const dialog = new frappe.ui.Dialog({
		title: __("Who attended?"),
		fields: [
			{
				fieldname: "attended",
				fieldtype: "MultiCheck",
				label: __("Untick whoever was absent"),
				columns: 1,
				select_all: true,
				sort_options: 0,
				options: people.map((person) => ({
					value: person.name,
					label: frappe.utils.escape_html(
						[person.participant_name, person.organisation].filter(Boolean).join(", ")
					),
					checked: person.attendance !== "Absent",
				})),
			},
		],
		primary_action_label: __("Record"),
		async primary_action({ attended }) {
			const { message: answer } = await frappe.call({
				method: "planota_hub.capacity_building.workshops.attendance.record_attendance",
				args: { workshop: frm.doc.name, attended: attended || [] },
				freeze: true,
			});
			dialog.hide();
			frappe.show_alert({
				message: __("Attended: {0}, absent: {1}", [answer.attended, answer.absent]),
				indicator: "green",
			});
			frm.reload_doc();
		},
	});
	dialog.show();
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
	const $table = $("<table class='table table-sm' style='max-width: 28rem'>");
	for (const [label, value] of rows) {
		$table.append($("<tr>").append($("<td class='text-muted'>").text(label), $("<td>").text(value)));
	}
	frm.get_field("figures_html").$wrapper.empty().append($table);
}

function show_sign_in(frm) {
	const sign_in = frm.doc.__onload?.sign_in;
	frm.toggle_display("sign_in_section", Boolean(sign_in));
	if (!sign_in) return;
	frm.get_field("sign_in_html")
		.$wrapper.empty()
		.append(
			$("<p class='text-muted'>").text(
				__(
					"Participants sign in with this code or link, from an hour before the workshop to an hour after it."
				)
			),
			$("<img width='180' height='180'>").attr({
				src: sign_in.qr,
				alt: __("QR code of the sign-in page"),
			}),
			$("<p class='mt-2'>").append(
				$("<a target='_blank'>").attr("href", sign_in.url).text(__("Open the sign-in page"))
			)
		);
}
