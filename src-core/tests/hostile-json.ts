/** JSON texts that break a careless reader, for property tests of all that reads JSON. */
import fc from 'fast-check';

const DEEP = 9_000;

/** Texts on which `String(x)`, `Number(x)`, `JSON.stringify(x)` or a size limit fails. */
export const TRAPS: readonly string[] = [
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
  nested('[', ']', DEEP),
  nested('{"a":', '}', DEEP, '1'),
  nested('[[', ']]', DEEP, '{}'),
  `"${'x'.repeat(60_000)}"`,
  `"${'é'.repeat(30_000)}"`,
  '9'.repeat(60_000),
  `[${'1,'.repeat(20_000)}1]`,
];

/** Any JSON text: random, or one of the traps, alone or nested. */
export const hostileJson: fc.Arbitrary<string> = fc.oneof(
  fc.json({ stringUnit: 'binary' }),
  fc.constantFrom(...TRAPS),
  fc.constantFrom(...TRAPS).map((trap) => `[${trap},1]`),
  fc.constantFrom(...TRAPS).map((trap) => `{"value":${trap}}`),
);

function nested(open: string, close: string, depth: number, inside = ''): string {
  return `${open.repeat(depth)}${inside}${close.repeat(depth)}`;
}
