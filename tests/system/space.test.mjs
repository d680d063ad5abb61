// Founding a space: who may, and with what.
import test from "node:test";
import assert from "node:assert/strict";
import { Server, Space, Peer, run, cleanUp } from "./lib.mjs";
import { join } from "node:path";

test.after(cleanUp);

test("the first space needs no token on this machine, the second does", async () => {
	const server = await Server.start();
	assert.equal((await server.info()).open, true);
	const first = await Space.found(server);
	assert.equal(first.founded.status, 201);
	assert.deepEqual({ space: first.founded.json.space, n: first.founded.json.n }, { space: first.space, n: 1 });
	assert.ok(Math.abs(first.founded.json.minute - Date.now() / 60000) < 2);
	assert.equal(first.granted.status, 200);
	assert.equal((await server.info()).open, false);

	const again = await server.request("POST", "/v1/spaces", { body: Buffer.from(first.genesis.bytes, "hex") });
	assert.equal(again.status, 200);
	assert.equal(again.json.minute, first.founded.json.minute);

	const second = await Space.found(server, { tag: "2" });
	assert.equal(second.founded.status, 403);
	assert.equal(second.founded.json.error, "token");
});

test("a printed token founds one space, however it is typed", async () => {
	const server = await Server.start();
	const data = join(server.dir, "data");
	assert.equal((await Space.found(server)).founded.status, 201);
	const r = await run("new-space", "--data", data);
	assert.equal(r.code, 0);
	const token = r.stdout.trim().split(" ").pop();
	assert.match(token, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$/);
	const wrong = await Space.found(server, { tag: "x", token: "AAAA-BBBB-CCCC-DDDD-EEEE" });
	assert.equal(wrong.founded.status, 403);
	const good = await Space.found(server, { tag: "y", token: token.toLowerCase().replaceAll("-", " ") });
	assert.equal(good.founded.status, 201);
	const used = await Space.found(server, { tag: "z", token });
	assert.equal(used.founded.status, 403);
});

test("behind a proxy, under a foreign name or from a foreign page nobody is this machine's visitor", async () => {
	const server = await Server.start();
	for (const headers of [
		{ "X-Forwarded-For": "192.0.2.7" }, { Forwarded: "for=192.0.2.7" }, { Host: "evil.example" },
		{ Origin: "http://evil.example" },
	]) {
		const r = await server.request("GET", "/v1/info", { headers });
		assert.equal(r.json.open, false, JSON.stringify(headers));
	}
	const own = { Host: `localhost:${server.port}`, Origin: `http://localhost:${server.port}` };
	assert.equal((await server.request("GET", "/v1/info", { headers: own })).json.open, true);
	const w = await Space.found(server, { only_bytes: true });
	const r = await server.request("POST", "/v1/spaces", {
		headers: { Origin: "http://evil.example" }, body: Buffer.from(w.genesis.bytes, "hex"),
	});
	assert.equal(r.status, 403);
});

test("listening for others prints a token, and asks for it", async () => {
	const server = await Server.start({ args: ["--listen", "0.0.0.0"] });
	const token = /Set-up token for the first space: (\S+)/.exec(server.output)[1];
	const w = await Space.found(server, { token });
	assert.equal(w.founded.status, 201);
});

test("what is no founding event is refused", async () => {
	const server = await Server.start();
	const w = await Space.found(server, { only_bytes: true, peer: new Peer() });
	const good = Buffer.from(w.genesis.bytes, "hex");
	const post = (body) => server.request("POST", "/v1/spaces", { body });
	assert.equal((await post(Buffer.alloc(0))).json.error, "malformed");
	assert.equal((await post(Buffer.from("x"))).json.error, "malformed");
	assert.equal((await post(Buffer.concat([good, good]))).json.error, "malformed");
	assert.equal((await post(Buffer.alloc(40000))).status, 413);
	for (let at = 0; at < good.length; at += 7) {
		const bad = Buffer.from(good);
		bad[at] ^= 1;
		const r = await post(bad);
		assert.ok(r.status === 400 || r.status === 403, `bit at ${at}: ${r.status}`);
	}
	assert.equal((await post(good)).status, 201);
});
