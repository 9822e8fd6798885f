/** What no machine answers at its own interface: right answers with values replaced, and texts of any kind. */
import fc from 'fast-check';
import {
  ANTMINER,
  GOLDSHELL,
  GOLDSHELL_SETTING,
} from '../../devices/drivers/tests/made-up-answers.ts';
import { anyText } from './characters.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Right answers of all families. */
const RIGHT: readonly Fields[] = [
  GOLDSHELL.status,
  GOLDSHELL.summary,
  GOLDSHELL.devs,
  GOLDSHELL.pools,
  GOLDSHELL_SETTING,
  ANTMINER.version,
  ANTMINER.summary,
  ANTMINER.stats,
  ANTMINER.pools,
];

const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  anyText(40),
  fc.constantFrom('83.0 °C / 73.8 °C', '2940 rpm / 0 rpm', '', 'x'.repeat(5_000), 1e308, -1, true),
);

/** An answer whose values were replaced by others at random. */
export function spoilt(answer: Fields): fc.Arbitrary<Fields> {
  const keys = [...JSON.stringify(answer).matchAll(/"([^"]+)":/g)].map(([, key = '']) => key);
  return fc.dictionary(fc.constantFrom(...keys), strange).map((others) => {
    const replaced = JSON.stringify(answer, (key, value: unknown) =>
      Object.hasOwn(others, key) ? others[key] : value,
    );
    return JSON.parse(replaced) as Fields;
  });
}

/** All right answers in one, spoilt. */
export const spoiltFields: fc.Arbitrary<Fields> = spoilt(Object.assign({}, ...RIGHT) as Fields);

const spoiltText = fc
  .oneof(...RIGHT.map(spoilt), spoiltFields)
  .map((answer) => JSON.stringify(answer));

/** Text of an answer with those JSON texts among others: spoilt, cut, run together, or any. */
export function hostileMachineText(json: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 5, arbitrary: spoiltText },
    { weight: 1, arbitrary: json },
    { weight: 1, arbitrary: anyText(300) },
    {
      weight: 1,
      arbitrary: fc.tuple(spoiltText, fc.nat(200)).map(([text, cut]) => text.slice(0, -cut - 1)),
    },
    {
      weight: 1,
      arbitrary: spoiltText.map((text) => text.replaceAll('},{', '}{').replaceAll('}]', ',}]\0')),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(spoiltText, json).map(([text, value]) => `[${text},${value}]`),
    },
  );
}

/**
 * What is wrong with a value that was made of what a machine sent; null where every text is short and has nothing in
 * it that is not seen, every number is finite and no list is long.
 */
export function complaintAbout(value: unknown): string | null {
  let complaint: string | null = null;
  JSON.stringify(value, (key, inner: unknown) => {
    const isWrong =
      (typeof inner === 'string' &&
        (inner.length > 256 || /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(inner))) ||
      (typeof inner === 'number' && !Number.isFinite(inner)) ||
      (Array.isArray(inner) && inner.length > 1_100);
    if (isWrong) complaint = `${key}: ${String(inner).slice(0, 300)}`;
    return inner;
  });
  return complaint;
}
