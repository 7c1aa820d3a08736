// SPDX-License-Identifier: GPL-3.0-only
// What a step of a workflow needs is asked for before it is taken, and what goes out with it is shown
frappe.provide("planota_hub");
// form -> what it asks for itself before the step, which the server can't know of
frappe.provide("planota_hub.ask_first");

(() => {
	// the script comes with each of these forms, and is to act once in each
	if (planota_hub.ask_before_step) return;

	const METHODS = "planota_hub.mail.steps";
	const WITH_COURSE = [
		"NGO",
		"Portal Access Request",
		"Good Practice",
		"Hub Meeting",
		"Hub Event",
		"Member Vote",
		"Survey",
		"Training Workshop",
		"Development Plan",
		"NGO Support Request",
		"Local Need",
		"Network Join Request",
		"Representative Election",
		"Funding Call",
		"Call Application",
		"Partnership Consortium",
		"Joint Action Plan",
		"Programme Proposal",
		"Policy Proposal",
		"Advocacy Campaign",
	];
	const TOLD_OF_CHANGES = ["Training Workshop", "Hub Event", "Hub Meeting", "Representative Election"];

	for (const doctype of WITH_COURSE) {
		frappe.ui.form.on(doctype, { before_workflow_action: prepare_step });
	}
	for (const doctype of TOLD_OF_CHANGES) {
		frappe.ui.form.on(doctype, { before_save: ask_about_change });
	}

	// without an answer the step simply does not go on
	planota_hub.ask_before_step = (
		frm,
		fields,
		take = (values) => frm.set_value(values).then(() => frm.save())
	) => {
		const asked = fields.map((field) => planota_hub.field_to_ask(frm, field));
		return ask(frm, asked, take);
	};

	// a field of the form that must be filled in: its name, or its name with what differs from the form
	planota_hub.field_to_ask = (frm, field) => {
		const { fieldname, ...changes } = typeof field === "string" ? { fieldname: field } : field;
		const df = frm.fields_dict[fieldname]?.df;
		return df ? { ...as_shown(df), reqd: 1, ...changes } : field;
	};

	function as_shown(df) {
		return {
			...df,
			depends_on: "",
			mandatory_depends_on: "",
			read_only_depends_on: "",
			hidden: 0,
			read_only: 0,
		};
	}

	function ask(frm, fields, take) {
		const action = __(frm.selected_workflow_action);
		// the workflow has frozen the page already
		frappe.dom.unfreeze();
		return new Promise((resolve) => {
			let is_done = false;
			const dialog = new frappe.ui.Dialog({
				title: action,
				fields,
				size: fields.some((field) => field.fieldtype === "Table") ? "large" : undefined,
				primary_action_label: action,
				async primary_action(values) {
					// refused: the dialog stays open with what was typed
					await take(values);
					is_done = true;
					dialog.hide();
					frappe.dom.freeze();
					resolve();
				},
				onhide: () => {
					if (!is_done && frm.is_dirty()) frm.reload_doc();
				},
			});
			dialog.show();
		});
	}

	async function prepare_step(frm) {
		const { doctype, name } = frm.doc;
		const action = frm.selected_workflow_action;
		const prepare = () => frappe.xcall(`${METHODS}.prepare_step`, { doctype, name, action });
		await planota_hub.ask_first[doctype]?.(frm, action);
		let step = await unfreeze_when_refused(prepare());
		if (step.fields.length) {
			await ask(frm, describe_fields(frm, step.fields), (values) => enter(frm, step.fields, values));
			step = await unfreeze_when_refused(prepare());
		}
		if (step.number || step.left_out_number) await confirm_step(action, step);
	}

	function unfreeze_when_refused(answer) {
		return answer.catch((error) => {
			frappe.dom.unfreeze();
			throw error;
		});
	}

	function confirm_step(action, step) {
		frappe.dom.unfreeze();
		return new Promise((resolve) => {
			const send_label = step.number
				? __("{0} and send to {1}", [__(action), step.number])
				: __(action);
			planota_hub.confirm_sending(step, { title: __(action), send_label }).then((answer) => {
				if (answer !== "send") return;
				frappe.dom.freeze();
				resolve();
			});
		});
	}

	const key_of = (entry, fieldname) => [entry.table, entry.row, fieldname].filter(Boolean).join(":");

	// the fields that the server named, as the DocType describes them
	function describe_fields(frm, entries) {
		return entries.flatMap((entry) =>
			[entry.fieldname, ...entry.also].map((fieldname) => {
				const is_needed = fieldname === entry.fieldname;
				const df = entry.row
					? frappe.meta.get_docfield(row_doctype(frm, entry.table), fieldname)
					: frm.fields_dict[fieldname].df;
				const shown = as_shown(df);
				if (entry.row) shown.label = `${describe_row(frm, entry)}: ${__(df.label)}`;
				if (df.fieldtype === "Table") Object.assign(shown, describe_table(frm, df));
				if (df.fieldtype === "Date" && is_needed && !is_future(df)) shown.default = "Today";
				const description = df.description || (is_needed ? sentence(entry.message) : "");
				return {
					...shown,
					description,
					fieldname: key_of(entry, fieldname),
					reqd: is_needed ? 1 : 0,
				};
			})
		);
	}

	// what lies ahead has no day that would be a good guess
	const is_future = (df) => /deadline|closes|until|starts|ends|due/.test(df.fieldname);
	const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);
	const row_doctype = (frm, table) => frm.fields_dict[table].df.options;

	function describe_row(frm, { table, row }) {
		const doc = frm.doc[table].find((one) => one.name === row) || {};
		const title = frappe
			.get_meta(row_doctype(frm, table))
			.fields.find((df) => df.in_list_view && doc[df.fieldname]);
		return title ? `${doc.idx}. ${doc[title.fieldname]}` : `${doc.idx}.`;
	}

	function describe_table(frm, df) {
		const grid = frm.fields_dict[df.fieldname].grid;
		const fields = frappe
			.get_meta(df.options)
			.fields.filter((field) => (field.in_list_view || field.reqd) && !field.read_only && !field.hidden)
			.map((field) => ({
				...field,
				in_list_view: 1,
				get_query: grid.get_field(field.fieldname)?.get_query,
			}));
		return { fields, data: [], in_place_edit: true, cannot_add_rows: false };
	}

	async function enter(frm, entries, values) {
		for (const entry of entries) {
			for (const fieldname of [entry.fieldname, ...entry.also]) {
				await enter_value(frm, entry, fieldname, values[key_of(entry, fieldname)]);
			}
		}
		await frm.save();
	}

	async function enter_value(frm, { table, row }, fieldname, value) {
		if (value === undefined) return;
		if (row) {
			await frappe.model.set_value(row_doctype(frm, table), row, fieldname, value);
		} else if (Array.isArray(value)) {
			// a save that was refused has left the rows of the try before
			frm.clear_table(fieldname);
			for (const line of value) add_row(frm, fieldname, line);
			frm.refresh_field(fieldname);
		} else {
			await frm.set_value(fieldname, value);
		}
	}

	// what the dialog's grid keeps for itself is no part of a row
	function add_row(frm, table, line) {
		const own = ["name", "idx", "doctype", "parent", "parentfield", "parenttype"];
		const values = Object.entries(line).filter(([key]) => !key.startsWith("__") && !own.includes(key));
		frm.add_child(table, Object.fromEntries(values));
	}

	// people have the event in their calendars: whether they are told of a change is asked
	async function ask_about_change(frm) {
		if (frm.is_new() || !frm.is_dirty()) return;
		delete frm.doc.without_telling;
		const change = await frappe.xcall(`${METHODS}.prepare_change`, { doc: frm.doc });
		if (!change || change.fields || !(change.number || change.is_past)) return;
		const answer = await planota_hub.confirm_sending(change, describe_change(change));
		if (!answer) frappe.validated = false;
		else if (answer === "quiet") frm.doc.without_telling = 1;
	}

	function describe_change({ number, is_past }) {
		if (is_past) {
			return {
				title: __("Time or Place Changes"),
				hint: __("The new time lies in the past. Nobody is told of it."),
				send_label: __("Save"),
			};
		}
		return {
			title: __("Time or Place Changes"),
			hint: __("People know what was planned so far. Shall they be told of the change?"),
			send_label: __("Save and tell {0}", [number]),
			quiet_label: __("Save without telling"),
		};
	}
})();
