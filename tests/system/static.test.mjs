// Files of the web app: types, entity tags, caching, precompressed ones, and no way out of the folder.
import test from "node:test";
import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync, symlinkSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { Server, cleanUp, tempDir } from "./lib.mjs";

test.after(cleanUp);

async function site() {
	const dir = tempDir(), web = join(dir, "web");
	mkdirSync(join(web, "sub"), { recursive: true });
	writeFileSync(join(web, "index.html"), "<!doctype html>start");
	writeFileSync(join(web, "check.html"), "<!doctype html>check");
	writeFileSync(join(web, "core.wasm"), "wasm");
	writeFileSync(join(web, "app-ABCD2345.js"), "let a");
	writeFileSync(join(web, "app-ABCD2345.js.gz"), gzipSync("let a"));
	writeFileSync(join(web, "sub", "style.css"), "a{}");
	writeFileSync(join(web, ".secret"), "no");
	writeFileSync(join(dir, "outside.txt"), "no");
	symlinkSync(join(dir, "outside.txt"), join(web, "link.txt"));
	symlinkSync(dir, join(web, "up"));
	return { web, server: await Server.start({ args: ["--web", web] }) };
}

test("a folder without the page is named at the start", async () => {
	const none = join(tempDir(), "none");
	const bare = await Server.start({ args: ["--web", none] });
	await bare.request("GET", "/");
	assert.ok(bare.output.includes(`--web names the folder that has it: ${none}`), bare.output);
	const { server } = await site();
	await server.request("GET", "/");
	assert.equal(server.output.split("\n").filter((l) => l !== "").length, 1, server.output);
});

test("the built program finds the built page beside it", { skip: !existsSync(new URL("../../build/web/index.html", import.meta.url)) }, async () => {
	const server = await Server.start();
	assert.equal((await server.request("GET", "/")).status, 200);
});

test("types and caching", async () => {
	const { server } = await site();
	const get = (p, headers) => server.request("GET", p, { headers });
	for (const [path, type, text] of [
		["/", "text/html; charset=utf-8", "<!doctype html>start"], ["/check", "text/html; charset=utf-8", "<!doctype html>check"],
		["/core.wasm", "application/wasm", "wasm"], ["/sub/style.css", "text/css; charset=utf-8", "a{}"],
		["/app-ABCD2345.js", "text/javascript; charset=utf-8", "let a"],
	]) {
		const r = await get(path);
		assert.deepEqual([r.status, r.headers["content-type"], r.body.toString()], [200, type, text], path);
		assert.match(r.headers.etag, /^"[0-9a-f]{32}"$/);
		const immutable = path.includes("ABCD");
		assert.equal(r.headers["cache-control"], immutable ? "public, max-age=31536000, immutable" : "no-cache");
		const known = await get(path, { "If-None-Match": r.headers.etag });
		assert.deepEqual([known.status, known.body.length, known.headers.etag], [304, 0, r.headers.etag]);
		const head = await server.request("HEAD", path);
		assert.deepEqual([head.status, head.body.length, head.headers["content-length"]], [200, 0, String(text.length)]);
	}
});

test("a precompressed file is sent to whoever takes it", async () => {
	const { server } = await site();
	const r = await server.request("GET", "/app-ABCD2345.js", { headers: { "Accept-Encoding": "br, gzip" } });
	assert.deepEqual([r.headers["content-encoding"], r.headers.vary], ["gzip", "Accept-Encoding"]);
	assert.equal(r.headers["content-type"], "text/javascript; charset=utf-8");
	const plain = await server.request("GET", "/app-ABCD2345.js", { headers: { "Accept-Encoding": "gzip;q=0" } });
	assert.equal(plain.headers["content-encoding"], undefined);
	assert.notEqual(plain.headers.etag, r.headers.etag);
});

test("a changed file has another tag", async () => {
	const { server, web } = await site();
	const one = await server.request("GET", "/index.html");
	writeFileSync(join(web, "index.html"), "<!doctype html>other");
	const two = await server.request("GET", "/index.html", { headers: { "If-None-Match": one.headers.etag } });
	assert.deepEqual([two.status, two.body.toString()], [200, "<!doctype html>other"]);
});

test("no way out of the folder", async () => {
	const { server } = await site();
	for (const path of [
		"/../outside.txt", "/sub/../../outside.txt", "/%2e%2e/outside.txt", "/.secret", "/sub/", "/sub", "//etc/passwd",
		"/link.txt", "/up/outside.txt", "/index.html%00", "/none.js", "/sub//style.css", "/" + "a".repeat(300), "/\\..\\x",
	]) {
		const r = await server.request("GET", path.replaceAll("\\", "%5c"));
		assert.deepEqual([path, r.status, r.json.error], [path, 404, "notfound"]);
	}
	const raw = await server.raw("GET /../outside.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
	assert.match(raw, /^HTTP\/1\.1 404/);
	assert.equal((await server.request("POST", "/index.html", { body: Buffer.from("x") })).status, 405);
});
