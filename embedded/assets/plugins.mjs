// SPDX-License-Identifier: GPL-3.0-only
/**
 * What esbuild does not know by itself about the sources of a Frappe app.
 *
 * Each plugin stands for one habit of Frappe's own build; none of them knows a particular app.
 * `apps` is always the name of each app with the folder of its Python package.
 */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** `import "./x.html"` makes the file available as `frappe.templates.x`. */
export function htmlTemplates() {
	return {
		name: "html-templates",
		setup(build) {
			build.onLoad({ filter: /\.html$/, namespace: "file" }, async ({ path: file }) => {
				const name = JSON.stringify(path.basename(file).split(".")[0]);
				// Frappe puts the text between backticks as it is: `${…}` and `\` keep their meaning.
				const text = (await readFile(file, "utf8")).replaceAll("`", "\\`");
				return { contents: `frappe.templates[${name}] = \`${text}\`;\n`, loader: "js" };
			});
		},
	};
}

/**
 * The picker of times on npm knows no seconds; Frappe, which takes another edition from elsewhere, hides them where the
 * site writes times without: with nothing to hide, it would fail, and the form with it. That edition also empties a field
 * as its picker opens when no day was picked there yet; what stands in the field stays.
 */
export function pickersOfTimes() {
	return {
		name: "pickers-of-times",
		setup(build) {
			build.onLoad(
				{ filter: /air-datepicker[\\/]dist[\\/]js[\\/]datepicker(\.min)?\.js$/ },
				async ({ path: file }) => ({
					contents: `${await readFile(file, "utf8")}
;(($) => {
	const picker = $?.fn.datepicker?.Timepicker;
	if (picker) Object.assign(picker.prototype, { $seconds: $(), $secondsText: $() });
	const days = $?.fn.datepicker?.Constructor?.prototype;
	const update = days?.update;
	if (!update) return;
	days.update = function (...given) {
		if (!this.selectedDates.length) this._setInputValue = () => {};
		try {
			return update.apply(this, given);
		} finally {
			delete this._setInputValue;
		}
	};
})(window.jQuery);
`,
					loader: "js",
				})
			);
		},
	};
}

/** Addresses under `/assets/` are for the web server: a stylesheet keeps them as they are. */
export function servedAddresses() {
	return {
		name: "served-addresses",
		setup(build) {
			build.onResolve({ filter: /^\/assets\// }, ({ path: address }) => ({
				path: address,
				external: true,
			}));
		},
	};
}

/**
 * `frappe/public/…` means the folder `public` of the app `frappe`, wherever the app lies;
 * `<app>/public/node_modules/…` means an installed Node package.
 */
export function appPaths(apps) {
	const names = Object.keys(apps).join("|");
	return {
		name: "app-paths",
		setup(build) {
			build.onResolve({ filter: new RegExp(`^(${names})/`) }, ({ path: request, kind }) => {
				const [app, ...rest] = request.split("/");
				const isPackage = rest[0] === "public" && rest[1] === "node_modules";
				const target = isPackage ? rest.slice(2).join("/") : `./${rest.join("/")}`;
				return build.resolve(target, { kind, resolveDir: apps[app] });
			});
		},
	};
}

/**
 * Return a function that compiles Sass text found at `file` to CSS, importing from `~package/file` and
 * `<app>/public/file` too. Plain CSS imports stay in the CSS: esbuild takes the content of their files in.
 */
export function sassCompiler({ sass, apps, modules }) {
	const findFileUrl = (request) => {
		const [first, ...rest] = request.replace(/^~/, "").split("/");
		if (apps[first]) return pathToFileURL(path.join(apps[first], ...rest));
		return request.startsWith("~") ? pathToFileURL(path.join(modules, first, ...rest)) : null;
	};
	return (text, file) => {
		const { css, loadedUrls } = sass.compileString(text, {
			url: pathToFileURL(file),
			importers: [{ findFileUrl }],
			logger: sass.Logger.silent,
		});
		return { css, files: loadedUrls.map((url) => fileURLToPath(url)) };
	};
}

