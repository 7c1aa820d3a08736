// SPDX-License-Identifier: GPL-3.0-only
frappe.provide("planota_hub");

// Power and interest of the targets of a campaign as a picture: who decides and who cares, in the colour of
// their support. A target is moved with the mouse, a finger or the arrow keys.
planota_hub.PowerInterestGrid = class PowerInterestGrid {
	static LEVELS = 5;
	static CELL = { width: 116, height: 84 };
	static MARGIN = { left: 62, top: 16, right: 12, bottom: 48 };
	static RADIUS = 15;
	static COLOURS = { "-2": "#b3372c", "-1": "#dd8a4a", 0: "#8a949c", 1: "#5aa77f", 2: "#1f7a5c" };

	constructor(place, { targets, editable = false, on_move, on_open }) {
		Object.assign(this, { place, targets, editable, on_move, on_open });
		this.spread_out();
		this.draw();
	}

	// several targets in one cell stand side by side
	spread_out() {
		const cells = {};
		for (const target of this.targets) {
			const key = `${target.power}:${target.interest}`;
			(cells[key] ||= []).push(target);
		}
		for (const cell of Object.values(cells)) {
			cell.forEach((target, position) => {
				target.shift = (position - (cell.length - 1) / 2) * Math.min(34, 84 / cell.length);
				target.drop = cell.length > 1 && position % 2 ? 14 : 0;
			});
		}
	}

	draw() {
		const { CELL, MARGIN, LEVELS } = this.constructor;
		const width = MARGIN.left + CELL.width * LEVELS + MARGIN.right;
		const height = MARGIN.top + CELL.height * LEVELS + MARGIN.bottom;
		this.svg = this.make("svg", { viewBox: `0 0 ${width} ${height}`, role: "group" });
		this.svg.setAttribute("aria-label", __("Power and interest of the targets"));
		this.svg.style.cssText = `width: 100%; max-width: ${width}px; height: auto; touch-action: pan-y; font-size: 12px;`;
		this.draw_field();
		this.draw_axes();
		for (const target of this.targets) this.draw_target(target);
		this.place.replaceChildren(this.svg, this.make_legend());
	}

	draw_field() {
		const { CELL, MARGIN, LEVELS } = this.constructor;
		const half = { width: (CELL.width * LEVELS) / 2, height: (CELL.height * LEVELS) / 2 };
		const quadrants = [
			[0, 0, __("Keep satisfied"), "0.03"],
			[1, 0, __("Manage closely"), "0.09"],
			[0, 1, __("Monitor"), "0"],
			[1, 1, __("Keep informed"), "0.03"],
		];
		for (const [column, row, label, opacity] of quadrants) {
			const x = MARGIN.left + column * half.width;
			const y = MARGIN.top + row * half.height;
			this.add("rect", {
				x,
				y,
				...half,
				fill: "#1f7a5c",
				"fill-opacity": opacity,
				stroke: "var(--border-color, #d1d8dd)",
			});
			const at_right = column === 1;
			this.add_text(label, {
				x: at_right ? x + half.width - 8 : x + 8,
				y: row ? y + half.height - 9 : y + 17,
				"text-anchor": at_right ? "end" : "start",
				fill: "var(--text-muted, #6b7a79)",
				"font-weight": 600,
			});
		}
	}

	draw_axes() {
		const { MARGIN, LEVELS, CELL } = this.constructor;
		const muted = "var(--text-muted, #6b7a79)";
		const bottom = MARGIN.top + CELL.height * LEVELS;
		for (let level = 1; level <= LEVELS; level++) {
			const { x, y } = this.centre({ interest: level, power: level });
			this.add_text(level, { x, y: bottom + 17, "text-anchor": "middle", fill: muted });
			this.add_text(level, { x: MARGIN.left - 10, y: y + 4, "text-anchor": "end", fill: muted });
		}
		const middle = MARGIN.top + (CELL.height * LEVELS) / 2;
		this.add_text(`${__("Interest")} →`, {
			x: MARGIN.left + (CELL.width * LEVELS) / 2,
			y: bottom + 38,
			"text-anchor": "middle",
			fill: "currentColor",
		});
		this.add_text(`${__("Power")} →`, {
			transform: `translate(18 ${middle}) rotate(-90)`,
			"text-anchor": "middle",
			fill: "currentColor",
		});
	}

	draw_target(target) {
		const { RADIUS, COLOURS } = this.constructor;
		const { x, y } = this.place_of(target);
		this.draw_trail(target, x, y);
		const group = this.make("g", {
			transform: `translate(${x} ${y})`,
			tabindex: 0,
			role: "button",
			"aria-label": this.describe(target),
			"data-target": target.key,
			style: `cursor: ${this.editable ? "grab" : "pointer"}; touch-action: none;`,
		});
		const title = this.make("title");
		title.textContent = this.describe(target);
		const circle = this.make("circle", {
			r: RADIUS,
			fill: COLOURS[target.support] || COLOURS[0],
			stroke: "var(--card-bg, #fff)",
			"stroke-width": 2,
		});
		const figure = this.make("text", { y: 4, "text-anchor": "middle", fill: "#fff", "font-weight": 600 });
		figure.textContent =
			target.support > 0 ? `+${target.support}` : String(target.support).replace("-", "−");
		const name = this.make("text", {
			y: RADIUS + 13,
			"text-anchor": "middle",
			fill: "currentColor",
			"font-size": 11,
			"paint-order": "stroke",
			stroke: "var(--card-bg, #fff)",
			"stroke-width": 3,
		});
		name.textContent = target.label.length > 20 ? `${target.label.slice(0, 19)}…` : target.label;
		group.append(title, circle, figure, name);
		this.svg.append(group);
		this.listen(group, target);
	}

	// where a target stood at the beginning
	draw_trail(target, x, y) {
		const { first } = target;
		if (!first || (first.power === target.power && first.interest === target.interest)) return;
		const from = this.centre(first);
		const grey = "var(--text-muted, #8a949c)";
		this.add("line", { x1: from.x, y1: from.y, x2: x, y2: y, stroke: grey, "stroke-dasharray": "3 4" });
		this.add("circle", { cx: from.x, cy: from.y, r: 3.5, fill: grey });
	}

	describe(target) {
		return __("{0}: power {1}, interest {2}, support {3}", [
			target.label,
			target.power,
			target.interest,
			target.support,
		]);
	}

	listen(group, target) {
		group.addEventListener("keydown", (event) => this.press(event, target));
		group.addEventListener("dblclick", () => this.on_open?.(target.key));
		if (!this.editable) return;
		group.addEventListener("pointerdown", (event) => {
			event.preventDefault();
			group.focus({ preventScroll: true });
			group.setPointerCapture(event.pointerId);
			const follow = (move) => {
				const point = this.to_drawing(move);
				group.setAttribute("transform", `translate(${point.x} ${point.y})`);
			};
			const let_go = (end) => {
				group.removeEventListener("pointermove", follow);
				group.removeEventListener("pointerup", let_go);
				group.removeEventListener("pointercancel", let_go);
				this.settle(group, target, end);
			};
			group.addEventListener("pointermove", follow);
			group.addEventListener("pointerup", let_go);
			group.addEventListener("pointercancel", let_go);
		});
	}

	settle(group, target, event) {
		const values = event.type === "pointerup" ? this.levels_at(this.to_drawing(event)) : target;
		if (values.power === target.power && values.interest === target.interest) {
			const { x, y } = this.place_of(target);
			group.setAttribute("transform", `translate(${x} ${y})`);
			return;
		}
		this.on_move?.(target.key, values);
	}

	press(event, target) {
		if (event.key === "Enter") {
			event.preventDefault();
			this.on_open?.(target.key);
			return;
		}
		const steps = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
		const step = this.editable && steps[event.key];
		if (!step) return;
		event.preventDefault();
		const power = this.limit(target.power + step[0]);
		const interest = this.limit(target.interest + step[1]);
		if (power !== target.power || interest !== target.interest)
			this.on_move?.(target.key, { power, interest });
	}

	limit(level) {
		return Math.min(this.constructor.LEVELS, Math.max(1, level));
	}

	centre({ power, interest }) {
		const { CELL, MARGIN, LEVELS } = this.constructor;
		return {
			x: MARGIN.left + (interest - 0.5) * CELL.width,
			y: MARGIN.top + (LEVELS - power + 0.5) * CELL.height,
		};
	}

	place_of(target) {
		const { x, y } = this.centre(target);
		return { x: x + (target.shift || 0), y: y - 8 + (target.drop || 0) };
	}

	levels_at({ x, y }) {
		const { CELL, MARGIN, LEVELS } = this.constructor;
		return {
			power: this.limit(LEVELS - Math.floor((y - MARGIN.top) / CELL.height)),
			interest: this.limit(Math.floor((x - MARGIN.left) / CELL.width) + 1),
		};
	}

	to_drawing(event) {
		const point = new DOMPoint(event.clientX, event.clientY);
		return point.matrixTransform(this.svg.getScreenCTM().inverse());
	}

	make_legend() {
		const legend = document.createElement("p");
		legend.className = "text-muted small mt-2";
		const labels = {
			"-2": __("opposes strongly"),
			"-1": __("opposes"),
			0: __("neutral"),
			1: __("supports"),
			2: __("supports strongly"),
		};
		for (const level of [-2, -1, 0, 1, 2]) {
			const dot = document.createElement("span");
			const colour = this.constructor.COLOURS[level];
			dot.style.cssText = `display: inline-block; width: 0.7em; height: 0.7em; border-radius: 50%; background: ${colour}; margin: 0 0.35em 0 0.9em;`;
			legend.append(dot, labels[level]);
		}
		if (this.editable && this.targets.length) {
			const hint = document.createElement("span");
			hint.className = "ml-3";
			hint.textContent = __("Drag a target or use the arrow keys to move it; press Enter to open it.");
			legend.append(document.createElement("br"), hint);
		}
		return legend;
	}

	make(tag, attributes = {}) {
		const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
		for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
		return element;
	}

	add(tag, attributes) {
		this.svg.append(this.make(tag, attributes));
	}

	add_text(text, attributes) {
		const element = this.make("text", attributes);
		element.textContent = text;
		this.svg.append(element);
	}
};
