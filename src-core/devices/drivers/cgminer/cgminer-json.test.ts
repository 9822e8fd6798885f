import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../../tests/hostile/characters.ts';
import { hostileJson } from '../../../tests/hostile/json-texts.ts';
import { complaintAbout, spoiltFields } from '../../../tests/hostile/machine-answers.ts';
import { antminerName, antminerReading } from '../antminer/antminer-reading.ts';
import { confPools, modePlans } from '../antminer/antminer-conf.ts';
import { goldshellReading, goldshellWebReading } from '../goldshell/goldshell-reading.ts';
import { goldshellStatus, poolsOf, refusalOf } from '../goldshell/goldshell-answers.ts';
import { powerPlansOf, sleepChange, wakeChange } from '../goldshell/goldshell-settings.ts';
import { webAnswerText } from '../reach/web-answer-text.ts';
import { cgminerFamily, ibelinkName } from './identify-cgminer.ts';
import { parseCgminerAnswer } from './cgminer-json.ts';
import type { Fields } from './cgminer-json.ts';
import { cgminerReading } from './read-cgminer.ts';

describe('answers of cgminer\u2019s interface', () => {
  it.each([
    ['objects that run together', '{"STATS":[{"a":1}{"b":2}]}', { STATS: [{ a: 1 }, { b: 2 }] }],
    ['lists that run together', '{"a":[[1][2]]}', { a: [[1], [2]] }],
    ['commas with nothing after them', '{"a":[1,2,],}', { a: [1, 2] }],
    ['doubled commas', '{"a":1,,"b":2}', { a: 1, b: 2 }],
    ['missing values', '{"a":,"b":}', { a: null, b: null }],
    [
      'numbers that are none',
      '{"a":nan,"b":[-inf, NaN],"c":-nan}',
      { a: null, b: [null, null], c: null },
    ],
    ['line ends in texts', '{"a":"one\ntwo"}', { a: 'one two' }],
    ['what only looks like these in texts', '{"a":"}{,,nan:,",}', { a: '}{,,nan:,' }],
    ['quotes in texts', '{"a":"say \\"nan\\" }{",}', { a: 'say "nan" }{' }],
  ])('are read with %s', (_what, text, value) => {
    expect(parseCgminerAnswer(text)).toEqual({ ok: true, value });
  });

  it.each(['', 'SSH-2.0', '[1]', '"text"', '{"a":', '{"a" 1}', 'null', '{"a":"\\'])(
    'are nonsense where they are no object: %j',
    (text) => {
      expect(parseCgminerAnswer(text)).toMatchObject({ ok: false, error: { kind: 'nonsense' } });
    },
  );

  it('take no longer for texts that are made to take long', () => {
    const parts = ['{"a":"' + '\\"'.repeat(120_000), '{'.repeat(200_000), ',"'.repeat(120_000)];
    for (const text of parts) expect(parseCgminerAnswer(text).ok).toBe(false);
  });

  it('that are JSON are what JSON.parse makes of them', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (value) => {
        const text = JSON.stringify(value);
        expect(parseCgminerAnswer(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
      { numRuns: 200 },
    );
  });
});

/** Everything that is made of answers. */
function readAll(fields: Fields, text: string): unknown {
  const answer = { status: 200, headers: { 'www-authenticate': text, server: text }, body: text };
  const json = { ...answer, body: JSON.stringify(fields) };
  return [
    cgminerReading(fields, fields, fields, 0),
    goldshellReading({ summary: fields, devs: fields, stats: fields, pools: fields }, 0),
    goldshellWebReading(fields, 0),
    antminerReading({ summary: fields, stats: fields, pools: fields }, 0),
    antminerName(fields, fields),
    cgminerFamily(fields, false),
    ibelinkName(fields, fields),
    confPools(fields),
    modePlans(fields),
    powerPlansOf(fields),
    sleepChange(fields).ok,
    wakeChange(fields, 1).ok,
    parseCgminerAnswer(text).ok,
    [answer, json].map((each) => [goldshellStatus(each), poolsOf(each), refusalOf(each)]),
    webAnswerText(answer),
  ];
}

describe('whatever a machine answers', () => {
  it('nothing throws, and texts stay short and clean', () => {
    const text = fc.oneof(hostileJson, anyText(300));
    fc.assert(
      fc.property(spoiltFields, text, (fields, answer) => {
        expect(complaintAbout(readAll(fields, answer))).toBeNull();
        const parsed = parseCgminerAnswer(answer);
        if (parsed.ok) expect(complaintAbout(readAll(parsed.value, answer))).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});