/** Stylesheets in Sass; the files they were made of are noted in `inputs`. */
export function sassStyles({ compileSass, inputs }) {
	return {
		name: "sass-styles",
		setup(build) {
			build.onLoad({ filter: /\.scss$/, namespace: "file" }, async ({ path: file }) => {
				const { css, files } = compileSass(await readFile(file, "utf8"), file);
				files.forEach((input) => inputs.add(input));
				return { contents: css, loader: "css", resolveDir: path.dirname(file) };
			});
		},
	};
}

/**
 * Vue components in one file. Their styles come to the page with the script that needs them.
 *
 * @param {object} options
 * @param {object} options.compiler the Node package `vue/compiler-sfc`
 * @param {Function} options.bundleCss takes (css, folder), resolves to the CSS with its imports taken in
 */
export function vueComponents({ compiler, compileSass, bundleCss, inputs }) {
	return {
		name: "vue-components",
		setup(build) {
			build.onLoad({ filter: /\.vue$/, namespace: "file" }, async ({ path: file }) => {
				const component = parseComponent(compiler, file, await readFile(file, "utf8"));
				const { code, loader } = scriptOf(compiler, component);
				const styles = component.styles.map((_, index) => `import "?style=${index}";\n`);
				return {
					contents: styles.join("") + code,
					loader,
					resolveDir: path.dirname(file),
					pluginData: component,
				};
			});

			build.onResolve({ filter: /^\?style=\d+$/ }, (style) => ({
				path: style.importer,
				suffix: style.path,
				namespace: "vue-style",
				pluginData: style.pluginData,
			}));
			build.onLoad({ filter: /.*/, namespace: "vue-style" }, async (style) => {
				const { file, scopeId, styles } = style.pluginData;
				const { content, lang, scoped } = styles[Number(style.suffix.split("=")[1])];
				let source = content;
				if (lang === "scss") {
					const { css, files } = compileSass(content, file);
					files.forEach((input) => inputs.add(input));
					source = css;
				}
				const result = compiler.compileStyle({
					source,
					filename: file,
					id: scopeId,
					scoped,
					isProd: true,
				});
				failOn(result.errors, file);
				const text = await bundleCss(result.code, path.dirname(file));
				return { contents: `frappe.dom.set_style(${JSON.stringify(text)});\n`, loader: "js" };
			});
		},
	};
}

function parseComponent(compiler, file, source) {
	const { descriptor, errors } = compiler.parse(source, { filename: file });
	failOn(errors, file);
	const id = createHash("sha256").update(source).digest("hex").slice(0, 8);
	return {
		file,
		descriptor,
		styles: descriptor.styles,
		id,
		scopeId: `data-v-${id}`,
		scoped: descriptor.styles.some((style) => style.scoped),
	};
}

/** The module of a component: its script, its template as a function, and the mark its styles ask for. */
function scriptOf(compiler, { file, descriptor, id, scopeId, scoped }) {
	const templateOptions = {
		filename: file,
		id,
		scoped,
		slotted: descriptor.slotted,
		isProd: true,
		compilerOptions: { scopeId: scoped ? scopeId : undefined },
	};
	let code = "const component = {};\n";
	let loader = "js";
	if (descriptor.script || descriptor.scriptSetup) {
		const script = compiler.compileScript(descriptor, {
			id,
			isProd: true,
			inlineTemplate: true,
			genDefaultAs: "component",
			templateOptions,
		});
		code = `${script.content}\n`;
		loader = script.lang === "ts" ? "ts" : "js";
	}
	if (descriptor.template && !descriptor.scriptSetup) {
		const template = compiler.compileTemplate({
			...templateOptions,
			source: descriptor.template.content,
		});
		failOn(template.errors, file);
		code += `${template.code}\ncomponent.render = render;\n`;
	}
	if (scoped) code += `component.__scopeId = "${scopeId}";\n`;
	return { code: `${code}export default component;\n`, loader };
}

function failOn(errors, file) {
	if (errors.length) throw new Error(`${file}: ${errors[0].message ?? errors[0]}`);
}
