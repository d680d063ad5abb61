// proxy.mjs - what stands between a browser and the server in these tests.
//
//   Cable   a plain TCP line on a port of its own: can be cut and joined again, and remembers every byte that was sent
//   Mirror  an HTTP proxy that may change answers, and remembers each request: a server that lies, or one that is watched
import http from 'node:http';
import net from 'node:net';

const listen = (s, port = 0) => new Promise((done, fail) => {
  s.once('error', fail);
  s.listen(port, '127.0.0.1', () => { s.removeListener('error', fail); done(s.address().port); });
});

export class Cable {
  /** to: the port of the server; a number that may change, as when it is started again. */
  static async lay(to) {
    const c = new Cable();
    Object.assign(c, { to, sent: [], got: 0, socks: new Set(), port: 0 });
    await c.join();
    return c;
  }
  get url() {
    return `http://127.0.0.1:${this.port}`;
  }
  async join() {
    if (this.server) return;
    this.server = net.createServer((here) => {
      const there = net.connect(this.to, '127.0.0.1');
      for (const [a, b] of [[here, there], [there, here]]) {
        this.socks.add(a);
        a.on('error', () => b.destroy());
        a.on('close', () => { this.socks.delete(a); b.destroy(); });
      }
      here.on('data', (d) => { this.sent.push(d); there.write(d); });
      there.on('data', (d) => { this.got += d.length; here.write(d); });
    });
    this.port = await listen(this.server, this.port);
  }
  /** cut(): every open line ends at once and no new one is taken. */
  async cut() {
    const s = this.server;
    this.server = null;
    for (const x of this.socks) x.destroy();
    if (s) await new Promise((done) => s.close(done));
  }
  /** Everything that any browser sent over this line. */
  bytes() {
    return Buffer.concat(this.sent);
  }
}

const read = (stream) => new Promise((done, fail) => {
  const parts = [];
  stream.on('data', (d) => parts.push(d));
  stream.on('error', fail);
  stream.on('end', () => done(Buffer.concat(parts)));
});

export class Mirror {
  /** lie(request, answer): may change answer.status, answer.headers or answer.body; live lines pass as they are. */
  static async stand(to, lie = () => undefined) {
    const m = new Mirror();
    Object.assign(m, { to, lie, log: [], agent: new http.Agent({ keepAlive: true }), lines: new Set() });
    m.server = http.createServer((req, res) => void m.pass(req, res).catch(() => res.destroy()));
    m.port = await listen(m.server);
    return m;
  }
  get url() {
    return `http://127.0.0.1:${this.port}`;
  }
  async pass(req, res) {
    const body = await read(req);
    const entry = { at: Date.now(), method: req.method, path: req.url, body, status: 0, answer: Buffer.alloc(0), lines: [] };
    this.log.push(entry);
    const up = await new Promise((done, fail) => {
      const headers = { ...req.headers };
      if (body.length) headers['content-length'] = String(body.length);
      const r = http.request({ host: '127.0.0.1', port: this.to, method: req.method, path: req.url, headers, agent: req.url.endsWith('/notify') ? false : this.agent }, done);
      r.on('error', fail);
      r.end(body);
      res.on('close', () => { if (!res.writableFinished) r.destroy(); });
    });
    entry.status = up.statusCode;
    if (req.url.endsWith('/notify')) {
      res.writeHead(up.statusCode, up.headers);
      this.lines.add(res);
      res.on('close', () => this.lines.delete(res));
      up.on('data', (d) => { entry.lines.push(...d.toString().split('\n').filter((l) => l.startsWith('data:'))); res.write(d); });
      up.on('end', () => res.end());
      up.on('error', () => res.destroy());
      return;
    }
    const answer = { status: up.statusCode, headers: { ...up.headers }, body: await read(up) };
    await this.lie({ method: req.method, path: req.url, body }, answer);
    entry.answer = answer.body;
    delete answer.headers['transfer-encoding'];
    if (up.headers['content-length'] !== undefined || answer.body.length) answer.headers['content-length'] = String(answer.body.length);
    res.writeHead(answer.status, answer.headers);
    res.end(answer.body);
  }
  async fall() {
    this.agent.destroy();
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

/** Frames end to end, cut apart (spec/sync.md): n, minute, flags, the envelope's bytes, and the whole frame. */
export function frames(b) {
  const list = [];
  for (let at = 0; at + 17 <= b.length;) {
    const len = b.readUInt32LE(at + 13);
    list.push({ n: Number(b.readBigUInt64LE(at)), minute: b.readUInt32LE(at + 8), flags: b[at + 12], envelope: b.subarray(at + 17, at + 17 + len), whole: b.subarray(at, at + 17 + len) });
    at += 17 + len;
  }
  return list;
}
