/** Settings with values of any kind: nearly right ones, right ones of another setting, and none. */
import fc from 'fast-check';
import { optionNames } from '../../config/setting-flags.ts';
import { CONFIG_KEYS, settingOf } from '../../config/settings-table.ts';
import { anyText } from './characters.ts';

/** Words that mean something to some setting, to YAML or to a terminal. */
const TELLING = [
  ...['block', 'period', 'period:10', 'cpu', 'stratum', 'mainnet01', 'info', 'EUR', 'USD', '*'],
  ...['22:00-07:00', 'mon-fri 22:00-07:00, sat-sun 00:00-24:00', '00:00-00:00', 'mon', '-'],
  ...['127.0.0.1:1848', '[::1]:1848', 'x:99999', '::1%lo', 'http://127.0.0.1:1/', 'https://u:p@x/'],
  ...['yes', 'no', 'null', '~', '.inf', '0x10', '1_000', '1e400', '10M', '-0', '2001-01-01'],
  ...['(a+)+$', '[', '()', '', ' ', '\\', '--', '=', 'é'.repeat(300), 'x'.repeat(5_000)],
];

const text = fc.oneof(fc.constantFrom(...TELLING), anyText(60), fc.ipV4(), fc.ipV6(), fc.domain());
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, 1e308, 65_536, 1.5));

/** A value as a file can hold it. */
export const settingValue: fc.Arbitrary<unknown> = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constantFrom(null, ...CONFIG_KEYS.map((key) => settingOf(key).default)),
  fc.array(fc.oneof(text, number), { maxLength: 4 }),
  fc.dictionary(text, text, { maxKeys: 3 }),
  fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme-ascii' }),
);

/** The name of a setting, or hardly one. */
export const settingKey: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom<string>(...CONFIG_KEYS) },
  { weight: 1, arbitrary: fc.constantFrom<string>(...CONFIG_KEYS).map((key) => key.toUpperCase()) },
  { weight: 1, arbitrary: fc.oneof(anyText(20), fc.constantFrom('__proto__', 'toString', '<<')) },
);

/** Words of a command line: options with and without values, some of them wrong. */
export const optionWords: fc.Arbitrary<readonly string[]> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.tuple(settingOption(), text.filter(hasNoNul)) },
      { weight: 2, arbitrary: settingOption().map((option) => [option]) },
      {
        weight: 2,
        arbitrary: fc.tuple(settingOption(), text).map(([option, value]) => [`${option}=${value}`]),
      },
      { weight: 1, arbitrary: anyText(20).map((word) => [word]) },
    ),
    { maxLength: 6 },
  )
  .map((words) => words.flat());

function settingOption(): fc.Arbitrary<string> {
  const names = CONFIG_KEYS.map((key) => optionNames(settingOf(key).flags));
  return fc.constantFrom(
    ...names.flatMap(({ long, short }) => (short === null ? [long] : [long, short])),
    ...[
      '--no-tls',
      '--print-config-as',
      '--find-machines',
      '--yes',
      '--completion',
      '--help',
      '-?',
    ],
  );
}

/** The system passes no word with a NUL in it. */
function hasNoNul(word: string): boolean {
  return !word.includes('\0');
}
