// SPDX-License-Identifier: GPL-3.0-only
/**
 * Build the bundles of all apps: `node bundle.mjs ORDER`.
 *
 * The order is `{"apps": {name: folder}, "modules": "…/node_modules", "out": folder}`. Each
 * `name.bundle.{js,ts,scss,css}` below the `public` folder of an app becomes
 * `<out>/<app>/dist/{js,css}/name.bundle.<hash>.{js,css}`.
 * Prints `{"assets": {bundle: address}, "inputs": [files of the apps that were read]}`.
 */

import { existsSync, realpathSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

import {
	appPaths,
	htmlTemplates,
	pickersOfTimes,
	sassCompiler,
	sassStyles,
	servedAddresses,
	vueComponents,
} from "./plugins.mjs";

const { apps, modules, out } = JSON.parse(process.argv[2]);
const require = createRequire(path.join(modules, "index.js"));
const esbuild = require("esbuild");

const STYLES = new Set([".scss", ".css"]);
const BUNDLE = /\.bundle\.(js|ts|scss|css)$/;

/** The oldest browsers whose prefixes stylesheets still carry. */
const BROWSERS = ["chrome87", "firefox90", "safari14"];

const inputs = new Set();
const compileSass = sassCompiler({ sass: require("sass"), apps, modules });

const common = {
	bundle: true,
	minify: true,
	logLevel: "silent",
	nodePaths: [modules],
	absWorkingDir: out,
};

/** CSS with what it imports taken in, for the styles of Vue components. */
async function bundleCss(css, folder) {
	const { outputFiles } = await esbuild.build({
		...common,
		stdin: { contents: css, loader: "css", resolveDir: folder },
		target: BROWSERS,
		write: false,
		plugins: [servedAddresses(), appPaths(apps)],
	});
	return outputFiles[0].text;
}

function build(sources, options) {
	return esbuild.build({
		...common,
		entryPoints: sources,
		outdir: out,
		entryNames: "[dir]/[name].[hash]",
		sourcemap: true,
		metafile: true,
		...options,
	});
}

/** Bundles below `folder`, without what was built or installed there. */
async function bundlesIn(folder) {
	const found = [];
	for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
		const file = path.join(folder, entry.name);
		if (entry.isDirectory()) {
			if (entry.name !== "node_modules" && entry.name !== "dist")
				found.push(...(await bundlesIn(file)));
		} else if (BUNDLE.test(entry.name)) {
			found.push(file);
		}
	}
	return found;
}

/** `{output name: source}` of the scripts and of the stylesheets of all apps. */
async function entryPoints() {
	const scripts = {};
	const styles = {};
	for (const [app, folder] of Object.entries(apps)) {
		for (const file of await bundlesIn(path.join(folder, "public"))) {
			const { ext, name } = path.parse(file);
			if (STYLES.has(ext)) styles[`${app}/dist/css/${name}`] = file;
			else scripts[`${app}/dist/js/${name}`] = file;
		}
	}
	return { scripts, styles };
}

const { scripts, styles } = await entryPoints();
const results = await Promise.all([
	build(scripts, {
		target: "es2017",
		define: {
			"process.env.NODE_ENV": '"production"',
			__VUE_OPTIONS_API__: "true",
			__VUE_PROD_DEVTOOLS__: "false",
		},
		plugins: [
			appPaths(apps),
			htmlTemplates(),
			pickersOfTimes(),
			vueComponents({ compiler: require("vue/compiler-sfc"), compileSass, bundleCss, inputs }),
		],
	}),
	build(styles, {
		target: BROWSERS,
		plugins: [servedAddresses(), appPaths(apps), sassStyles({ compileSass, inputs })],
	}),
]).catch(async ({ errors, message }) => {
	const texts = errors ? await esbuild.formatMessages(errors, { kind: "error" }) : [message];
	console.error(texts.join("\n"));
	process.exit(1);
});

const assets = {};
for (const { metafile } of results) {
	for (const input of Object.keys(metafile.inputs)) inputs.add(path.resolve(out, input));
	for (const [output, { entryPoint }] of Object.entries(metafile.outputs)) {
		if (entryPoint) {
			const { name, ext } = path.parse(entryPoint);
			assets[name + (STYLES.has(ext) ? ".css" : ".js")] = `/assets/${output}`;
		}
	}
}
const packages = [modules, realpathSync(modules)].map((folder) => folder + path.sep);
const isOurs = (file) => !packages.some((folder) => file.startsWith(folder)) && existsSync(file);
const ours = [...inputs].filter(isOurs); // what plugins or esbuild itself made up is in no file
console.log(JSON.stringify({ assets, inputs: ours }));
