// The recovery copy: versions, and opening it with the paper code.
import test from "node:test";
import assert from "node:assert/strict";
import { Server, Space, cleanUp } from "./lib.mjs";

test.after(cleanUp);

function cold(version, login, wrap = "77".repeat(120)) {
	const b = Buffer.alloc(4);
	b.writeUInt32LE(version);
	return Buffer.concat([b, Buffer.from(login, "hex"), Buffer.from(wrap, "hex")]);
}
const post = (server, path, json) =>
	server.request("POST", path, { body: Buffer.from(typeof json === "string" ? json : JSON.stringify(json)) });

test("the copy has a version; only the next one is taken", async () => {
	const w = await Space.found(await Server.start());
	const path = `/v1/s/${w.space}/cold`;
	const { login } = await w.peer.ask("paper", { as: "rc" });
	const put = (body) => w.ask(w.a1, "PUT", path, { body });
	assert.deepEqual((await w.ask(w.a1, "GET", path)).json, { version: 0 });
	const early = await put(cold(2, login));
	assert.deepEqual([early.status, early.json.error, early.json.version], [409, "version", 0]);
	assert.deepEqual((await put(cold(1, login))).json, { version: 1 });
	assert.deepEqual((await put(cold(1, login))).json, { version: 1 }); // the answer was lost
	const other = await put(cold(1, login, "88".repeat(120)));
	assert.deepEqual([other.status, other.json.version], [409, 1]);
	assert.deepEqual((await put(cold(2, login))).json, { version: 2 });
	assert.equal((await put(Buffer.alloc(36))).status, 400);
	assert.equal((await put(Buffer.alloc(70000))).status, 413);
});

test("the paper code opens it once for each challenge, an unknown one looks the same", async () => {
	const server = await Server.start();
	const w = await Space.found(server);
	const { login } = await w.peer.ask("paper", { as: "rc" });
	await w.ask(w.a1, "PUT", `/v1/s/${w.space}/cold`, { body: cold(1, login) });
	const ask = await post(server, "/v1/recover", { login });
	assert.equal(ask.status, 200);
	assert.match(ask.json.challenge, /^[0-9a-f]{64}$/);
	const open = async (as, login_, challenge) => {
		const { sig } = await w.peer.ask("paper_sign", { as, server: w.info.server, challenge });
		return post(server, "/v1/recover/open", { login: login_, challenge, sig });
	};
	const r = await open("rc", login, ask.json.challenge);
	assert.equal(r.status, 200);
	assert.deepEqual([r.json.space, r.json.version, r.json.cold], [w.space, 1, "77".repeat(120)]);
	assert.deepEqual(r.json.heads.map((h) => h.stream).sort(), [w.m, w.p, w.s].sort());
	const twice = await open("rc", login, ask.json.challenge);
	assert.deepEqual([twice.status, twice.json.error], [403, "code"]);

	const stranger = (await w.peer.ask("paper", { as: "other" })).login;
	const unknown = await post(server, "/v1/recover", { login: stranger });
	assert.deepEqual([unknown.status, Object.keys(unknown.json)], [200, ["challenge"]]);
	assert.equal((await open("other", stranger, unknown.json.challenge)).status, 403);
	const fresh = (await post(server, "/v1/recover", { login })).json.challenge;
	assert.equal((await open("other", login, fresh)).status, 403); // wrong signature
	assert.equal((await open("rc", login, unknown.json.challenge)).status, 403); // another key's challenge
	assert.equal((await open("rc", login, "00".repeat(32))).status, 403); // never made
	assert.equal((await open("rc", login, fresh)).status, 200);
});

test("a new code replaces the old one; a code of another member is refused", async () => {
	const server = await Server.start();
	const w = await Space.found(server);
	await w.join();
	const one = (await w.peer.ask("paper", { as: "one" })).login;
	const two = (await w.peer.ask("paper", { as: "two" })).login;
	const path = `/v1/s/${w.space}/cold`;
	await w.ask(w.a1, "PUT", path, { body: cold(1, one) });
	assert.equal((await w.ask(w.b1, "PUT", path, { body: cold(1, one) })).status, 403);
	assert.equal((await w.ask(w.a1, "PUT", path, { body: cold(2, two) })).status, 200);
	const { challenge } = (await post(server, "/v1/recover", { login: one })).json;
	const { sig } = await w.peer.ask("paper_sign", { as: "one", server: w.info.server, challenge });
	assert.equal((await post(server, "/v1/recover/open", { login: one, challenge, sig })).status, 403);
});

test("ten tries an hour for a key, and nonsense is told so", async () => {
	const server = await Server.start();
	const login = "ab".repeat(32);
	for (let i = 0; i < 10; i++) assert.equal((await post(server, "/v1/recover", { login })).status, 200);
	const r = await post(server, "/v1/recover", { login });
	assert.deepEqual([r.status, r.json.error], [429, "busy"]);
	assert.ok(Number(r.headers["retry-after"]) > 60);
	assert.equal((await post(server, "/v1/recover", { login: "cd".repeat(32) })).status, 200);
	for (const bad of ["", "{", "[]", "{}", '{"login":5}', '{"login":"zz"}', '{"login":"ab"}'])
		assert.deepEqual([(await post(server, "/v1/recover", bad)).json.error, bad], ["malformed", bad]);
	for (const bad of ["{}", JSON.stringify({ login, challenge: "00", sig: "00" })])
		assert.equal((await post(server, "/v1/recover/open", bad)).status, 400);
	assert.equal((await post(server, "/v1/recover", " ".repeat(20000))).status, 413);
});
