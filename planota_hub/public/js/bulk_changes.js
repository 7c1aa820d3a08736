// SPDX-License-Identifier: GPL-3.0-only
// Many NGOs of the list changed at once: what becomes of each is shown first, then done with progress, then undone if wanted
frappe.provide("planota_hub");

(() => {
	const METHODS = "planota_hub.planota_hub.register.bulk_changes";
	const AT_ONCE = 25;
	// change -> the fields that it asks for
	const CHANGES = {
		"Add Field of Work": {
			label: () => __("Add Field of Work"),
			fields: () => [link("Field of Work", { disabled: 0 })],
		},
		"Remove Field of Work": {
			label: () => __("Remove Field of Work"),
			fields: () => [link("Field of Work")],
		},
		Municipality: { label: () => __("Municipality"), fields: () => [link("Municipality")] },
		"Agreement to Information": {
			label: () => __("Agreement to Information"),
			fields: () => [
				{
					fieldname: "value",
					fieldtype: "Select",
					label: __("They agree to information by e-mail"),
					options: [
						{ value: "1", label: __("Yes") },
						{ value: "0", label: __("No") },
					],
					reqd: 1,
				},
				{
					fieldname: "source",
					fieldtype: "Data",
					label: __("Source"),
					description: __("Who agreed, when and how: it stands as the source of the consent."),
					mandatory_depends_on: "eval:doc.value==='1'",
				},
			],
		},
		Verify: { label: () => __("Verify"), fields: () => [] },
		Assign: {
			label: () => __("Assign to"),
			fields: () => [{ ...link("User", { enabled: 1, user_type: "System User" }), label: __("User") }],
		},
	};

	function link(doctype, filters) {
		return {
			fieldname: "value",
			fieldtype: "Link",
			options: doctype,
			label: __(doctype),
			reqd: 1,
			get_query: filters && (() => ({ filters })),
		};
	}

	planota_hub.offer_bulk_changes = (listview) => {
		for (const [change, { label }] of Object.entries(CHANGES)) {
			listview.page.add_actions_menu_item(
				`${__("Change Many")}: ${label()}`,
				() => ask_for_values(listview, change),
				false
			);
		}
	};

	/** Offer the changes for the NGOs that are in a segment when they are asked for. */
	planota_hub.offer_changes_of_segment = (frm, when_saved) => {
		const load = async (change) => {
			const rows = await frappe.db.get_list("NGO", {
				filters: { name: ["in segment", frm.doc.name] },
				fields: ["name", "modified"],
				order_by: "ngo_name asc",
				limit: 0,
			});
			if (!rows.length) return frappe.msgprint(__("Nobody is in this segment"));
			const members = { get_checked_items: () => rows, refresh: () => frm.reload_doc() };
			return ask_for_values(members, change);
		};
		for (const [change, { label }] of Object.entries(CHANGES))
			frm.add_custom_button(
				label(),
				when_saved(() => load(change)),
				__("Change Many")
			);
	};

	function ask_for_values(listview, change) {
		const rows = listview.get_checked_items().map(({ name, modified }) => ({ name, modified }));
		const fields = CHANGES[change].fields();
		if (!fields.length) return look_at(listview, change, rows, {});
		frappe.prompt(
			fields,
			(values) => look_at(listview, change, rows, values),
			CHANGES[change].label(),
			__("Look at It")
		);
	}

	async function in_parts(title, rows, act) {
		const results = [];
		for (let start = 0; start < rows.length; start += AT_ONCE) {
			if (rows.length > AT_ONCE) {
				frappe.show_progress(title, start, rows.length, __("{0} of {1}", [start, rows.length]));
			}
			results.push(...(await act(rows.slice(start, start + AT_ONCE))));
		}
		if (rows.length > AT_ONCE) frappe.hide_progress();
		return results;
	}

	async function look_at(listview, change, rows, values) {
		const call = (method) => (part) =>
			frappe.xcall(`${METHODS}.${method}`, { change, rows: part, ...values });
		const found = await in_parts(CHANGES[change].label(), rows, call("preview_change"));
		const possible = rows.filter((_row, position) => found[position].is_done);
		const dialog = new frappe.ui.Dialog({
			title: CHANGES[change].label(),
			size: "large",
			fields: [{ fieldname: "rows", fieldtype: "HTML" }],
			primary_action_label: __("Change {0} NGOs", [possible.length]),
			async primary_action() {
				dialog.hide();
				const results = await in_parts(CHANGES[change].label(), possible, call("make_change"));
				show_results(listview, change, results);
				listview.refresh();
			},
		});
		const refused = found.length - possible.length;
		const summary = __("{0} NGOs are changed, {1} can't be.", [possible.length, refused]);
		dialog.fields_dict.rows.$wrapper.append(
			$("<p>").append($("<strong>").text(summary)),
			draw(
				found.map((row, position) => ({ ...row, name: rows[position].name })),
				[
					__("NGO"),
					__("Before"),
					__("After"),
					change === "Verify" ? __("Likely Duplicates") : __("Why Not"),
				],
				(row) => [
					row.before,
					row.after,
					[row.reason, ...(row.duplicates || [])].filter(Boolean).join("; "),
				]
			)
		);
		if (!possible.length) dialog.get_primary_btn().prop("disabled", true);
		dialog.show();
	}

	function show_results(listview, change, results) {
		const done = results.filter((row) => row.is_done);
		const failed = results.filter((row) => !row.is_done);
		const undo = done.map((row) => row.undo).filter(Boolean);
		const dialog = new frappe.ui.Dialog({
			title: CHANGES[change].label(),
			fields: [{ fieldname: "rows", fieldtype: "HTML" }],
			primary_action_label: __("Close"),
			primary_action: () => dialog.hide(),
			secondary_action_label: undo.length ? __("Undo") : undefined,
			async secondary_action() {
				dialog.hide();
				const undone = await in_parts(__("Undo"), undo, (part) =>
					frappe.xcall(`${METHODS}.undo_change`, { rows: part })
				);
				show_results(
					listview,
					change,
					undone.map((row) => ({ ...row, undo: null }))
				);
				listview.refresh();
			},
		});
		const summary = __("Changed: {0}, not changed: {1}", [done.length, failed.length]);
		dialog.fields_dict.rows.$wrapper.append($("<p>").append($("<strong>").text(summary)));
		if (failed.length) {
			dialog.fields_dict.rows.$wrapper.append(
				draw(failed, [__("NGO"), __("Why Not")], (row) => [row.reason])
			);
		}
		dialog.show();
	}

	function draw(rows, headings, cells_of) {
		const $rows = rows.map((row) => {
			const $link = $("<a target='_blank'>")
				.attr("href", frappe.utils.get_form_link("NGO", row.name || ""))
				.text(row.title || row.name || row.row);
			return $("<tr>").append(
				$("<td>").append($link),
				cells_of(row).map((text) => $("<td>").text(text || ""))
			);
		});
		return $("<div style='max-height: 50vh; overflow: auto'>").append(
			$("<table class='table table-bordered table-sm'>").append(
				$("<thead>").append($("<tr>").append(headings.map((text) => $("<th>").text(text)))),
				$("<tbody>").append($rows)
			)
		);
	}
})();
