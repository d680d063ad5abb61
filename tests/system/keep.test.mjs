// What was acknowledged is kept: kill -9, a full disk, a backup; and nothing is kept that should not be.
import test from "node:test";
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Server, Space, cleanUp, run, tempDir, until } from "./lib.mjs";

test.after(cleanUp);

const KILLS = Number(process.env.HEARTH_KILLS ?? 15);

test(`kill -9 during pushes loses nothing that was acknowledged (${KILLS} kills)`, async () => {
	const dir = tempDir();
	let server = await Server.start({ dir });
	const w = await Space.found(server);
	const acked = new Map(); // n -> bytes
	let acknowledged = 0;
	for (let round = 0; round < KILLS; round++) {
		const head = await w.head(w.a1, w.p);
		w.seq.set(w.a1 + w.p, head.base_n);
		let stop = false;
		const writing = (async () => {
			for (let i = 0; !stop; i++) {
				const events = [await w.say(`round ${round} ${i}`, {}, head), await w.say("pair", { pad: (i % 3) * 3000 }, head)];
				const r = await w.push(w.a1, events).catch(() => null);
				if (r === null || r.status !== 200) return;
				r.json.results.forEach((x, k) => acked.set(x.n, events[k].bytes));
				acknowledged++;
			}
		})();
		const before = acknowledged;
		await until(() => acknowledged > before + (round % 4), "some pushes", 10000);
		await server.stop("SIGKILL");
		stop = true;
		await writing;
		server = w.server = await Server.start({ dir });
		const have = new Map();
		for (let after = 0, page; after === 0 || page.frames.length > 0; after = Math.max(after, ...page.frames.map((f) => f.n))) {
			page = await w.frames(w.a1, w.p, after);
			for (const f of page.frames) have.set(f.n, f.bytes);
			if (page.frames.length === 0) break;
		}
		for (const [n, bytes] of acked) assert.equal(have.get(n), bytes, `n ${n} after round ${round}`);
		assert.equal(have.size % 2, 1); // the grant, and pairs: no half push
	}
	await server.stop();
	const check = await run("check", "--data", join(dir, "data"));
	assert.deepEqual([check.code, check.stdout.includes("all sound")], [0, true], check.stdout);
});

test("a full disk answers 507, keeps what was acknowledged, and still reads", async () => {
	const dir = tempDir();
	let server = await Server.start({ dir, args: ["--quota-mb", "1"] });
	const w = await Space.found(server);
	const head = await w.head(w.a1, w.p);
	let stored = 1, full = null;
	for (let i = 0; i < 100 && full === null; i++) {
		const r = await w.push(w.a1, [await w.say("much", { pad: 30000 }, head)]);
		if (r.status === 200) stored = r.json.results[0].n;
		else full = r;
	}
	assert.deepEqual([full.status, full.json.error], [507, "full"]);
	assert.ok(stored > 5);
	assert.equal((await w.frames(w.a1, w.p)).head, stored);
	assert.equal(server.output.match(/cannot store/g).length, 1); // said once
	// A small one may still fit, a large one again does not; the numbering has no hole.
	w.seq.set(w.a1 + w.p, stored);
	const again = await w.push(w.a1, [await w.say("much", { pad: 30000 }, head)]);
	assert.equal(again.status, 507);
	assert.equal((await server.stop()).code, 0);
	server = w.server = await Server.start({ dir });
	w.seq.set(w.a1 + w.p, stored);
	const more = await w.push(w.a1, [await w.say("room again", {}, head)]);
	assert.deepEqual([more.status, more.json.results[0].n], [200, stored + 1]);
	await server.stop();
	assert.match((await run("check", "--data", join(dir, "data"))).stdout, /all sound/);
});

test("a disk that fails in the middle of a commit keeps what was acknowledged", async () => {
	const dir = tempDir();
	let server = await Server.start({ dir, file_blocks: 1200 });
	const w = await Space.found(server);
	const head = await w.head(w.a1, w.p);
	let stored = 1, failed = null;
	for (let i = 0; i < 100 && failed === null; i++) {
		const r = await w.push(w.a1, [await w.say("much", { pad: 30000 }, head)]);
		if (r.status === 200) stored = r.json.results[0].n;
		else failed = r;
	}
	assert.deepEqual([failed.status, failed.json.error], [507, "full"]);
	assert.equal((await w.frames(w.a1, w.p)).head, stored);
	assert.equal((await server.stop()).code, 0);
	server = w.server = await Server.start({ dir });
	w.seq.set(w.a1 + w.p, stored);
	const more = await w.push(w.a1, [await w.say("room again", {}, head)]);
	assert.deepEqual([more.status, more.json.results[0].n], [200, stored + 1]);
	await server.stop();
	assert.match((await run("check", "--data", join(dir, "data"))).stdout, /all sound/);
});

