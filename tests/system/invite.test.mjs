// Invites: made, looked at, joined, taken, burnt.
import test from "node:test";
import assert from "node:assert/strict";
import { Server, Space, cleanUp } from "./lib.mjs";

test.after(cleanUp);

async function invite(w, more = {}) {
	const parts = await w.peer.ask("invite");
	const fields = { id: parts.id, token_hash: parts.token_hash, blob: "ab".repeat(200), role: 1, ttl: 900, ...more };
	const body = Buffer.from(JSON.stringify(fields));
	const reply = await w.ask(w.a1, "POST", `/v1/s/${w.space}/invite`, { body });
	return { ...parts, body, reply };
}
const look = (w, id, token) => w.server.request("GET", `/v1/invite/${id}`, { headers: token ? { "Hearth-Invite": token } : {} });
const join = (w, id, token, body) => w.server.request("POST", `/v1/invite/${id}/join`, { headers: { "Hearth-Invite": token }, body });

test("look, join, taken, read, burn", async () => {
	const w = await Space.found(await Server.start());
	const i = await invite(w);
	assert.equal(i.reply.status, 201);
	assert.ok(Math.abs(i.reply.json.expires - Date.now() / 1000 - 900) < 5);
	const again = await w.ask(w.a1, "POST", `/v1/s/${w.space}/invite`, { body: i.body });
	assert.deepEqual([again.status, again.json.expires], [200, i.reply.json.expires]);
	for (let k = 0; k < 3; k++) {
		const l = await look(w, i.id, i.token);
		assert.deepEqual([l.status, l.json.blob, l.json.expires], [200, "ab".repeat(200), i.reply.json.expires]);
	}
	const own = `/v1/s/${w.space}/invite/${i.id}`;
	assert.deepEqual((await w.ask(w.a1, "GET", own)).json, { expires: i.reply.json.expires, join: null });
	const request = Buffer.alloc(300, 7);
	assert.equal((await join(w, i.id, i.token, request)).status, 201);
	assert.equal((await join(w, i.id, i.token, request)).status, 200);
	const other = await join(w, i.id, i.token, Buffer.alloc(300, 8));
	assert.deepEqual([other.status, other.json.error], [409, "taken"]);
	assert.equal((await w.ask(w.a1, "GET", own)).json.join, request.toString("hex"));
	assert.equal((await w.ask(w.a1, "DELETE", own)).status, 204);
	assert.equal((await w.ask(w.a1, "DELETE", own)).status, 204);
	assert.deepEqual([(await look(w, i.id, i.token)).status, (await look(w, i.id, i.token)).json.error], [404, "gone"]);
	assert.equal((await w.ask(w.a1, "GET", own)).status, 404);
});

test("unknown, burnt and wrongly held invitations are one answer", async () => {
	const w = await Space.found(await Server.start());
	const i = await invite(w);
	const wrong = await look(w, i.id, "00".repeat(32));
	const unknown = await look(w, "00".repeat(16), i.token);
	assert.deepEqual([wrong.status, wrong.body.toString()], [unknown.status, unknown.body.toString()]);
	assert.equal((await join(w, i.id, "00".repeat(32), Buffer.from("x"))).status, 404);
	assert.equal((await look(w, i.id)).status, 400);
	assert.equal((await look(w, i.id, "xyz")).status, 400);
	assert.equal((await join(w, i.id, i.token, Buffer.alloc(0))).status, 400);
	assert.equal((await join(w, i.id, i.token, Buffer.alloc(5000))).status, 413);
	assert.equal((await join(w, i.id, i.token, Buffer.alloc(4096))).status, 201);
});

test("only its inviter reads or burns it", async () => {
	const w = await Space.found(await Server.start());
	const i = await invite(w);
	const path = `/v1/s/${w.space}/invite/${i.id}`;
	await w.join();
	assert.equal((await w.ask(w.b1, "GET", path)).status, 404);
	assert.equal((await w.ask(w.b1, "DELETE", path)).status, 204);
	assert.equal((await w.ask(w.a1, "GET", path)).status, 200);
	const third = await invite(w);
	assert.deepEqual([third.reply.status, third.reply.json.error], [403, "denied"]);
	assert.equal((await invite(w, { role: 2 })).reply.status, 201); // an own device
});

test("three at a time, and nonsense is told so", async () => {
	const w = await Space.found(await Server.start());
	const first = await invite(w, { ttl: 172800 });
	await invite(w);
	await invite(w);
	const fourth = await invite(w);
	assert.deepEqual([fourth.reply.status, fourth.reply.json.error], [429, "busy"]);
	assert.ok(Number(fourth.reply.headers["retry-after"]) > 800);
	await w.ask(w.a1, "DELETE", `/v1/s/${w.space}/invite/${first.id}`);
	assert.equal((await invite(w)).reply.status, 201);
	const taken = await invite(w, { id: JSON.parse(fourth.body).id, role: 3 });
	assert.equal(taken.reply.status, 400);
	for (const more of [{ ttl: 5 }, { ttl: 1000 }, { role: 0 }, { blob: "" }, { blob: "abc" }, { id: "00" }, { token_hash: 5 }])
		assert.equal((await invite(w, more)).reply.status, 400, JSON.stringify(more));
	assert.equal((await invite(w, { blob: "ab".repeat(4200) })).reply.status, 413);
	assert.equal((await w.ask(w.a1, "POST", `/v1/s/${w.space}/invite`, { body: Buffer.from("{") })).status, 400);
	const same = await invite(w, {});
	assert.equal(same.reply.status, 429);
});

test("looking is limited for one source", async () => {
	const w = await Space.found(await Server.start());
	const i = await invite(w);
	let status = 200, tries = 0;
	for (; status === 200 && tries < 30; tries++) status = (await look(w, i.id, i.token)).status;
	assert.deepEqual([status, tries], [429, 21]);
	// Another source behind a proxy on this machine is not held back.
	const r = await w.server.request("GET", `/v1/invite/${i.id}`, {
		headers: { "Hearth-Invite": i.token, "X-Forwarded-For": "203.0.113.9" },
	});
	assert.equal(r.status, 200);
});
