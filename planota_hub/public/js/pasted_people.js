// SPDX-License-Identifier: GPL-3.0-only
// A list of people is pasted, shown as it was understood, corrected, and entered row by row
frappe.provide("planota_hub");

(() => {
	const AT_ONCE = 25;
	const SENT = ["row", "person_name", "organisation", "ngo", "email", "phone"];
	const as_text = (row) => JSON.stringify(SENT.map((key) => row[key] || ""));

	// `preview_with` and `enter_with`: functions of the area; `record`: the argument that names the record
	planota_hub.paste_people = ({
		title,
		preview_with,
		enter_with,
		record,
		more = [],
		enter_label,
		on_done,
	}) => {
		const dialog = new frappe.ui.Dialog({
			title,
			size: "extra-large",
			fields: [
				{
					fieldname: "text",
					fieldtype: "Text",
					label: __("List of people"),
					description: __(
						"One person per row, from Excel or a mail: name, organisation, e-mail, telephone; parted by tab, semicolon or comma, with or without headings."
					),
				},
				...more,
			],
			primary_action_label: __("Look at It"),
			async primary_action({ text, ...values }) {
				if (!text?.trim()) return;
				const args = { ...record, text };
				const { message } = await frappe.call({
					method: preview_with,
					args,
					freeze: true,
				});
				dialog.hide();
				show_rows(
					{ title, enter_with, record: { ...record, ...values }, enter_label, on_done },
					message
				);
			},
		});
		dialog.show();
	};

	function show_rows({ title, enter_with, record, enter_label, on_done }, { rows, mails }) {
		let entered = 0;
		// so that the grid shows the NGO by its name
		for (const { ngo, ngo_name } of rows) if (ngo) frappe.utils.add_link_title("NGO", ngo, ngo_name);
		const dialog = new frappe.ui.Dialog({
			title,
			size: "extra-large",
			fields: [
				{ fieldname: "summary", fieldtype: "HTML" },
				{
					fieldname: "people",
					fieldtype: "Table",
					label: __("People"),
					cannot_add_rows: true,
					in_place_edit: true,
					data: rows.map((row, position) => ({
						...row,
						as_found: as_text(row),
						idx: position + 1,
						name: `row-${row.row}`,
					})),
					fields: [
						column("person_name", "Data", __("Name"), 2),
						column("organisation", "Data", __("Organisation"), 2),
						{ ...column("ngo", "Link", __("NGO of the Register"), 2), options: "NGO" },
						column("email", "Data", __("Email"), 2),
						column("phone", "Data", __("Phone"), 1),
						{ ...column("problem", "Data", __("What Is Wrong"), 2), read_only: 1 },
					],
				},
			],
			primary_action_label: enter_label,
			primary_action: () => enter(),
			onhide: () => entered && on_done(),
		});
		dialog.show();
		planota_hub.fit_columns?.(dialog.fields_dict.people.grid);
		summarise();

		function column(fieldname, fieldtype, label, columns) {
			return { fieldname, fieldtype, label, columns, in_list_view: 1 };
		}

		function people() {
			return dialog.fields_dict.people.df.data;
		}

		function summarise() {
			const wrong = people().filter((row) => row.problem).length;
			const right = people().length - wrong;
			const lines = [__("Understood: {0} people, {1} with something to look at.", [right, wrong])];
			if (entered) lines.unshift(__("Entered: {0}", [entered]));
			if (mails) lines.push(__("Each of them gets a confirmation by e-mail, in their language."));
			if (wrong) {
				lines.push(
					__("Correct a row and enter it again, or leave it: rows with a fault are not entered.")
				);
			}
			const $lines = lines.map((line) => $("<p class='mb-1'>").text(line));
			const $faults = $("<ul>").append(
				people()
					.filter((row) => row.problem)
					.map((row) => $("<li>").text(`${row.row}. ${row.person_name || "–"}: ${row.problem}`))
			);
			$faults.css({ "max-height": "20vh", overflow: "auto" });
			const $summary = $("<div data-people-summary>").append($lines, wrong ? $faults : "");
			dialog.fields_dict.summary.$wrapper.empty().append($summary);
			dialog.set_primary_action(enter_label, () => enter());
		}

		// what was found wrong and not corrected since is not entered
		function is_to_enter(row) {
			return !row.problem || row.as_found !== as_text(row);
		}

		async function enter() {
			const waiting = people().filter(is_to_enter);
			const left = people().filter((row) => !is_to_enter(row));
			for (let start = 0; start < waiting.length; start += AT_ONCE) {
				const part = waiting.slice(start, start + AT_ONCE);
				frappe.show_progress(title, start, waiting.length, __("{0} of {1}", [start, waiting.length]));
				left.push(...(await enter_part(part)));
			}
			frappe.hide_progress();
			left.sort((one, other) => one.row - other.row);
			dialog.fields_dict.people.df.data = left.map((row, position) => ({ ...row, idx: position + 1 }));
			dialog.fields_dict.people.grid.df.data = dialog.fields_dict.people.df.data;
			dialog.fields_dict.people.grid.refresh();
			summarise();
			if (!left.length) {
				frappe.show_alert({ message: __("Entered: {0}", [entered]), indicator: "green" });
				dialog.hide();
			}
		}

		// returns the rows that could not be entered, with the reason
		async function enter_part(part) {
			const sent = part.map((row) => Object.fromEntries(SENT.map((key) => [key, row[key]])));
			const results = await frappe.xcall(enter_with, { ...record, rows: sent });
			entered += results.filter((result) => result.is_done).length;
			return part
				.map((row, position) => ({
					...row,
					problem: results[position].reason,
					as_found: as_text(row),
				}))
				.filter((_row, position) => !results[position].is_done);
		}
	}
})();
