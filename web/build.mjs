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
import subsetFont from 'subset-font';

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

/** strings:NAME is strings/NAME.ftl as one text; comments and empty lines stay at home. */
const strings = {
  name: 'strings',
  setup(b) {
    b.onResolve({ filter: /^strings:/ }, (a) => ({ path: a.path.slice(8), namespace: 'strings' }));
    b.onLoad({ filter: /.*/, namespace: 'strings' }, (a) => {
      const text = readFileSync(join(here, 'src', 'strings', `${a.path}.ftl`), 'utf8');
      return { contents: text.split('\n').filter((l) => l && !l.startsWith('#')).join('\n'), loader: 'text' };
    });
  },
};

/** Alegreya carries letters and signs that no page here uses: what is left are the letters of Western Europe, with their
 * figures and ligatures.  (Its licence allows it; Source Sans reserves its name and stays whole.) */
const letters = [[0x20, 0x7e], [0xa0, 0xff]].flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, i) => String.fromCodePoint(a + i))).join('')
  .replace(/[¤¦¨¬¯±´µ¶¸]/g, '') +
  'ıŁłŒœŠšŸŽž–—‘’‚“”„•…‹›€−×→';
const fonts = {
  name: 'fonts',
  setup(b) {
    b.onLoad({ filter: /alegreya.*\.woff2$/ }, async (a) => ({ contents: await subsetFont(readFileSync(a.path), letters, { targetFormat: 'woff2' }), loader: 'file' }));
  },
};

const options = (define) => ({
  bundle: true,
  write: false,
  minify: true,
  target: ['es2021', 'safari15', 'chrome100', 'firefox100'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  outdir: out,
  entryNames: 'a/[name]-[hash]',
  chunkNames: 'a/[name]-[hash]',
  assetNames: 'a/[name]-[hash]',
  loader: { '.woff2': 'file', '.ftl': 'text' },
  publicPath: '/',
  define: Object.fromEntries(Object.entries(define).map(([k, v]) => [k, JSON.stringify(v)])),
  plugins: [strings, fonts],
  absWorkingDir: here,
  logLevel: 'warning',
});

/** One file of its own, its bytes; the page's style and fonts are not its concern. */
async function single(entry, define = {}) {
  const r = await esbuild.build({ ...options(define), entryPoints: [join(here, 'src', entry)], format: 'iife' });
  return Buffer.from(r.outputFiles.find((f) => f.path.endsWith('.js')).contents);
}

/** A style sheet of its own, for pages that come later; its fonts are those of the first sheet. */
async function style(entry) {
  const r = await esbuild.build({ ...options({}), entryPoints: [join(here, 'src', entry)] });
  return Buffer.from(r.outputFiles.find((f) => f.path.endsWith('.css')).contents);
}

/** The app: a first piece and what it fetches right behind it.  Answers the two names that the page needs. */
async function pieces(entry, define) {
  const r = await esbuild.build({ ...options(define), entryPoints: [join(here, 'src', entry)], format: 'esm', splitting: true, metafile: true });
  const [name, made] = Object.entries(r.metafile.outputs).find(([, o]) => o.entryPoint?.endsWith(entry));
  const base = (p) => `a/${p.split('/').pop()}`;
  for (const f of r.outputFiles) {
    const n = base(f.path);
    if (n.endsWith('.css') && n !== base(made.cssBundle)) continue; // all style is in the first sheet
    files.set(n, Buffer.from(f.contents));
  }
  const needed = new Set([base(name)]);
  for (const i of made.imports) if (i.kind === 'import-statement') needed.add(base(i.path));
  return { js: `/${base(name)}`, css: `/${base(made.cssBundle)}`, needed };
}

/** What stands there until the page draws itself: words for where a script has not arrived, shown after a while. */
const waits = /^fault-missing = (.*)$/m.exec(readFileSync(join(here, 'src', 'strings', 'en.ftl'), 'utf8'))[1];
const page = (title, css, js, boot, ahead = []) => `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<script src="${first}"${boot ? ' data-boot' : ''}></script>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="manifest" href="/manifest.webmanifest">
<link rel="stylesheet" href="${css}">
${ahead.map((u) => `<link rel="modulepreload" href="${u}">\n`).join('')}<script src="${js}" type="module"></script>
</head>
<body class="leaf">${boot ? `<p class="late">${waits}</p>` : ''}</body>
</html>
`;

const wasm = existsSync(wasmFile) ? keep('core', 'wasm', readFileSync(wasmFile)) : '/a/core.wasm';
const pack = existsSync(packFile) ? keep('pack', 'bin', readFileSync(packFile)) : '/a/pack.bin';
const worker = keep('worker', 'js', await single('core.worker.ts', { __WASM__: wasm, __PACK__: pack }));
const paper = keep('paper', 'css', await style('ui/paper.css'));
const later = keep('later', 'css', await style('ui/later.css'));
const first = keep('first', 'js', await single('first.ts', { __WORKER__: worker }));
const app = await pieces('app.tsx', { __WORKER__: worker, __PAPER__: paper, __LATER__: later });
const check = keep('check', 'js', await single('check.tsx', { __WORKER__: worker }));
files.set('index.html', Buffer.from(page('Notes', app.css, app.js, true, [...app.needed].map((n) => `/${n}`).filter((u) => u !== app.js))));
files.set('check.html', Buffer.from(page('Check', app.css, check, false)));
for (const n of readdirSync(join(here, 'static'))) files.set(n, readFileSync(join(here, 'static', n)));

// The service worker keeps one whole version together: its list and its name change with any file.
const shell = ['/', ...[...files.keys()].filter((n) => n.startsWith('a/') || n === 'icon.svg' || n === 'manifest.webmanifest').map((n) => `/${n}`)].sort();
const version = hash(Buffer.concat([...files.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([n, b]) => Buffer.from(n + hash(b)))));
files.set('sw.js', await single('sw.ts', { __VERSION__: version, __SHELL__: shell }));

rmSync(out, { recursive: true, force: true });
for (const [name, bytes] of files) {
  mkdirSync(dirname(join(out, name)), { recursive: true });
  writeFileSync(join(out, name), bytes);
}

let total = 0;
for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const gz = name.endsWith('.woff2') ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  const first = !/pack-|paper-|later-|check|sw\.js/.test(name) && !(name.endsWith('.js') && !name.startsWith('a/worker') && !name.startsWith('a/first') && !app.needed.has(name));
  if (first) total += gz;
  console.log(`${String(gz).padStart(8)}  ${first ? ' ' : '-'} ${name}`);
}
console.log(`${String(total).padStart(8)}    first load, gzip, without the pack`);
if (total > 250_000) console.error(`The first load is ${Math.ceil((total - 250_000) / 1000)} kB over its budget of 250 kB.`);
