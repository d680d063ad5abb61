// build.mjs - bundles the page into build/web/.
//
// Everything that may change its content gets its hash into its name and lies under /a/, where it can be cached for
// ever; index.html, check.html, sw.js and the manifest keep their names and are asked for anew each time.
// The wasm core (build/wasm/core.wasm) and the pack (build/pack.bin) are taken along where they have been built.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const arg = (name, fallback) => {
  const i = process.argv.indexOf(`--${name}`);
  return i > 0 ? process.argv[i + 1] : fallback;
};
const out = arg('out', join(root, 'build', 'web'));
const wasmFile = arg('wasm', join(root, 'build', 'wasm', 'core.wasm'));
const packFile = arg('pack', join(root, 'build', 'pack.bin'));

const files = new Map(); // path below out -> bytes
// Capitals and figures behind a dash: the server takes that for a name whose content never changes.
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 12).toUpperCase();
const keep = (name, ext, bytes) => {
  const path = `a/${name}-${hash(bytes)}.${ext}`;
  files.set(path, Buffer.from(bytes));
  return `/${path}`;
};

/** All words of the interface in one language: strings/en*.ftl, end to end. */
const strings = {
  name: 'strings',
  setup(b) {
    b.onResolve({ filter: /^strings:/ }, (a) => ({ path: a.path.slice(8), namespace: 'strings' }));
    b.onLoad({ filter: /.*/, namespace: 'strings' }, (a) => {
      const dir = join(here, 'src', 'strings');
      const names = readdirSync(dir).filter((n) => n.startsWith(a.path) && n.endsWith('.ftl')).sort();
      return { contents: names.map((n) => readFileSync(join(dir, n), 'utf8')).join('\n'), loader: 'text' };
    });
  },
};

async function bundle(entry, define = {}) {
  const r = await esbuild.build({
    entryPoints: [join(here, 'src', entry)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: ['es2021', 'safari15', 'chrome100', 'firefox100'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    outdir: out,
    assetNames: 'a/[name]-[hash]',
    loader: { '.woff2': 'file', '.ftl': 'text' },
    publicPath: '/',
    define: Object.fromEntries(Object.entries(define).map(([k, v]) => [k, JSON.stringify(v)])),
    plugins: [strings],
    absWorkingDir: here,
    logLevel: 'warning',
  });
  const made = { js: Buffer.alloc(0), css: undefined };
  for (const f of r.outputFiles) {
    if (f.path.endsWith('.js')) made.js = Buffer.from(f.contents);
    else if (f.path.endsWith('.css')) made.css = Buffer.from(f.contents);
    else files.set(f.path.slice(out.length + 1), Buffer.from(f.contents));
  }
  return made;
}

const page = (title, css, js) => `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="manifest" href="/manifest.webmanifest">
<link rel="stylesheet" href="${css}">
<script src="${js}" defer></script>
</head>
<body class="leaf"></body>
</html>
`;

const wasm = existsSync(wasmFile) ? keep('core', 'wasm', readFileSync(wasmFile)) : '/a/core.wasm';
const pack = existsSync(packFile) ? keep('pack', 'bin', readFileSync(packFile)) : '/a/pack.bin';
const worker = keep('worker', 'js', (await bundle('core.worker.ts', { __WASM__: wasm, __PACK__: pack })).js);
const app = await bundle('app.tsx', { __WORKER__: worker });
const css = keep('app', 'css', app.css);
const js = keep('app', 'js', app.js);
const check = keep('check', 'js', (await bundle('check.tsx', { __WORKER__: worker })).js);
files.set('index.html', Buffer.from(page('Notes', css, js)));
files.set('check.html', Buffer.from(page('Check', css, check)));
for (const n of readdirSync(join(here, 'static'))) files.set(n, readFileSync(join(here, 'static', n)));

// The service worker keeps one whole version together: its list and its name change with any file.
const shell = ['/', ...[...files.keys()].filter((n) => n.startsWith('a/') || n === 'icon.svg' || n === 'manifest.webmanifest').map((n) => `/${n}`)].sort();
const version = hash(Buffer.concat([...files.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([n, b]) => Buffer.from(n + hash(b)))));
files.set('sw.js', (await bundle('sw.ts', { __VERSION__: version, __SHELL__: shell })).js);

rmSync(out, { recursive: true, force: true });
for (const [name, bytes] of files) {
  mkdirSync(dirname(join(out, name)), { recursive: true });
  writeFileSync(join(out, name), bytes);
}

let total = 0;
for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const gz = name.endsWith('.woff2') ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  const first = !/pack-|check|sw\.js/.test(name);
  if (first) total += gz;
  console.log(`${String(gz).padStart(8)}  ${first ? ' ' : '-'} ${name}`);
}
console.log(`${String(total).padStart(8)}    first load, gzip, without the pack`);
if (total > 250_000) console.error(`The first load is ${Math.ceil((total - 250_000) / 1000)} kB over its budget of 250 kB.`);
