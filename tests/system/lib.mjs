// lib.mjs - what the system tests share: a real server, real envelopes (hearth-peer), and a couple that uses both.
import { spawn, execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import http from "node:http";
import net from "node:net";

export const HEARTH = process.env.HEARTH;
export const PEER = process.env.HEARTH_PEER;
if (!HEARTH || !PEER) throw new Error("set HEARTH and HEARTH_PEER to the built programs");

const cleanups = [];
export function tempDir() {
	const dir = mkdtempSync(join(tmpdir(), "hearth-test-"));
	cleanups.push(() => rmSync(dir, { recursive: true, force: true }));
	return dir;
}
export async function cleanUp() {
	while (cleanups.length > 0) await cleanups.pop()();
}

// ---- a server

export class Server {
	static async start(options = {}) {
		const s = new Server();
		s.dir = options.dir ?? tempDir();
		s.output = "";
		const args = ["serve", "--port", "0", "--data", join(s.dir, "data"), ...(options.args ?? [])];
		// A ceiling for each file, in blocks of 512 bytes, stands for a disk that fills up while writing the journal.
		const limited = ["-c", `ulimit -f ${options.file_blocks}; exec "$0" "$@"`, HEARTH, ...args];
		s.proc = options.file_blocks
			? spawn("sh", limited, { stdio: ["ignore", "pipe", "pipe"] })
			: spawn(HEARTH, args, { stdio: ["ignore", "pipe", "pipe"] });
		s.ended = new Promise((done) => s.proc.once("exit", (code, signal) => done({ code, signal })));
		s.proc.stderr.on("data", (d) => (s.output += d));
		const line = await new Promise((done, fail) => {
			createInterface({ input: s.proc.stdout }).on("line", (l) => {
				s.output += l + "\n";
				if (l.startsWith("Hearth is ready: ")) done(l);
			});
			s.ended.then(() => fail(new Error("the server did not start: " + s.output)));
		});
		s.url = new URL(line.slice("Hearth is ready: ".length));
		s.agent = new http.Agent({ keepAlive: true });
		cleanups.push(() => s.stop());
		return s;
	}
	get port() {
		return Number(this.url.port);
	}
	async stop(signal = "SIGTERM") {
		this.agent.destroy();
		if (this.proc.exitCode === null && this.proc.signalCode === null) this.proc.kill(signal);
		const end = await this.ended;
		if (/Sanitizer|runtime error/.test(this.output)) throw new Error(this.output);
		return end;
	}
	// A request; resolves to {status, headers, body, json}.
	request(method, path, { headers = {}, body = null } = {}) {
		return new Promise((done, fail) => {
			const h = { ...headers };
			if (body !== null) h["Content-Length"] = body.length;
			else if (method === "POST" || method === "PUT") h["Content-Length"] = 0;
			const req = http.request(
				{ host: "127.0.0.1", port: this.port, method, path, headers: h, agent: this.agent },
				(res) => {
					const parts = [];
					res.on("data", (d) => parts.push(d));
					res.on("error", fail);
					res.on("end", () => {
						const all = Buffer.concat(parts);
						const type = res.headers["content-type"] ?? "";
						const json = type === "application/json" && all.length > 0 ? JSON.parse(all) : null;
						done({ status: res.statusCode, headers: res.headers, body: all, json });
					});
				},
			);
			req.on("error", fail);
			req.end(body ?? undefined);
		});
	}
	async info() {
		return (await this.request("GET", "/v1/info")).json;
	}
	// Bytes as they are; resolves to whatever came back until the server closed (or the time was up).
	raw(text, ms = 3000) {
		return new Promise((done) => {
			let got = "";
			const sock = net.connect(this.port, "127.0.0.1", () => sock.write(text));
			const end = () => (sock.destroy(), done(got));
			const timer = setTimeout(end, ms);
			sock.on("data", (d) => (got += d.toString("latin1")));
			sock.on("error", () => {});
			sock.on("close", () => (clearTimeout(timer), end()));
		});
	}
}

export function run(...args) {
	return new Promise((done) =>
		execFile(HEARTH, args, (error, stdout, stderr) => done({ code: error ? error.code : 0, stdout, stderr })),
	);
}

// ---- envelopes

export class Peer {
	constructor() {
		this.proc = spawn(PEER, [], { stdio: ["pipe", "pipe", "inherit"] });
		this.waiting = [];
		createInterface({ input: this.proc.stdout }).on("line", (l) => this.waiting.shift().done(JSON.parse(l)));
		this.proc.once("exit", () => this.waiting.forEach((w) => w.fail(new Error("hearth-peer ended: " + w.op))));
		cleanups.push(() => this.proc.stdin.end());
	}
	ask(op, fields = {}) {
		return new Promise((done, fail) => {
			this.waiting.push({ op, done, fail });
			this.proc.stdin.write(JSON.stringify({ op, ...fields }) + "\n");
		});
	}
}

// ---- people

// One space with its people, as seen from outside.  Keeps dev_seq of each device and stream; asks the server for heads.
export class Space {
	static async found(server, options = {}) {
		const w = new Space();
		Object.assign(w, { server, peer: options.peer ?? new Peer(), seq: new Map(), tag: options.tag ?? "" });
		w.info = await server.info();
		w.ann = w.name("ann");
		w.a1 = w.name("a1");
		await w.peer.ask("member", { as: w.ann });
		await w.peer.ask("device", { as: w.a1 });
		w.genesis = await w.peer.ask("genesis", { member: w.ann, by: w.a1, devices: [w.a1] });
		Object.assign(w, { space: w.genesis.space, m: w.genesis.m, p: w.genesis.p, s: w.genesis.s });
		if (options.only_bytes) return w;
		const headers = options.token ? { "Hearth-Setup": options.token } : {};
		w.founded = await server.request("POST", "/v1/spaces", { headers, body: Buffer.from(w.genesis.bytes, "hex") });
		if (w.founded.status >= 300) return w;
		w.seq.set(w.a1 + w.m, 1);
		await w.peer.ask("key", { as: w.name("p1"), stream: w.p, epoch: 1 });
		w.key = w.name("p1");
		const g = await w.make("grant", w.ann, w.a1, w.p, { key: w.key, to: [w.a1, w.ann] });
		w.granted = await w.push(w.a1, [g]);
		return w;
	}
	name(n) {
		return n + this.tag;
	}
	// A partner comes in: ben with b1, S in epoch 1, and his own P.
	async join() {
		this.ben = this.name("ben");
		this.b1 = this.name("b1");
		await this.peer.ask("member", { as: this.ben });
		await this.peer.ask("device", { as: this.b1 });
		this.pb = (await this.peer.ask("streams", { space: this.space, member: this.ben })).p;
		this.skey = this.name("s1");
		await this.peer.ask("key", { as: this.skey, stream: this.s, epoch: 1 });
		const base = await this.head(this.a1, this.m);
		const admit = await this.make("admit", this.ann, this.a1, this.m, { newcomer: this.ben, devices: [this.b1], approver: this.ann }, base);
		const to = [this.a1, this.ann, this.b1, this.ben];
		const grant = await this.make("grant", this.ann, this.a1, this.m, { key: this.skey, to }, base);
		const r = await this.push(this.a1, [admit, grant]);
		if (r.status !== 200) throw new Error("join: " + r.body);
		this.bkey = this.name("pb1");
		await this.peer.ask("key", { as: this.bkey, stream: this.pb, epoch: 1 });
		const own = await this.make("grant", this.ben, this.b1, this.pb, { key: this.bkey, to: [this.b1, this.ben] });
		const r2 = await this.push(this.b1, [own]);
		if (r2.status !== 200) throw new Error("join: " + r2.body);
	}
	// Signed request of a device.
	async ask(device, method, path, { body = null, ts, headers = {}, break_sig = false } = {}) {
		const bytes = body ?? Buffer.alloc(0);
		const big = bytes.length > 400000; // a line of the peer is 1 MiB; only zeros come that large
		let { auth } = await this.peer.ask("sign", {
			by: device, server: this.info.server, method, target: path, ts: ts ?? Math.floor(Date.now() / 1000),
			...(big ? { body: "", zeros: bytes.length } : { body: bytes.toString("hex") }),
		});
		if (break_sig) auth = auth.slice(0, -4) + (auth.endsWith("AAAA") ? "BBBB" : "AAAA");
		return this.server.request(method, path, { headers: { "Hearth-Auth": auth, ...headers }, body });
	}
	async head(device, stream) {
		const r = await this.ask(device, "GET", `/v1/s/${this.space}/heads`);
		const h = r.json.heads.find((x) => x.stream === stream);
		return { base_n: h.n, base_R: h.R };
	}
	// An event at the next dev_seq (taken at once), on the given base or the server's head.  more overrides any field.
	async make(op, member, device, stream, more = {}, base = null) {
		const b = base ?? (await this.head(device, stream));
		const k = device + stream;
		const seq = (this.seq.get(k) ?? 0) + 1;
		this.seq.set(k, seq);
		return this.peer.ask(op, { member, by: device, space: this.space, stream, seq, ...b, ...more });
	}
	push(device, events, options = {}) {
		const body = Buffer.concat(events.map((e) => Buffer.from(e.bytes, "hex")));
		return this.ask(device, "POST", `/v1/s/${this.space}/push`, { body, ...options });
	}
	say(text, more = {}, base = null) {
		return this.make("say", this.ann, this.a1, this.p, { key: this.key, text, ...more }, base);
	}
	async frames(device, stream, after = 0, limit = 500) {
		const r = await this.ask(device, "GET", `/v1/s/${this.space}/${stream}?after=${after}&limit=${limit}`);
		return { ...r, frames: r.status === 200 ? cut(r.body) : [], head: Number(r.headers["hearth-head"]) };
	}
	// The live line: {lines, end, close()}; lines grow as they come.
	async listen(device) {
		const path = `/v1/s/${this.space}/notify`;
		const { auth } = await this.peer.ask("sign", {
			by: device, server: this.info.server, method: "GET", target: path, ts: Math.floor(Date.now() / 1000), body: "",
		});
		const line = { lines: [] };
		await new Promise((done, fail) => {
			const req = http.request(
				{ host: "127.0.0.1", port: this.server.port, path, headers: { "Hearth-Auth": auth }, agent: false },
				(res) => {
					line.status = res.statusCode;
					line.headers = res.headers;
					line.end = new Promise((over) => res.on("close", over));
					res.on("error", () => {});
					let rest = "";
					res.setEncoding("utf8");
					res.on("data", (text) => {
						const lines = (rest + text).split("\n");
						rest = lines.pop();
						for (const l of lines) if (l !== "") line.lines.push(l);
					});
					line.close = () => req.destroy();
					done();
				},
			);
			req.on("error", fail); // after the answer: nobody waits any more
			req.end();
		});
		return line;
	}
}

export function cut(bytes) {
	const out = [];
	for (let at = 0; at < bytes.length; ) {
		const len = bytes.readUInt32LE(at + 13);
		out.push({
			n: Number(bytes.readBigUInt64LE(at)), minute: bytes.readUInt32LE(at + 8), flags: bytes[at + 12],
			bytes: bytes.subarray(at + 17, at + 17 + len).toString("hex"),
		});
		at += 17 + len;
	}
	return out;
}

export const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export async function until(test, what, ms = 5000) {
	for (const end = Date.now() + ms; Date.now() < end; await wait(10)) if (await test()) return;
	throw new Error("in vain: " + what);
}
