// The one place that fills the pack's placeholders (web/src/ui/words.ts), as a pure function, without a browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './lib.mjs';

const { transformSync } = createRequire(join(root, 'web', 'package.json'))('esbuild');
const source = transformSync(readFileSync(join(root, 'web', 'src', 'ui', 'words.ts'), 'utf8'), { loader: 'ts', format: 'esm' }).code;
const { fill, facing, together, pronouns, clean } = await import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);

const none = { me: 'you', you: 'your partner', them: 'them', their: 'their', chest: 'the chest', genitals: 'the genitals' };
const nobody = { me: '', you: '', pronoun: '', shared: '', theirs: '', chest: '', genitals: '', plain: false };
const ada = { me: 'Ada', you: 'Ben', pronoun: 'he/him', chest: 'my breasts', genitals: '', plain: true };
const cases = (list) => { for (const [text, who, want, before] of list) assert.equal(fill(text, who, none, before), want, text); };

test('names, pronouns and words for the body', () => cases([
  ['Thank {you}, {me}.', ada, 'Thank Ben, Ada.'],
  ['Take {their} hand and ask {them}.', ada, 'Take his hand and ask him.'],
  ['Leave out {chest} and {genitals}.', ada, 'Leave out my breasts and the genitals.'],
  ['Take {their} hand and ask {them}.', { ...ada, pronoun: 'ze/zir/zir' }, 'Take zir hand and ask zir.'],
  ['{sex|being close} and {you}', ada, 'Sex and Ben'],
]));

test('the other one reads it from their side', () => {
  const two = { ...ada, shared: 'Ada' };
  cases([
    ['Tell {you} what you saw in {them}. Take {their} hand.', facing(two), 'Tell Ada what you saw in them. Take their hand.'],
    ['{me}, it is your turn.', facing({ ...two, you: 'my bear' }), 'You, it is your turn.'], // a private name is not read by whom it is for
    ['{you} and {chest}: {sex|being close}.', facing({ ...two, shared: '' }), 'Your partner and the chest: being close.'], // nor anything else written for oneself
    ['Tell {you} what you saw in {them}.', together({ ...two, you: 'my bear', theirs: 'Ben' }), 'Tell Ben what you saw in them.'],
    ['Tell {you}.', facing(nobody), 'Tell your partner.'],
  ]);
});

test('where nothing is known, plain words stand', () => cases([
  ['Thank {you}, {me}.', nobody, 'Thank your partner, you.'],
  ['Take {their} hand and ask {them}.', nobody, 'Take their hand and ask them.'],
  ['Leave out {chest} and {genitals}.', nobody, 'Leave out the chest and the genitals.'],
  ['A word for {sex|being close}.', nobody, 'A word for being close.'],
  ['A word for {sex, or not|closeness; none}.', ada, 'A word for sex, or not.'],
  ['', nobody, ''], [null, nobody, ''], [undefined, nobody, ''],
]));

test('a sentence begins with a capital, and only a sentence', () => cases([
  ['{you} listens.', nobody, 'Your partner listens.'],
  ['Sit down. {you} begins? {their} turn… {them} too', nobody, 'Sit down. Your partner begins? Their turn… Them too'],
  ['Say “{you}, thank you.” {you} nods.', nobody, 'Say “your partner, thank you.” Your partner nods.'],
  ['“{you} is here,” you say.', nobody, '“Your partner is here,” you say.'],
  ['(Ask first.) {you} may pass.', nobody, '(Ask first.) Your partner may pass.'],
  ['Two things: {you} and {me}.', nobody, 'Two things: your partner and you.'],
  ['Say: “{you}, come.”', nobody, 'Say: “Your partner, come.”'],
  ['at 5.{you}', nobody, 'at 5.your partner'],
  ['{chest} may be sore.', nobody, 'The chest may be sore.'],
  ['{you} speaks', { ...nobody, you: 'ísa' }, 'Ísa speaks'],
]));

test('a text that goes on from another begins no sentence', () => cases([
  ['{you} knows', nobody, 'your partner knows', 'Ask what '],
  ['{you} knows', nobody, 'Your partner knows', 'Ask. '],
  [' and {you}', nobody, ' and your partner', 'Ada'],
]));

test('nothing else in braces is touched, and no word is read twice', () => cases([
  ['{nobody} {} { you} {a|b|c} {|x} {x|} {{me}}', ada, '{nobody} {} { you} {a|b|c} {|x} {x|} {Ada}'],
  ['{you} and {me}', { ...nobody, you: '{me}', me: '{you}' }, '{me} and {you}'],
  ['{you}', { ...nobody, you: '$& $1 $`' }, '$& $1 $`'],
  ['I thank {you}.', { ...nobody, you: '<b onclick=x>' }, 'I thank <b onclick=x>.'],
  ['{constructor|x} {me}', { ...ada, plain: true }, 'Constructor Ada'],
  ['{__proto__} {toString}', ada, '{__proto__} {toString}'],
]));

test('a name stays one short line and cannot turn the text round', () => {
  assert.equal(clean('  Be\u202en\u0000\n jamin '), 'Be n jamin');
  assert.equal(clean('x'.repeat(500)).length, 40);
  assert.equal([...clean('👩‍🚀'.repeat(30))].length, 40);
  assert.equal(fill('Dear {you}.', { ...nobody, you: '\u202e \u2066' }, none), 'Dear your partner.');
});

test('what people type as pronouns', () => {
  const want = {
    'she/her': ['her', 'her'], 'She / Her / Hers': ['her', 'her'], she: ['her', 'her'],
    'he/him': ['him', 'his'], 'he/him/his': ['him', 'his'], 'they/them/theirs': ['them', 'their'],
    'ze/zir/zir': ['zir', 'zir'], 'ze/hir': ['hir', 'hir'], 'ze/hir/hirs': ['hir', 'hir'], 'xe/xem': ['xem', 'xyr'],
    'she/they': ['her', 'her'], 'they, she': ['them', 'their'], 'per/per/pers own': ['per', 'pers own'],
  };
  for (const [typed, [them, their]] of Object.entries(want)) assert.deepEqual(pronouns(typed), { them, their }, typed);
  for (const typed of ['', ' ', '/', 'any', 'ask me']) assert.equal(pronouns(typed), null, typed);
});

test('a long hostile text takes no time', () => {
  const began = performance.now();
  fill(`${'{a'.repeat(20_000)}${'{x|'.repeat(20_000)}${' '.repeat(20_000)}{you}`, nobody, none);
  assert.ok(performance.now() - began < 500);
});
