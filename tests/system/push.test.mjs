// Pushing: everything the server checks, in the words of spec/sync.md.
import test from "node:test";
import assert from "node:assert/strict";
import { Server, Space, cleanUp } from "./lib.mjs";

test.after(cleanUp);

async function refused(promise, status, error) {
	const r = await promise;
	assert.equal(r.status, status, String(r.body));
	assert.equal(r.json.error, error);
	assert.ok(r.json.message.length > 10);
	return r.json;
}

test("an event comes back as it was sent; a repeated push is a dup", async () => {
	const w = await Space.found(await Server.start());
	const e = await w.say("good morning");
	const r = await w.push(w.a1, [e]);
	assert.equal(r.status, 200);
	assert.equal(r.json.results.length, 1);
	assert.deepEqual({ n: r.json.results[0].n, dup: r.json.results[0].dup }, { n: 2, dup: false });
	const again = await w.push(w.a1, [e]);
	assert.deepEqual(again.json.results, [{ ...r.json.results[0], dup: true }]);
	const page = await w.frames(w.a1, w.p);
	assert.equal(page.head, 2);
	assert.equal(page.frames.length, 2);
	assert.equal(page.frames[1].bytes, e.bytes);
	assert.equal(page.frames[1].minute, r.json.results[0].minute);
});

test("a batch is taken whole or not at all", async () => {
	const w = await Space.found(await Server.start());
	const base = await w.head(w.a1, w.p);
	const batch = [];
	for (let i = 0; i < 5; i++) batch.push(await w.say("line " + i, {}, base));
	const skip = await w.say("too far", { seq: 50 }, base);
	const j = await refused(w.push(w.a1, [...batch, skip]), 409, "dev_seq");
	assert.equal(j.expected, 7);
	assert.equal(j.at, 5);
	assert.equal(j.stream, w.p);
	assert.equal((await w.frames(w.a1, w.p)).head, 1);
	const r = await w.push(w.a1, batch);
	assert.deepEqual(r.json.results.map((x) => x.n), [2, 3, 4, 5, 6]);
	const mixed = await w.push(w.a1, [batch[4], await w.say("new", { seq: 7 }, base)]);
	assert.deepEqual(mixed.json.results.map((x) => x.dup), [true, false]);
});

test("dev_seq, id, base and epoch conflicts each say what the server has", async () => {
	const w = await Space.found(await Server.start());
	const first = await w.head(w.a1, w.p);
	const e = await w.say("one", {}, first);
	await w.push(w.a1, [e]);
	assert.equal((await refused(w.push(w.a1, [await w.say("x", { seq: 2 })]), 409, "dev_seq")).expected, 3);
	assert.equal((await refused(w.push(w.a1, [await w.say("x", { seq: 9 })]), 409, "dev_seq")).expected, 3);
	const head = await w.head(w.a1, w.p);
	const beyond = { base_n: 7, base_R: head.base_R };
	assert.equal((await refused(w.push(w.a1, [await w.say("x", { seq: 3 }, beyond)]), 409, "base")).n, 2);
	const other = { base_n: 2, base_R: first.base_R };
	assert.equal((await refused(w.push(w.a1, [await w.say("x", { seq: 3 }, other)]), 409, "base")).n, 2);
	await w.push(w.a1, [await w.say("two", { seq: 3 }, head)]);
	await refused(w.push(w.a1, [await w.say("falls", { seq: 4 }, first)]), 409, "base");

	await w.peer.ask("key", { as: "p9", stream: w.p, epoch: 9 });
	assert.equal((await refused(w.push(w.a1, [await w.say("x", { seq: 4, key: "p9" })]), 409, "epoch")).epoch, 1);
	await w.peer.ask("key", { as: "p2", stream: w.p, epoch: 2 });
	const grant = await w.make("grant", w.ann, w.a1, w.p, { key: "p2", to: [w.a1, w.ann], seq: 4 });
	const after = await w.say("new epoch", { seq: 5, key: "p2" });
	assert.equal((await w.push(w.a1, [grant, after])).status, 200);
	assert.equal((await refused(w.push(w.a1, [await w.say("old", { seq: 6 })]), 409, "epoch")).epoch, 2);
});

test("the same id with other bytes is a conflict", async () => {
	const w = await Space.found(await Server.start());
	const e = await w.say("one");
	await w.push(w.a1, [e]);
	// The id is in the signed header, so only its own author can reuse it; the last byte of S breaks the signature.
	const bad = Buffer.from(e.bytes, "hex");
	bad[bad.length - 1] ^= 1;
	await refused(w.push(w.a1, [{ bytes: bad.toString("hex") }]), 403, "denied");
});

