// Reading: pages, heads, and the live line.
import test from "node:test";
import assert from "node:assert/strict";
import { Server, Space, cleanUp, until, wait } from "./lib.mjs";

test.after(cleanUp);

test("pages: after, limit, the page's ceiling, the head", async () => {
	const w = await Space.found(await Server.start());
	const base = await w.head(w.a1, w.p);
	for (let part = 0; part < 3; part++) {
		const batch = [];
		for (let i = 0; i < 200; i++) batch.push(await w.say(`entry ${part} ${i}`, {}, base));
		assert.equal((await w.push(w.a1, batch)).status, 200);
	}
	const all = await w.frames(w.a1, w.p);
	assert.equal(all.frames.length, 500);
	assert.equal(all.head, 601);
	assert.deepEqual(all.frames.map((f) => f.n), Array.from({ length: 500 }, (_, i) => i + 1));
	const rest = await w.frames(w.a1, w.p, 500);
	assert.equal(rest.frames.length, 101);
	assert.equal((await w.frames(w.a1, w.p, 601)).frames.length, 0);
	assert.equal((await w.frames(w.a1, w.p, 10, 3)).frames.length, 3);
	assert.equal((await w.frames(w.a1, w.p, 0, 100000)).frames.length, 500);
	for (const q of ["after=x", "after=-1", "after=", "limit=0", "after=99999999999999999999", "limit=1e3"]) {
		const r = await w.ask(w.a1, "GET", `/v1/s/${w.space}/${w.p}?${q}`);
		assert.equal(r.status, 400, q);
		assert.equal(r.json.error, "malformed");
	}
	const big = [];
	for (let i = 0; i < 3; i++) big.push(await w.say("large", { pad: 60000 }, base));
	for (const e of big) assert.equal((await w.push(w.a1, [e])).status, 200);
	for (let i = 0; i < 17; i++) await w.push(w.a1, [await w.say("large", { pad: 60000 }, base)]);
	const page = await w.frames(w.a1, w.p, 601);
	assert.equal(page.frames.length, 15); // 16 would pass 1 MiB
	assert.ok(page.body.length <= 1 << 20);
});

test("heads name the streams one may read, and no others", async () => {
	const w = await Space.found(await Server.start());
	await w.join();
	const heads = async (d) => (await w.ask(d, "GET", `/v1/s/${w.space}/heads`)).json;
	const a = await heads(w.a1), b = await heads(w.b1);
	assert.equal(a.generation, w.info.generation);
	assert.deepEqual(a.heads.map((h) => h.stream).sort(), [w.m, w.p, w.s].sort());
	assert.deepEqual(b.heads.map((h) => h.stream).sort(), [w.m, w.pb, w.s].sort());
	assert.deepEqual(a.heads.find((h) => h.stream === w.m), b.heads.find((h) => h.stream === w.m));
	const foreign = await w.frames(w.b1, w.p), nowhere = await w.frames(w.b1, "12".repeat(16));
	assert.equal(foreign.status, 404);
	assert.equal(foreign.body.toString(), nowhere.body.toString());
});

test("the live line begins with the heads, tells what comes, coalesces, and never tells of others' streams", async () => {
	const w = await Space.found(await Server.start());
	await w.join();
	const line = await w.listen(w.a1);
	assert.equal(line.status, 200);
	assert.match(line.headers["content-type"], /^text\/event-stream/);
	await until(() => line.lines.includes(`data: ${w.m} 3`), "the head of M");
	assert.ok(line.lines.includes(`data: ${w.p} 1`));
	const e = await w.make("say", w.ben, w.b1, w.s, { key: w.skey, text: "to you" });
	await w.push(w.b1, [e]);
	await until(() => line.lines.includes(`data: ${w.s} 1`), "a line for S");
	const own = await w.make("say", w.ben, w.b1, w.pb, { key: w.bkey, text: "to me" });
	await w.push(w.b1, [own]);
	await w.push(w.a1, [await w.say("mine")]);
	await until(() => line.lines.includes(`data: ${w.p} 2`), "a line for P");
	assert.ok(!line.lines.some((l) => l.includes(w.pb)));
	// One line for a batch, with the newest number.
	const base = await w.head(w.a1, w.p), batch = [];
	for (let i = 0; i < 50; i++) batch.push(await w.say("x", {}, base));
	await w.push(w.a1, batch);
	await until(() => line.lines.includes(`data: ${w.p} 52`), "the newest");
	assert.ok(line.lines.filter((l) => l.includes(w.p)).length <= 4);
	line.close();
});

test("a new line of a device ends its old one; revoking ends it too", async () => {
	const w = await Space.found(await Server.start());
	await w.peer.ask("device", { as: "a2" });
	const list = await w.make("devices", w.ann, w.a1, w.m, { version: 2, devices: [w.a1, "a2"] });
	assert.equal((await w.push(w.a1, [list])).status, 200);
	const one = await w.listen(w.a1), other = await w.listen("a2");
	const two = await w.listen(w.a1);
	await one.end;
	await wait(50);
	assert.equal((await w.push("a2", [await w.make("devices", w.ann, "a2", w.m, { version: 3, devices: ["a2"] })])).status, 200);
	await two.end;
	await until(() => other.lines.includes(`data: ${w.m} 3`), "the other device is still told");
	other.close();
});

test("a stop ends live lines and answers what waits", async () => {
	const server = await Server.start();
	const w = await Space.found(server);
	const line = await w.listen(w.a1);
	const stopped = server.stop("SIGTERM");
	await line.end;
	assert.deepEqual(await stopped, { code: 0, signal: null });
});
