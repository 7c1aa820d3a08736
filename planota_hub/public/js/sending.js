// SPDX-License-Identifier: GPL-3.0-only
// Before something goes out: who gets what, in which language, and who gets nothing and why
frappe.provide("planota_hub");

// resolves with "send", with "quiet" where that is offered, or with nothing when the person thinks better of it
planota_hub.confirm_sending = (preview, { title, send_label, quiet_label, hint } = {}) =>
	new Promise((resolve) => {
		let answer;
		const dialog = new frappe.ui.Dialog({
			title: title || __("This Goes Out"),
			size: "large",
			fields: [{ fieldname: "preview", fieldtype: "HTML" }],
			primary_action_label: send_label || __("Send to {0}", [preview.number]),
			primary_action: () => end_with("send"),
			secondary_action_label: quiet_label,
			secondary_action: quiet_label ? () => end_with("quiet") : undefined,
			onhide: () => resolve(answer),
		});
		const end_with = (value) => {
			answer = value;
			dialog.hide();
		};
		dialog.fields_dict.preview.$wrapper.append(draw_preview(preview));
		dialog.show();

		function draw_preview({ number, when: leaving, mails, samples, left_out, left_out_number }) {
			const $preview = $("<div data-sending-preview>");
			if (hint) $preview.append($("<p>").text(hint));
			$preview.append($("<p>").append($("<strong>").text(describe_number(number))));
			if (leaving) $preview.append($("<p class='text-muted'>").text(leaving));
			if (mails.length) {
				$preview.append(
					draw_table(
						[__("To"), __("Subject"), __("Language")],
						mails.map((mail) => [mail.to, mail.subject, mail.language])
					)
				);
			}
			if (number > mails.length) {
				$preview.append(
					$("<p class='text-muted'>").text(__("and {0} more", [number - mails.length]))
				);
			}
			for (const sample of samples) $preview.append(draw_sample(sample));
			if (left_out_number) {
				$preview.append(
					$("<p class='mt-3'>").append($("<strong>").text(__("Left out: {0}", [left_out_number]))),
					draw_table(
						[__("Who"), __("Why")],
						left_out.map((row) => [row.who, row.reason])
					)
				);
			}
			return $preview;
		}
	});

function describe_number(number) {
	return number ? __("E-mails that go out: {0}", [number]) : __("No e-mail goes out.");
}

function draw_sample({ subject, lines, language }) {
	const $text = lines.map((line) => $("<p class='mb-1'>").text(line));
	return $("<details class='mt-2'>").append(
		$("<summary>").text(`${__("Text")} (${language}): ${subject}`),
		$("<blockquote class='border-left pl-3 mt-2'>").append($text)
	);
}

// the first column breaks where it must, so that an address fits a telephone
function draw_table(headings, rows) {
	const cells = (values, tag) =>
		values.map((value, position) =>
			$(`<${tag}>`)
				.css("overflow-wrap", position ? "normal" : "anywhere")
				.text(value || "")
		);
	return $("<div style='max-height: 40vh; overflow: auto'>").append(
		$("<table class='table table-bordered table-sm'>").append(
			$("<thead>").append($("<tr>").append(cells(headings, "th"))),
			$("<tbody>").append(rows.map((row) => $("<tr>").append(cells(row, "td"))))
		)
	);
}

// show what a button would send, and press it once that was confirmed; resolves with its answer, or with nothing.
// With `unless_silent` nothing is asked where nobody would hear of it.
planota_hub.send_after_preview = async ({ method, args = {}, frm, options, unless_silent }) => {
	const of_form = frm && !method.includes(".");
	const record = of_form ? { doctype: frm.doctype, name: frm.doc.name } : {};
	const preview = await frappe.xcall("planota_hub.mail.steps.prepare_call", { method, args, ...record });
	const is_silent = unless_silent && !preview.number && !preview.left_out_number;
	const answer = is_silent ? "send" : await planota_hub.confirm_sending(preview, options);
	if (answer !== "send") return undefined;
	if (!of_form) return (await frappe.call({ method, args, freeze: true })).message;
	return (await frm.call({ doc: frm.doc, method, args, freeze: true })).message;
};