test("signatures, spaces, devices and streams of others are denied", async () => {
	const server = await Server.start();
	const w = await Space.found(server);
	await w.join();
	const e = await w.say("mine");
	for (const at of [60, 90, 140, 200, 400, 740]) {
		const bad = Buffer.from(e.bytes, "hex");
		bad[at] ^= 0x10;
		const r = await w.push(w.a1, [{ bytes: bad.toString("hex") }]);
		assert.ok([400, 403].includes(r.status), `${at}: ${r.status} ${r.body}`);
	}
	await refused(w.push(w.b1, [e]), 403, "denied"); // another's event
	const foreign = await w.make("say", w.ann, w.a1, w.p, { key: w.key, text: "x", space: "00".repeat(16), seq: 2 });
	await refused(w.push(w.a1, [foreign]), 403, "denied");
	const nowhere = await w.say("x", { stream: "11".repeat(16), seq: 1 });
	await refused(w.push(w.a1, [nowhere]), 403, "denied");
	const theirs = await w.make("say", w.ben, w.b1, w.p, { key: w.key, text: "x", seq: 1 }, { base_n: 0, base_R: "00".repeat(32) });
	await refused(w.push(w.b1, [theirs]), 403, "denied");
	await w.peer.ask("key", { as: "mk", stream: w.m, epoch: 1 });
	const talk = await w.make("say", w.ann, w.a1, w.m, { key: "mk", text: "x" });
	await refused(w.push(w.a1, [talk]), 403, "denied");
	assert.equal((await w.push(w.a1, [e])).status, 200);
});

test("both partners write in S, and each sees the other's", async () => {
	const w = await Space.found(await Server.start());
	await w.join();
	const a = await w.make("say", w.ann, w.a1, w.s, { key: w.skey, text: "hello" });
	assert.equal((await w.push(w.a1, [a])).status, 200);
	const b = await w.make("say", w.ben, w.b1, w.s, { key: w.skey, text: "hello back" });
	assert.equal((await w.push(w.b1, [b])).status, 200);
	const page = await w.frames(w.b1, w.s);
	assert.deepEqual(page.frames.map((f) => f.bytes), [a.bytes, b.bytes]);
});

test("device lists: versions, signatures, revoking, and coming back by recovery", async () => {
	const w = await Space.found(await Server.start());
	await w.peer.ask("device", { as: "a2" });
	await w.peer.ask("device", { as: "a3" });
	const list = (version, devices, by = w.a1, more = {}) =>
		w.make("devices", w.ann, by, w.m, { version, devices, ...more });
	const seq = 2;
	assert.equal((await refused(w.push(w.a1, [await list(3, [w.a1, "a2"], w.a1, { seq })]), 409, "version")).version, 1);
	await w.peer.ask("member", { as: "eve" });
	await refused(w.push(w.a1, [await list(2, [w.a1, "a2"], w.a1, { seq, list_by: "eve" })]), 403, "denied");
	assert.equal((await w.push(w.a1, [await list(2, [w.a1, "a2"], w.a1, { seq })])).status, 200);
	const two = await w.make("say", w.ann, "a2", w.p, { key: w.key, text: "from two" });
	assert.equal((await w.push("a2", [two])).status, 200);

	// a2 revokes a1: a1 may neither write nor read, not even in the batch of its own removal.
	assert.equal((await w.push("a2", [await list(3, ["a2"], "a2")])).status, 200);
	const late = await w.say("too late", { seq: 2 }, await w.head("a2", w.p));
	await refused(w.push(w.a1, [late]), 409, "revoked");
	await refused(w.ask(w.a1, "GET", `/v1/s/${w.space}/heads`), 403, "denied");

	// Recovery: a device nobody knows comes in by a list that the identity key signed.
	const base = await w.head("a2", w.m);
	const back = await w.make("devices", w.ann, "a3", w.m, { version: 4, devices: ["a3"] }, base);
	const forged = await w.make("devices", w.ann, "a3", w.m, { version: 4, devices: ["a3"], list_by: "eve", seq: 1 }, base);
	await refused(w.push("a3", [forged]), 401, "auth");
	const absent = await w.make("devices", w.ann, "a3", w.m, { version: 4, devices: ["a2"], seq: 1 }, base);
	await refused(w.push("a3", [absent]), 401, "auth");
	assert.equal((await w.push("a3", [back])).status, 200);
	assert.equal((await w.push("a3", [back])).json.results[0].dup, true);
	await refused(w.push("a2", [await w.make("say", w.ann, "a2", w.p, { key: w.key, text: "x" }, await w.head("a3", w.p))]), 409, "revoked");
	await w.peer.ask("key", { as: "p2", stream: w.p, epoch: 2 });
	const pb = await w.head("a3", w.p);
	const partial = await w.make("grant", w.ann, "a3", w.p, { key: "p2", to: ["a3"], seq: 1 }, pb);
	await refused(w.push("a3", [partial]), 403, "denied");
	const stranger = await w.make("grant", w.ann, "a3", w.p, { key: "p2", to: ["a3", w.ann, "a2"], seq: 1 }, pb);
	await refused(w.push("a3", [stranger]), 403, "denied");
	const grant = await w.make("grant", w.ann, "a3", w.p, { key: "p2", to: ["a3", w.ann], seq: 1 }, pb);
	assert.equal((await w.push("a3", [grant])).status, 200);
});

