// demo.test.mjs - the demonstration: made by the built program alone, and opened as a visitor's page would open it.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { Core, bytes, load } from "../parity/core.mjs";
import { Server, cleanUp, run, tempDir } from "./lib.mjs";

const root = new URL("../../", import.meta.url).pathname;
const wasm = `${root}build/wasm/core.wasm`, pack = `${root}build/pack.bin`;
const needs = { skip: existsSync(wasm) && existsSync(pack) ? false : "build/wasm/core.wasm is not built" };
const dir = tempDir();
const data = join(dir, "data");
let server, links;

after(cleanUp);

async function begin() {
	const began = Date.now();
	const s = await Server.start({ dir, args: ["--demo"] });
	while (!s.output.includes("delete the folder")) await new Promise((on) => setTimeout(on, 10));
	return { s, ms: Date.now() - began, links: [...s.output.matchAll(/http:\/\/\S+\/#r1\.([0-9A-Z]{28})\n/g)] };
}

test("ready within ten seconds, with a link for each of the two on an origin of its own", async () => {
	const first = await begin();
	({ s: server, links } = first);
	assert.ok(first.ms < 10_000, `${first.ms} ms`);
	assert.match(server.output, /^Hearth is ready: http:\/\/127\.0\.0\.1:\d+\/\n/);
	assert.deepEqual(links.map((l) => new URL(l[0].trim()).host), [`localhost:${server.port}`, `127.0.0.1:${server.port}`]);
	assert.notEqual(links[0][1], links[1][1]);
	assert.match(server.output, /invented/);
	assert.match(server.output, /shuts out the device/);
});

test("the second start finds the folder as it was", async () => {
	const before = readFileSync(join(data, "demo-links"));
	await server.stop();
	const again = await begin();
	server = again.s;
	assert.deepEqual(again.links.map((l) => l[1]), links.map((l) => l[1]));
	assert.deepEqual(readFileSync(join(data, "demo-links")), before);
	assert.equal(statSync(join(data, "demo-links")).mode & 0o077, 0);
});

test("its log verifies like any other", async () => {
	const r = await run("check", "--data", data);
	assert.equal(r.code, 0, r.stdout);
	assert.match(r.stdout, /^1 spaces, 4 streams, (2[5-9]|[34]\d)\d events: all sound\n$/);
});

test("a home of somebody's own is not touched", needs, async () => {
	const own = await Server.start();
	const c = new Core(load(wasm));
	const { events } = c.vault({ op: "found", L: randomBytes(32).toString("hex"), name: "A" }, Date.now());
	await own.request("POST", "/v1/spaces", { body: Buffer.from(events[0].bytes, "hex") });
	await own.stop();
	const r = await run("demo", "--port", "0", "--data", join(own.dir, "data"));
	assert.equal(r.code, 1);
	assert.match(r.stderr, /holds a home of its own/);
	assert.ok(!readdirSync(join(own.dir, "data")).includes("demo-links"));
});

// What the page does with the link: recover, push the new list, read M, P and S.
async function visit(code) {
	const c = new Core(load(wasm));
	const info = await server.info();
	const post = async (path, body, more = {}) => {
		const r = await server.request("POST", path, { body: Buffer.from(body), ...more });
		assert.equal(r.status, 200, JSON.stringify(r.json));
		return r.json;
	};
	const signed = (method, target, body = new Uint8Array()) =>
		({ "Hearth-Auth": c.sign({ server: info.server, method, target, ts: Math.floor(Date.now() / 1000) }, body).auth });
	const { login } = c.vault({ op: "paper_login", text: code }, Date.now());
	const { challenge } = await post("/v1/recover", JSON.stringify({ login }));
	const { sig } = c.vault({ op: "paper_sign", text: code, server: info.server, challenge }, Date.now());
	const { cold } = await post("/v1/recover/open", JSON.stringify({ login, challenge, sig }));
	const me = c.vault({ op: "recover", text: code, cold, L: randomBytes(32).toString("hex") }, Date.now());
	assert.equal(me.status, 0);
	const list = bytes(me.events.map((e) => e.bytes).join(""));
	const target = `/v1/s/${me.space}/push`;
	await post(target, list, { headers: signed("POST", target, list) });
	const streams = () => c.view({ show: "state" }, Date.now()).streams;
	for (const { id } of [streams()[0], ...streams().slice(1)]) {
		const get = `/v1/s/${me.space}/${id}?after=0&limit=500`;
		const r = await server.request("GET", get, { headers: signed("GET", get) });
		assert.equal(r.status, 200);
		const t = c.take(id, new Uint8Array(r.body), false);
		assert.deepEqual([t.status, t.void, t.unread, t.alarm], [0, 0, 0, null]);
	}
	assert.equal(c.pack(readFileSync(pack)).status, 0);
	return c;
}

function texts(c) {
	const of = (type, f) => c.view({ show: "records", type, limit: 500 }, Date.now()).records.map((r) => f(r.body));
	const words = (b) => [b.thanks, b.concern, b.back].filter(Boolean);
	return [...of("thanks", (b) => b.text), ...of("entry", (b) => b.text), ...of("page", (b) => b.text), ...of("checkin", words).flat()];
}

test("each of the two can be opened by the code, and has lived ten weeks", needs, async () => {
	const said = new Set();
	for (const [i, link] of links.entries()) {
		const c = await visit(link[1]);
		const count = (type) => c.view({ show: "records", type, limit: 500 }, Date.now()).records.length;
		const state = c.view({ show: "state" }, Date.now());
		assert.deepEqual([state.me, state.partner, state.paired, state.alarm, state.doubt], [...(i ? ["Kit", "Robin"] : ["Robin", "Kit"]), true, null, false]);
		assert.ok(state.records >= 150, `${state.records} records`);
		assert.equal(count("checkin"), 18);
		assert.ok(count("thanks") >= 64);
		for (const type of ["words", "name", "start", "page", "entry", "seen", "reflection", "causes", "hard", "time", "step", "ritual", "card", "plan", "paper"])
			assert.ok(count(type) > 0, type);
		assert.equal(count("sheet"), i ? 2 : 1); // one shared, one of Kit alone
		assert.equal(count("track"), i ? 0 : 1);
		// The programme knows every name that is used, and the last weeks say something.
		const day = Math.floor((Date.now() - new Date().getTimezoneOffset() * 60_000) / 86_400_000);
		const { trends } = c.view({ show: "trends", day }, Date.now());
		assert.ok(trends.rows.every((r) => r.points.length === 3), JSON.stringify(trends.rows));
		assert.ok(trends.rows.some((r) => r.verdict === "more"), JSON.stringify(trends));
		assert.ok(trends.helped.length > 0);
		const { exercises } = c.view({ show: "exercises", day, minute: 600 }, Date.now());
		for (const r of c.view({ show: "records", type: "step", limit: 500 }, Date.now()).records)
			assert.ok(exercises.some((e) => e.id === r.body.exercise[0]), r.body.exercise[0]);
		const { today } = c.view({ show: "today", day, minute: 1200 }, Date.now());
		assert.equal(today.small === "paper", false);
		assert.ok(today.found, "a note lies folded");
		for (const t of texts(c)) said.add(t);
	}
	assert.ok(said.size >= 120, `${said.size} texts`);
	// None of their words lies in the folder.
	const all = readdirSync(data).map((f) => readFileSync(join(data, f), "latin1")).join("\n").toLowerCase();
	for (const t of said) {
		assert.ok(!all.includes(Buffer.from(t.slice(0, 12)).toString("latin1").toLowerCase()), t);
		for (const w of t.toLowerCase().match(/[a-z]{8,}/g) ?? []) assert.ok(!all.includes(w), w);
	}
	for (const name of ["robin", "kit\n"]) assert.ok(!all.includes(name), name);
});
