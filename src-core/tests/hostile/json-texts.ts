/** JSON texts that break a careless reader, for property tests of all that reads JSON. */
import fc from 'fast-check';
import { anyCharacter } from './characters.ts';

const DEEP = 9_000;

/** Texts on which `String(x)`, `Number(x)` or `JSON.stringify(x)` fails. */
const SHORT_TRAPS: readonly string[] = [
  '{"valueOf":1,"toString":1}',
  '{"toString":null,"toJSON":1}',
  '{"__proto__":{"method":"mining.ping","0":1}}',
  '{"constructor":{"prototype":null},"length":1e9}',
  '"__proto__"',
  '"constructor"',
  '1e400',
  '-1e400',
  '-0',
  '5e-324',
  '18446744073709551616',
  '0.1e-9999',
  '"\\ud800"',
  '"\\udfff\\ud800 x"',
  '"\\u0000\\u202e\\u2028"',
  'true',
  'null',
  '""',
  '[]',
  '{}',
];

/** Texts of 18 to 60 kB, which reach a limit of size or depth. */
const LONG_TRAPS: readonly string[] = [
  nested('[', ']', DEEP),
  nested('{"a":', '}', DEEP, '1'),
  nested('[[', ']]', DEEP, '{}'),
  `"${'x'.repeat(60_000)}"`,
  `"${'é'.repeat(30_000)}"`,
  '9'.repeat(60_000),
  `[${'1,'.repeat(20_000)}1]`,
];

export const TRAPS: readonly string[] = [...SHORT_TRAPS, ...LONG_TRAPS];

/** Any JSON text: random, or one of the traps, alone or nested. */
export const hostileJson = hostileJsonWith(2_000);

/**
 * {@link hostileJson}, of which so many of 10,000 texts are long: generators that make a million
 * inputs cannot have gigabytes of them.
 */
export function hostileJsonWith(long: number): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 2_500, arbitrary: fc.json({ stringUnit: anyCharacter }) },
    { weight: 7_500 - long, arbitrary: wrapped(fc.constantFrom(...SHORT_TRAPS)) },
    { weight: long, arbitrary: wrapped(fc.constantFrom(...LONG_TRAPS)) },
  );
}

function wrapped(traps: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    traps,
    traps.map((trap) => `[${trap},1]`),
    traps.map((trap) => `{"value":${trap}}`),
  );
}

function nested(open: string, close: string, depth: number, inside = ''): string {
  return `${open.repeat(depth)}${inside}${close.repeat(depth)}`;
}