// The client counts beyond 32 bits: what the server let wrap around would be an alarm at the other partner's.
test("the version of a device list does not begin again behind the last", async () => {
	const w = await Space.found(await Server.start());
	await w.peer.ask("member", { as: "ben" });
	await w.peer.ask("device", { as: "b1" });
	const last = 2 ** 32 - 1;
	const admit = await w.make("admit", w.ann, w.a1, w.m, { newcomer: "ben", devices: ["b1"], approver: w.ann, version: last });
	assert.equal((await w.push(w.a1, [admit])).status, 200);
	const around = await w.make("devices", "ben", "b1", w.m, { version: 0, devices: ["b1"] });
	assert.equal((await refused(w.push("b1", [around]), 409, "version")).version, last);
});

test("a list that leaves its author out ends the batch there", async () => {
	const w = await Space.found(await Server.start());
	await w.peer.ask("device", { as: "a2" });
	const base = await w.head(w.a1, w.p);
	const out = await w.make("devices", w.ann, w.a1, w.m, { version: 2, devices: ["a2"] });
	await refused(w.push(w.a1, [out, await w.say("x", {}, base)]), 409, "revoked");
	assert.equal((await w.head(w.a1, w.m)).base_n, 1);
});

test("a third partner, a foreign approver and an unsigned newcomer stay outside", async () => {
	const w = await Space.found(await Server.start());
	await w.peer.ask("member", { as: "cat" });
	await w.peer.ask("device", { as: "c1" });
	const admit = (more) => w.make("admit", w.ann, w.a1, w.m, { newcomer: "cat", devices: ["c1"], approver: w.ann, seq: 2, ...more });
	await refused(w.push(w.a1, [await admit({ approver: "cat" })]), 403, "denied");
	await refused(w.push(w.a1, [await admit({ devices: [w.a1] })]), 403, "denied");
	await refused(w.push(w.a1, [await admit({ newcomer: w.ann, devices: [w.a1] })]), 403, "denied");
	await w.join().catch(() => {});
	w.seq.set(w.a1 + w.m, 1);
	await w.join();
	await refused(w.push(w.a1, [await admit({ seq: 4 })]), 403, "denied");
});

test("authentication", async () => {
	const w = await Space.found(await Server.start());
	const path = `/v1/s/${w.space}/heads`;
	const now = Math.floor(Date.now() / 1000);
	await refused(w.server.request("GET", path), 401, "auth");
	await refused(w.server.request("GET", path, { headers: { "Hearth-Auth": "v1 x" } }), 401, "auth");
	await refused(w.ask(w.a1, "GET", path, { break_sig: true }), 401, "auth");
	const late = await refused(w.ask(w.a1, "GET", path, { ts: now - 400 }), 401, "clock");
	assert.ok(Math.abs(late.now - now) < 5);
	await refused(w.ask(w.a1, "GET", path, { ts: now + 400 }), 401, "clock");
	assert.equal((await w.ask(w.a1, "GET", path, { ts: now - 200 })).status, 200);
	await w.peer.ask("device", { as: "stranger" });
	await refused(w.ask("stranger", "GET", path), 401, "auth");
	await refused(w.ask(w.a1, "GET", `/v1/s/${"00".repeat(16)}/heads`), 401, "auth");
	// A signature is good for one address and one body only.
	const { auth } = await w.peer.ask("sign", { by: w.a1, server: w.info.server, method: "GET", target: path, ts: now, body: "" });
	await refused(w.server.request("GET", `/v1/s/${w.space}/cold`, { headers: { "Hearth-Auth": auth } }), 401, "auth");
});

test("limits of one push, and of one person's pushes", async () => {
	const w = await Space.found(await Server.start({ args: ["--pushes", "12"] }));
	const base = await w.head(w.a1, w.p);
	const many = [];
	for (let i = 0; i < 257; i++) many.push(await w.say("x", {}, base));
	await refused(w.push(w.a1, many), 413, "toobig");
	assert.equal((await w.push(w.a1, many.slice(0, 256))).status, 200);
	const path = `/v1/s/${w.space}/push`;
	await refused(w.ask(w.a1, "POST", path, { body: Buffer.alloc(1100000) }), 413, "toobig");
	await refused(w.ask(w.a1, "POST", path, { body: Buffer.alloc(0) }), 400, "malformed");
	await refused(w.ask(w.a1, "POST", path, { body: Buffer.from("not events") }), 400, "malformed");
	let seen = null;
	for (let i = 0; i < 14 && seen === null; i++) {
		const r = await w.push(w.a1, [many[0]]);
		if (r.status === 429) seen = r;
	}
	assert.equal(seen.json.error, "busy");
	assert.ok(Number(seen.headers["retry-after"]) >= 1);
	assert.equal((await w.frames(w.a1, w.p)).head, 257); // reading is not limited
});