test("a backup taken while it runs comes back with another generation", async () => {
	const dir = tempDir(), file = join(dir, "copy.db"), data = join(dir, "data");
	let server = await Server.start({ dir });
	const w = await Space.found(server);
	await w.push(w.a1, [await w.say("before")]);
	assert.equal((await run("backup", file, "--data", data)).code, 0);
	assert.equal((await run("backup", file, "--data", data)).code, 1); // never over an old one
	await w.push(w.a1, [await w.say("after")]);
	const held = await run("restore", file, "--data", data);
	assert.deepEqual([held.code, held.stderr.includes("stop the server")], [1, true]);
	const second = await run("serve", "--port", "0", "--data", data);
	assert.deepEqual([second.code, second.stderr.includes("already running")], [1, true]);
	await server.stop();
	assert.equal((await run("restore", file, "--data", data)).code, 0);
	server = w.server = await Server.start({ dir });
	const info = await server.info();
	assert.equal(info.server, w.info.server);
	assert.notEqual(info.generation, w.info.generation);
	assert.equal((await w.frames(w.a1, w.p)).head, 2);
	await server.stop();
	assert.match((await run("check", "--data", data)).stdout, /1 spaces, 3 streams, 3 events: all sound/);
	assert.equal((await run("restore", join(dir, "none"), "--data", data)).code, 1);
	assert.equal((await run("backup", join(dir, "x"), "--data", join(dir, "elsewhere"))).code, 1);
});

test("the database, its journal and its copies are their owner's alone, in whatever folder", async () => {
	const dir = tempDir(), data = join(dir, "data"), file = join(dir, "copy.db");
	const others = (folder) => readdirSync(folder).filter((f) => f !== "data" && (statSync(join(folder, f)).mode & 0o077) !== 0);
	mkdirSync(data, { mode: 0o755 });
	const server = await Server.start({ dir });
	await Space.found(server);
	assert.deepEqual(others(data), []);
	assert.equal((await run("backup", file, "--data", data)).code, 0);
	assert.deepEqual(others(dir), []);
	await server.stop();
	assert.equal((await run("restore", file, "--data", data)).code, 0);
	assert.deepEqual(others(data), []);
});

test("a database of a newer program is named as one, and not as none", async () => {
	const dir = tempDir(), data = join(dir, "data"), db = join(data, "hearth.db");
	await (await Server.start({ dir })).stop();
	const bytes = readFileSync(db);
	bytes.writeUInt32BE(1000, 60); // the engine's place for the program's own version
	writeFileSync(db, bytes);
	for (const args of [["backup", join(dir, "copy.db")], ["check"], ["new-space"], ["serve", "--port", "0"], ["demo", "--port", "0"]]) {
		const r = await run(...args, "--data", data);
		assert.deepEqual([r.code, /made by a newer hearth/.test(r.stderr)], [1, true], args[0] + ": " + r.stderr);
	}
	const r = await run("restore", db, "--data", join(dir, "other"));
	assert.deepEqual([r.code, /made by a newer hearth/.test(r.stderr)], [1, true], r.stderr);
});

// A journal without its database would be played into whatever database is next put there.
test("a restore is not mixed with the journal that a removed database left behind", async () => {
	const dir = tempDir(), file = join(dir, "copy.db"), data = join(dir, "data");
	const server = await Server.start({ dir });
	const w = await Space.found(server);
	await w.push(w.a1, [await w.say("before")]);
	assert.equal((await run("backup", file, "--data", data)).code, 0);
	for (let i = 0; i < 8; i++) await w.push(w.a1, [await w.say("after", { pad: 30000 })]);
	await server.stop("SIGKILL");
	assert.ok(existsSync(join(data, "hearth.db-wal")));
	rmSync(join(data, "hearth.db"));
	assert.equal((await run("restore", file, "--data", data)).code, 0);
	assert.match((await run("check", "--data", data)).stdout, /1 spaces, 3 streams, 3 events: all sound/);
});

test("no plaintext, address or agent in the database or the output", async () => {
	const canary = "canary-7f3a-of-a-private-evening", agent = "agent-canary-91c2", forwarded = "198.51.100.77";
	const server = await Server.start();
	const w = await Space.found(server);
	await w.join();
	const headers = { "User-Agent": agent, "X-Forwarded-For": forwarded };
	const e = await w.say(canary);
	await w.push(w.a1, [e], { headers });
	await w.frames(w.a1, w.p);
	await server.request("GET", `/v1/invite/${"ab".repeat(16)}?${canary}`, { headers: { ...headers, "Hearth-Invite": "00".repeat(32) } });
	await server.request("POST", "/v1/recover", { headers, body: Buffer.from(JSON.stringify({ login: "ab".repeat(32), x: canary })) });
	await server.raw(`GET /${canary} HTTP/1.1\r\nHost: a\r\nUser-Agent: ${agent}\r\nConnection: close\r\n\r\n`);
	await server.stop();
	const data = join(server.dir, "data");
	let all = server.output;
	for (const f of readdirSync(data)) all += readFileSync(join(data, f), "latin1");
	assert.ok(all.includes(Buffer.from(e.bytes, "hex").subarray(36, 52).toString("latin1"))); // the event itself is there
	for (const trace of [canary, agent, forwarded, "127.0.0.1" + "\0", Buffer.from([198, 51, 100, 77]).toString("latin1")])
		assert.equal(all.includes(trace), false, trace);
	assert.equal(server.output.split("\n").filter((l) => l !== "").length, 1); // one line, and no access log
});

test("hearth pack names each broken rule with its line, and passes what is sound", async () => {
	const packs = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..", "packs");
	const bad = await run("pack", "check", join(packs, "bad"));
	assert.equal(bad.code, 1);
	assert.equal(bad.stderr.replaceAll(`${packs}/`, ""), readFileSync(join(packs, "bad.expected"), "utf8"));
	const good = await run("pack", "check", join(packs, "good"), "--words-min", "4", "--further", join(packs, "further"));
	assert.deepEqual([good.code, good.stderr], [0, ""]);
});
