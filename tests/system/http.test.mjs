// The door: headers on every reply, framing attacks, odd requests, and what it does under a crowd.
import test from "node:test";
import assert from "node:assert/strict";
import net from "node:net";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import https from "node:https";
import { Server, Space, cleanUp, tempDir, wait, run } from "./lib.mjs";

test.after(cleanUp);

function hasHeaders(r, what, secure = false) {
	const h = r.headers;
	assert.match(h["content-security-policy"], /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/, what);
	assert.match(h["content-security-policy"], /media-src 'self' blob:.*require-trusted-types-for 'script'; trusted-types hearth$/);
	assert.match(h["permissions-policy"], /screen-wake-lock=\(self\)/);
	assert.match(h["permissions-policy"], /camera=\(\)/);
	assert.equal(h["x-content-type-options"], "nosniff");
	assert.equal(h["referrer-policy"], "no-referrer");
	assert.equal(h["cross-origin-opener-policy"], "same-origin");
	assert.equal(h["cross-origin-resource-policy"], "same-origin");
	assert.equal(h["strict-transport-security"], secure ? "max-age=63072000" : undefined);
	assert.equal(h["access-control-allow-origin"], undefined);
	assert.equal(h["set-cookie"], undefined);
}

const everything = (w) => [
	["GET", "/"], ["GET", "/none"], ["POST", "/"], ["GET", "/v1"], ["GET", "/v1/none"], ["GET", "/v1/info"], ["POST", "/v1/info"],
	["DELETE", "/v1/info"], ["HEAD", "/v1/info"], ["OPTIONS", "/v1/info"], ["PATCH", "/v1/spaces"],
	["POST", "/v1/spaces"], ["POST", `/v1/s/${w.space}/push`], ["GET", `/v1/s/${w.space}/push`], ["GET", `/v1/s/${w.space}/heads`],
	["GET", `/v1/s/${w.space}/${w.p}`], ["GET", `/v1/s/${w.space}/${w.p}?after=x`], ["GET", `/v1/s/${w.space}/notify`],
	["PUT", `/v1/s/${w.space}/cold`], ["GET", `/v1/s/${w.space}/cold`], ["POST", "/v1/recover"], ["POST", "/v1/recover/open"],
	["POST", `/v1/s/${w.space}/invite`], ["GET", `/v1/invite/${"ab".repeat(16)}`], ["POST", `/v1/invite/${"ab".repeat(16)}/join`],
	["GET", `/v1/s/${w.space}/invite/${"ab".repeat(16)}`], ["DELETE", `/v1/s/${w.space}/invite/${"ab".repeat(16)}`],
	["GET", `/v1/s/${w.space.toUpperCase()}/heads`], ["GET", `/v1/s/xyz/heads`], ["GET", "/v1/s//heads"],
];

