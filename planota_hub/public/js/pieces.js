// SPDX-License-Identifier: GPL-3.0-only
// A field for a file that may be larger than a request: the file is sent piece by piece, as `files/pieces.py` takes it
frappe.provide("planota_hub");

(() => {
	const TRIES = 3;
	const MILLISECONDS_BETWEEN_TRIES = 2000;

	// a bar that is only just appearing can't be hidden by the framework, and would stay over the form for ever
	const hide_progress = frappe.hide_progress;
	frappe.hide_progress = () => {
		const dialog = frappe.cur_progress;
		dialog?.$wrapper.one("shown.bs.modal", () => dialog.hide());
		hide_progress();
	};

	function choose_file() {
		return new Promise((resolve) => {
			const input = document.createElement("input");
			input.type = "file";
			input.addEventListener("change", () => resolve(input.files[0]));
			input.addEventListener("cancel", () => resolve());
			input.click();
		});
	}

	// returns what the server says, or throws what it said instead; a connection that breaks off is tried once more
	async function send_piece(method, upload, offset, piece) {
		const body = new FormData();
		body.append("upload", upload);
		body.append("offset", offset);
		body.append("piece", piece, "piece");
		const headers = { Accept: "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token };
		for (let tried = 1; ; tried++) {
			const answer = await fetch(`/api/method/${method}`, { method: "POST", headers, body }).catch(
				() => null
			);
			const said = await answer?.json().catch(() => null);
			if (answer?.ok && said) return said.message;
			if (answer && answer.status < 500) throw said || {};
			if (tried === TRIES) throw said || {};
			await new Promise((resolve) => setTimeout(resolve, MILLISECONDS_BETWEEN_TRIES));
		}
	}

	async function send(file, { begin, add }) {
		const { message: taken } = await frappe.call({
			method: begin,
			args: { file_name: file.name, size: file.size },
		});
		const title = __("Sending {0}", [file.name]);
		try {
			for (let offset = 0; ; offset += taken.piece) {
				frappe.show_progress(title, Math.min(offset, file.size), file.size);
				const sent = await send_piece(
					add,
					taken.upload,
					offset,
					file.slice(offset, offset + taken.piece)
				);
				if (sent) return sent;
			}
		} catch (said) {
			if (!(said?._server_messages || said?.exc)) {
				frappe.msgprint(__("The connection has broken off. Please choose the file once more."));
			} else frappe.request.cleanup({}, said);
		} finally {
			frappe.hide_progress();
		}
	}

	// field: a control of the kind Attach; methods: the two whitelisted functions that take the file, `begin` and `add`
	planota_hub.send_in_pieces = (field, methods) => {
		field.on_attach_click = async () => {
			const file = await choose_file();
			const sent = file && (await send(file, methods));
			if (sent) await field.on_upload_complete(sent);
		};
	};
})();
