// SPDX-License-Identifier: GPL-3.0-only
// What proves a record: shown and added from its form, at a desk or with a phone's camera
frappe.provide("planota_hub");

(() => {
	// the script comes with each of these forms, and is to act once in each
	if (planota_hub.show_proofs) return;

	const METHODS = "planota_hub.funding.proofs.adding";
	for (const doctype of frappe.boot.hub_proof_records || []) {
		frappe.ui.form.on(doctype, { refresh: offer_proofs });
	}

	function offer_proofs(frm) {
		if (frm.is_new()) return;
		const show = () =>
			planota_hub.show_proofs({
				doctype: frm.doctype,
				name: frm.doc.name,
				on_change: () => frm.reload_doc(),
			});
		frm.page.add_menu_item(frm.perm[0]?.write ? __("Add Proof") : __("Proofs"), show);
	}

	// the proofs of a record, and one more; `proof_kind` is chosen beforehand, `on_change` follows what was changed
	planota_hub.show_proofs = async ({ doctype, name, proof_kind = "", on_change }) => {
		const proofs = await frappe.xcall(`${METHODS}.get_proofs`, { doctype, name });
		const first = proofs.wanted.find((row) => !row.is_there);
		let is_changed = false;
		const dialog = new frappe.ui.Dialog({
			title: proofs.may_add ? __("Add Proof") : __("Proofs"),
			fields: [
				{ fieldname: "there", fieldtype: "HTML" },
				...(proofs.may_add ? get_fields(proofs, proof_kind || first?.kind) : []),
			],
			primary_action_label: __("Add"),
			primary_action: proofs.may_add ? add : undefined,
			onhide: () => is_changed && on_change?.(),
		});
		const $there = dialog.get_field("there").$wrapper;
		show_there();
		dialog.show();
		return dialog;

		function show_there() {
			const follow = async (method, values) => {
				await frappe.xcall(`${METHODS}.${method}`, values);
				is_changed = true;
				Object.assign(proofs, await frappe.xcall(`${METHODS}.get_proofs`, { doctype, name }));
				show_there();
			};
			$there.empty().append(make_wanted(proofs), make_files(proofs, follow));
		}

		async function add(values) {
			const files = [...get_input(dialog).files];
			if (!files.length) {
				frappe.msgprint({
					title: __("File"),
					message: __("File: please choose one."),
					indicator: "orange",
				});
				return;
			}
			dialog.disable_primary_action();
			try {
				for (const file of files) {
					check(file, proofs.limits);
					await send(file, { doctype, name, proof_kind: values.proof_kind });
					is_changed = true;
				}
				frappe.show_alert({ message: __("Proofs added: {0}", [files.length]), indicator: "green" });
				dialog.hide();
			} catch (said) {
				tell(said);
			} finally {
				dialog.enable_primary_action();
			}
		}
	};

	function get_fields({ kinds, limits, accept }, kind) {
		const help = frappe.utils.escape_html(limits.help);
		return [
			{
				fieldname: "proof_kind",
				fieldtype: "Select",
				label: __("Kind of Proof"),
				options: [{ value: "", label: "" }, ...kinds],
				default: kind || "",
				reqd: 1,
			},
			{
				fieldname: "file",
				fieldtype: "HTML",
				options: `<div class="form-group"><label class="control-label reqd" for="hub-proof-file">${__(
					"File"
				)}</label>
					<input type="file" id="hub-proof-file" class="form-control" style="height: auto" multiple accept="${accept}">
					<p class="help-box small text-muted">${help}</p></div>`,
			},
		];
	}

	const get_input = (dialog) => dialog.get_field("file").$wrapper.find("input")[0];

	// what running projects ask for, and whether it is there
	function make_wanted({ wanted }) {
		const $wanted = $("<div class='mb-3 d-flex flex-wrap' style='gap: 6px' data-wanted-proofs>");
		for (const { label, required, is_there } of wanted) {
			const color = is_there ? "green" : required ? "red" : "orange";
			const state = is_there ? __("there") : required ? __("missing") : __("recommended");
			$("<span class='indicator-pill no-indicator-dot'>")
				.addClass(color)
				.text(`${label}: ${state}`)
				.appendTo($wanted);
		}
		return wanted.length ? $wanted : "";
	}

	// the files of the record, each with what it proves
	function make_files({ files, kinds, may_add }, follow) {
		const $files = $("<div class='mb-3' data-files>");
		for (const file of files) {
			const $row = $(
				"<div class='d-flex flex-wrap align-items-center mb-2' style='gap: 8px'>"
			).appendTo($files);
			$("<a target='_blank' class='ellipsis' style='flex: 1 1 140px; min-width: 0'>")
				.attr("href", file.file_url)
				.text(file.file_name)
				.appendTo($row);
			if (!may_add) {
				$("<span class='text-muted'>")
					.text(__(file.kind || ""))
					.appendTo($row);
				continue;
			}
			const $kind = $("<select class='form-control input-xs' style='flex: 0 1 150px'>")
				.attr("aria-label", __("Kind of Proof: {0}", [file.file_name]))
				.append($("<option value=''>").text(__("No proof")))
				.append(kinds.map(({ value, label }) => $("<option>").val(value).text(label)))
				.val(file.kind || "")
				.appendTo($row);
			$kind.on("change", () => follow("name_file", { file: file.name, proof_kind: $kind.val() }));
		}
		return files.length ? $files : "";
	}

	function check(file, limits) {
		if (file.size > limits.most) throw limits.too_large;
	}

	// like the framework's own requests, with the file beside what it is
	async function send(file, values) {
		const body = new FormData();
		Object.entries(values).forEach(([key, value]) => body.append(key, value));
		body.append("file", file, file.name);
		const headers = { Accept: "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token };
		const answer = await fetch(`/api/method/${METHODS}.add_proof`, {
			method: "POST",
			headers,
			body,
		}).catch(() => null);
		const said = await answer?.json().catch(() => null);
		if (!answer?.ok || !said) throw said || {};
	}

	function tell(said) {
		if (typeof said === "string") frappe.msgprint({ message: said, indicator: "orange" });
		else if (said?._server_messages || said?.exc) frappe.request.cleanup({}, said);
		else frappe.msgprint(__("The connection has broken off. Please choose the file once more."));
	}
})();