test("every route answers bad input with its status, plain JSON and all headers", async () => {
	const server = await Server.start();
	const w = await Space.found(server);
	for (const [method, path] of everything(w)) {
		for (const body of method === "POST" || method === "PUT" ? [Buffer.alloc(0), Buffer.from("\0\xff nonsense", "latin1")] : [null]) {
			const r = await server.request(method, path, { body });
			hasHeaders(r, `${method} ${path}`);
			if (r.status === 200) continue;
			assert.ok([400, 401, 404, 405].includes(r.status), `${method} ${path}: ${r.status}`);
			assert.equal(r.headers["cache-control"], "no-store");
			if (method === "HEAD") continue;
			assert.match(r.json.error, /^[a-z_]+$/);
			assert.match(r.json.message, /^[A-Z`].*\.$/);
		}
	}
	const page = await w.frames(w.a1, w.p);
	hasHeaders(page, "frames");
	assert.deepEqual([page.headers["content-type"], page.headers["cache-control"]], ["application/octet-stream", "no-store"]);
	const line = await w.listen(w.a1);
	hasHeaders(line, "notify");
	line.close();
});

const framing = {
	"two lengths": "Content-Length: 3\r\nContent-Length: 3\r\n",
	"two different lengths": "Content-Length: 3\r\nContent-Length: 4\r\n",
	"length and coding": "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
	"coding and length": "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
	"two codings": "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
	"unknown coding": "Transfer-Encoding: xchunked\r\n",
	"coding list": "Transfer-Encoding: gzip, chunked\r\n",
	"coding identity": "Transfer-Encoding: identity\r\n",
	"blank before the colon": "Content-Length : 3\r\n",
	"tab before the colon": "Content-Length\t: 3\r\n",
	"sign": "Content-Length: +3\r\n",
	"negative": "Content-Length: -3\r\n",
	"hexadecimal": "Content-Length: 0x3\r\n",
	"list": "Content-Length: 3, 3\r\n",
	"no length at all": "",
};

test("a request whose end is in doubt is refused, and the connection ends", async () => {
	const server = await Server.start();
	for (const [what, headers] of Object.entries(framing)) {
		const smuggled = "GET /v1/info HTTP/1.1\r\nHost: a\r\n\r\n";
		const got = await server.raw(`POST /v1/recover HTTP/1.1\r\nHost: a\r\n${headers}\r\nabc${smuggled}`);
		assert.match(got, /^HTTP\/1\.1 400/, what);
		assert.equal(got.includes('"generation"'), false, what + ": a second request was read");
	}
	for (const headers of ["Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n"]) {
		const got = await server.raw(`GET /v1/info HTTP/1.1\r\nHost: a\r\n${headers}\r\nabc`);
		assert.match(got, /^HTTP\/1\.1 400/, headers);
	}
	assert.equal((await server.request("GET", "/v1/info")).status, 200);
});

test("a chunked body is taken like any other, up to the same ceiling", async () => {
	const server = await Server.start();
	const chunk = (s) => `${s.length.toString(16)}\r\n${s}\r\n`;
	const head = "POST /v1/recover HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
	const good = chunk('{"login":"') + chunk("ab".repeat(32)) + chunk('"}') + "0\r\n\r\n";
	assert.match(await server.raw(head + good), /"challenge"/);
	const large = chunk("x".repeat(15000)).repeat(3) + "0\r\n\r\n";
	assert.match(await server.raw(head + large), /^HTTP\/1\.1 413[^]*toobig/);
	assert.match(await server.raw(head + "zz\r\nabc"), /^(HTTP\/1\.1 400|$)/);
});

test("junk, huge headers and hang-ups leave the server well", async () => {
	const server = await Server.start();
	const w = await Space.found(server);
	await server.raw("\0\x01\x02\r\n\r\n", 300);
	await server.raw("GET / HTTP/1.1\r\n" + "X: " + "y".repeat(20000) + "\r\n\r\n", 500);
	await server.raw("GET /" + "a".repeat(3000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 300);
	await server.raw("GET http://evil/ HTTP/1.1\r\nHost: a\r\n\r\n", 300);
	const half = [];
	for (let i = 0; i < 60; i++) {
		const s = net.connect(server.port, "127.0.0.1");
		s.on("error", () => {});
		s.write(i % 3 === 0 ? "POST /v1/spaces HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\nabc" : i % 3 === 1 ? "GE" : "");
		half.push(s);
	}
	const lines = await Promise.all(Array.from({ length: 8 }, () => w.listen(w.a1)));
	await wait(100);
	for (const s of half) s.resetAndDestroy();
	for (const l of lines) l.close();
	assert.equal((await w.push(w.a1, [await w.say("still here")])).status, 200);
	assert.deepEqual(await server.stop(), { code: 0, signal: null });
});

test("a crowd of pushes at once is stored whole, in order, and grouped", async () => {
	const server = await Server.start();
	const spaces = [];
	const { stdout } = await run("help");
	assert.match(stdout, /serve/);
	for (let i = 0; i < 4; i++) {
		let token;
		if (i > 0) token = (await run("new-space", "--data", join(server.dir, "data"))).stdout.trim().split(" ").pop();
		spaces.push(await Space.found(server, { tag: String(i), token }));
	}
	server.agent.maxSockets = 64;
	const pushes = [];
	for (const w of spaces) {
		const base = await w.head(w.a1, w.p);
		const events = [];
		for (let i = 0; i < 40; i++) events.push(await w.say("e" + i, {}, base));
		// In order of dev_seq, several in flight: whatever overtakes is refused and sent again.
		pushes.push((async () => {
			for (let at = 0; at < events.length; at += 4) {
				const r = await w.push(w.a1, events.slice(at, at + 4));
				assert.equal(r.status, 200);
			}
		})());
		pushes.push(...Array.from({ length: 8 }, () => w.frames(w.a1, w.p)));
	}
	await Promise.all(pushes);
	for (const w of spaces) assert.equal((await w.frames(w.a1, w.p)).head, 41);
});

test("https, when it has a certificate", async (t) => {
	const dir = tempDir(), cert = join(dir, "c.pem"), key = join(dir, "k.pem");
	try {
		execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key,
			"-out", cert, "-days", "1", "-subj", "/CN=localhost"], { stdio: "ignore" });
	} catch {
		return t.skip("no openssl here");
	}
	const server = await Server.start({ args: ["--cert", cert, "--key", key] });
	assert.equal(server.url.protocol, "https:");
	const r = await new Promise((done, fail) =>
		https.get({ host: "127.0.0.1", port: server.port, path: "/v1/info", rejectUnauthorized: false, agent: false }, (res) => {
			res.resume();
			res.on("end", () => done({ status: res.statusCode, headers: res.headers }));
		}).on("error", fail));
	assert.equal(r.status, 200);
	hasHeaders(r, "https", true);
	assert.equal((await server.stop()).code, 0);
});

test("the command line says plainly what is wrong", async () => {
	for (const [args, words] of [
		[["serve", "--port", "x"], "not a number"], [["serve", "--nope"], "no such option"], [["serve", "--port"], "needs a value"],
		[["serve", "--cert", "a"], "go together"], [["serve", "extra"], "one word too many"], [["dance"], "no such command"],
		[["serve", "--port", "70000"], "not a number that fits"], [["backup"], "Usage"],
	]) {
		const r = await run(...args);
		assert.equal(r.code, 2, args.join(" "));
		assert.ok(r.stderr.includes(words), r.stderr);
	}
	for (const command of ["serve", "demo", "new-space", "backup", "restore", "check", "pack", "simulate"]) {
		const r = await run(command, "--help");
		assert.deepEqual([r.code, r.stdout.includes(`Usage: hearth ${command}`), r.stderr], [0, true, ""], command);
	}
	assert.match((await run("pack", "check")).stderr, /^usage: hearth pack check DIR/);
	const folder = await run("serve", "--port", "0", "--data", join(tempDir(), "none", "such"));
	assert.deepEqual([folder.code, folder.stderr.includes("the folder above it must exist")], [1, true]);
	for (const args of [["new-space"], ["check"], ["backup", join(tempDir(), "b")]]) {
		const r = await run(...args, "--data", tempDir());
		assert.deepEqual([r.code, r.stderr.includes("--data names another")], [1, true], args[0]);
	}
	const r = await run("serve", "--listen", "not-an-address", "--data", join(tempDir(), "d"));
	assert.deepEqual([r.code, r.stderr.includes("--listen takes an address")], [1, true]);
	const bad = await run("serve", "--port", "0", "--cert", "/dev/null", "--key", "/dev/null", "--data", join(tempDir(), "d"));
	assert.deepEqual([bad.code, bad.stderr.includes("certificate")], [1, true]);
});
