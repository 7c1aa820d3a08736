// SPDX-License-Identifier: GPL-3.0-only
// What the forms of all occasions with registrations do: workshops and events
frappe.provide("planota_hub.taking_part");

(() => {
	// kind: fieldname of the link, DocType of the registrations, methods of the server and the words of the form
	planota_hub.taking_part.add_buttons = (frm, kind) => {
		const { stage } = frm.doc;
		const started = moment(frm.doc.starts_on).isBefore(frappe.datetime.now_datetime());
		const is_open = ["Announced", "Closed", "Held"].includes(stage);
		if (is_open && started && frm.doc.__onload?.may_record_attendance) {
			frm.add_custom_button(__("Record Attendance"), () => record_attendance(frm, kind));
			frm.add_custom_button(__("Walk-in"), () => add_walk_in(frm, kind));
		}
		if (is_open && frappe.model.can_create(kind.registration)) {
			frm.add_custom_button(__("Paste a List"), () => paste_people(frm, kind));
		}
		if (frm.doc.__onload?.figures?.registered && frm.perm[0]?.write) {
			frm.add_custom_button(__("Write to Participants"), () => write_to_participants(frm, kind));
		}
	};

	planota_hub.taking_part.open_print = (frm, format) => {
		const query = new URLSearchParams({
			doctype: frm.doctype,
			name: frm.doc.name,
			format,
			no_letterhead: 1,
		});
		window.open(`/printview?${query}`);
	};

	planota_hub.taking_part.show_rows = (frm, rows) => {
		const $table = $("<table class='table table-sm' style='max-width: 28rem'>");
		for (const [label, value] of rows) {
			$table.append($("<tr>").append($("<td class='text-muted'>").text(label), $("<td>").text(value)));
		}
		frm.get_field("figures_html").$wrapper.empty().append($table);
	};

	planota_hub.taking_part.show_sign_in = show_sign_in;

	// what those with a seat answered to the own questions, and the table of all who registered
	planota_hub.taking_part.show_answers = (frm, kind, group) => {
		const $place = frm.get_field("answers_html").$wrapper.empty();
		const answers = frm.doc.__onload?.answers || [];
		if (answers.length && frm.doc.queue_counter) {
			$place.append(
				$("<h5 class='mt-4 mb-1'>").text(__("Answers")),
				$("<p class='text-muted'>").text(__("Of those who have a seat"))
			);
			let section = "";
			for (const question of answers) {
				if (question.section && question.section !== section) {
					section = question.section;
					$place.append($("<h5 class='mt-4'>").text(section));
				}
				$place.append(planota_hub.draw_question(question));
			}
		}
		if (!frm.doc.queue_counter || !frappe.model.can_export(kind.registration)) return;
		const query = new URLSearchParams({ [kind.fieldname]: frm.doc.name });
		frm.add_custom_button(
			__("Table of the Participants"),
			() => window.open(`/api/method/${kind.methods.table}?${query}`),
			group
		);
	};

	// on a registration: what this participant answered, and a dialog to enter it
	planota_hub.taking_part.show_own_answers = async (frm) => {
		const $place = frm.get_field("answers_html").$wrapper.empty();
		frm.toggle_display("answers_section", false);
		if (frm.is_new() || !frm.perm[1]?.read) return;
		const { name } = frm.doc;
		const { message } = await frm.call("get_own_questions");
		if (frm.doc.name !== name) return;
		const { fields, said } = message;
		frm.toggle_display("answers_section", Boolean(fields.length || said.length));
		const $list = $("<dl>").appendTo($place.empty());
		for (const [question, text] of said) {
			$list.append(
				$("<dt class='mt-2'>").text(question),
				$("<dd class='mb-0' style='white-space: pre-line'>").text(text)
			);
		}
		if (!fields.length || frm.doc.status === "Cancelled" || !frm.perm[1]?.write) return;
		$place.append(
			$("<button class='btn btn-default btn-sm mb-3'>")
				.text(said.length ? __("Change the Answers") : __("Enter the Answers"))
				.on("click", () => enter_answers(frm, fields))
		);
	};

	function enter_answers(frm, fields) {
		const dialog = new frappe.ui.Dialog({
			title: __("Answers"),
			fields: fields.map(as_control),
			primary_action_label: __("Save"),
			async primary_action(values) {
				await frm.call("answer_questions", { values });
				dialog.hide();
				frm.reload_doc();
			},
		});
		dialog.show();
	}

	function as_control({ fieldname, fieldtype, label, description, options, value }) {
		const control = { fieldname, label: frappe.utils.escape_html(label) };
		if (description) control.description = frappe.utils.escape_html(description);
		if (fieldtype === "MultiCheck") {
			const checked = (choice) => value.includes(choice);
			return {
				...control,
				fieldtype,
				columns: 1,
				sort_options: 0,
				options: options.map((one) => ({ ...one, checked: checked(one.value) })),
			};
		}
		if (fieldtype === "Select") {
			// choices are plain texts there
			const choices = options.map((one) => ({ value: one.value, label: one.value }));
			return {
				...control,
				fieldtype,
				options: [{ value: "", label: "" }, ...choices],
				default: value[0] || "",
			};
		}
		return { ...control, fieldtype: fieldtype === "Text" ? "Small Text" : fieldtype, default: value[0] };
	}

	function paste_people(frm, { fieldname, methods }) {
		planota_hub.paste_people({
			title: __("Register a List of People"),
			preview_with: methods.preview,
			enter_with: methods.enter,
			record: { [fieldname]: frm.doc.name },
			enter_label: __("Register Them"),
			on_done: () => frm.reload_doc(),
		});
	}

	function write_to_participants(frm, { fieldname, methods, words }) {
		const method = methods.write;
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
					description: words.goes_out,
					reqd: 1,
				},
			],
			async (values) => {
				const args = { [fieldname]: frm.doc.name, ...values };
				const number = await planota_hub.send_after_preview({ method, args, options: { title } });
				if (number === undefined) return;
				const message = __("E-mails in the queue: {0}", [number]);
				frappe.show_alert({ message, indicator: "green" });
			},
			title,
			__("Look at It")
		);
	}

	// somebody who is there without a registration; a full one gives them the seat of who did not come
	function add_walk_in(frm, { fieldname, registration, methods }) {
		const label = (name) => __(frappe.meta.get_label(registration, name));
		frappe.model.with_doctype(registration, () =>
			frappe.prompt(
				[
					{
						fieldname: "participant_name",
						fieldtype: "Data",
						label: label("participant_name"),
						reqd: 1,
					},
					{
						fieldname: "email",
						fieldtype: "Data",
						options: "Email",
						label: label("email"),
						reqd: 1,
					},
					{ fieldname: "organisation", fieldtype: "Data", label: label("organisation") },
				],
				async (values) => {
					const { message: answer } = await frappe.call({
						method: methods.walk_in,
						args: { [fieldname]: frm.doc.name, ...values },
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

	async function record_attendance(frm, { fieldname, methods, words }) {
		const { message: people } = await frappe.call({
			method: methods.list,
			args: { [fieldname]: frm.doc.name },
		});
		if (!people.length) {
			frappe.msgprint(words.nobody);
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
					method: methods.record,
					args: { [fieldname]: frm.doc.name, attended: attended || [] },
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

	function show_sign_in(frm, { words }) {
		const sign_in = frm.doc.__onload?.sign_in;
		frm.toggle_display("sign_in_section", Boolean(sign_in));
		if (!sign_in) return;
		frm.get_field("sign_in_html")
			.$wrapper.empty()
			.append(
				$("<p class='text-muted'>").text(words.sign_in),
				$("<img width='180' height='180'>").attr({
					src: sign_in.qr,
					alt: __("QR code of the sign-in page"),
				}),
				$("<p class='mt-2'>").append(
					$("<a target='_blank'>").attr("href", sign_in.url).text(__("Open the sign-in page"))
				)
			);
	}
})();
