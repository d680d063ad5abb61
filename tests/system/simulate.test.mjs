// Synthetic couples: the planner must do better than no thought at all, on the same lives, and never against a hard rule.
import test from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { run, cleanUp } from "./lib.mjs";

test.after(cleanUp);

const PACK = process.env.HEARTH_PACK ?? join("build", "native", "tools", "pack.bin");

async function simulate(...more) {
	const r = await run("simulate", "--pack", PACK, "--couples", "300", "--weeks", "26", ...more);
	assert.equal(r.code, 0, r.stderr);
	return r.stdout;
}

/** rows(out): the table by planner. */
function rows(out) {
	const table = {};
	for (const line of out.split("\n")) {
		const m = /^(current|previous|fixed|random) +(.*)$/.exec(line);
		if (m === null) continue;
		const v = m[2].match(/-?\d+(\.\d+)?/g).map(Number);
		table[m[1]] = { close: v[0], gained: v[3], kept: v[6], uneasy: v[9], left: v[10], breaches: v[11] };
	}
	return table;
}

test("the planner beats a fixed order and chance, and keeps every hard rule", async () => {
	for (const seed of ["1", "7"]) {
		const t = rows(await simulate("--seed", seed));
		for (const other of ["fixed", "random"]) {
			assert.ok(t.current.close > t[other].close, `closeness, seed ${seed}: ${t.current.close} and ${other} ${t[other].close}`);
			assert.ok(t.current.kept > t[other].kept, `weeks kept, seed ${seed}: ${t.current.kept} and ${other} ${t[other].kept}`);
			assert.ok(t.current.uneasy < t[other].uneasy, `uneasy, seed ${seed}`);
		}
		assert.ok(t.current.close >= t.previous.close - 0.5 && t.current.kept >= t.previous.kept - 2, `previous, seed ${seed}`);
		for (const planner of Object.keys(t)) assert.equal(t[planner].breaches, 0, `${planner} broke a rule`);
	}
});

test("the same seed gives the same bytes, whatever the number of threads", async () => {
	const one = await simulate("--seed", "3", "--planner", "current", "--threads", "1");
	assert.equal(await simulate("--seed", "3", "--planner", "current", "--threads", "3"), one);
	assert.notEqual(await simulate("--seed", "4", "--planner", "current"), one);
});

test("what makes no sense is refused in words", async () => {
	for (const args of [["--planner", "oracle"], ["--couples", "0"], ["--weeks", "105"]])
		assert.equal((await run("simulate", "--pack", PACK, ...args)).code, 2, args.join(" "));
	const r = await run("simulate", "--pack", "/nowhere/pack.bin");
	assert.equal(r.code, 1);
	assert.match(r.stderr, /cannot read the pack/);
});
