/** Texts of configuration files, YAML and JSON. */
import fc from 'fast-check';
import { describeConfigError } from '../../../src-core/command-line/texts/config-sentences.ts';
import type { ConfigFormat } from '../../../src-core/config/config-keys.ts';
import { mergeConfig } from '../../../src-core/config/config-merge.ts';
import type { MergedConfig } from '../../../src-core/config/config-merge.ts';
import type { ConfigError } from '../../../src-core/config/config-error.ts';
import { printConfig } from '../../../src-core/config/files/config-print.ts';
import { parseConfigText } from '../../../src-core/config/files/config-text.ts';
import { err } from '../../../src-core/result.ts';
import type { Result } from '../../../src-core/result.ts';
import { anyText } from '../../../src-core/tests/hostile/characters.ts';
import { hostileJsonWith } from '../../../src-core/tests/hostile/json-texts.ts';
import { settingKey, settingValue } from '../../../src-core/tests/hostile/setting-values.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';

const location = 'a file';

/** Without quotation marks, as people write it. */
const bare = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

const entry = fc.tuple(settingKey, settingValue);
const yamlMark = fc.constantFrom(
  ...['&a ', '*a', '!!str ', '!!binary ', '- ', '? ', ': ', '| ', '>-\n  ', '---\n', '%YAML 1.1\n'],
  ...[
    '{',
    '}',
    '[',
    ']',
    ', ',
    '# ',
    '\t',
    '\r',
    '\n',
    '\n  ',
    '"',
    "'",
    '<<: ',
    '@',
    '`',
    '...\n',
  ],
);
const yamlLine = fc.oneof(
  { weight: 6, arbitrary: entry.map(([key, value]) => `${key}: ${JSON.stringify(value)}`) },
  { weight: 2, arbitrary: entry.map(([key, value]) => `${key}: ${bare(value)}`) },
  { weight: 1, arbitrary: fc.array(fc.oneof(yamlMark, anyText(5))).map((parts) => parts.join('')) },
);
const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(yamlLine, { maxLength: 5 }).map((lines) => lines.join('\n')) },
  {
    weight: 3,
    arbitrary: fc
      .array(entry, { maxLength: 5 })
      .map((entries) => JSON.stringify(Object.fromEntries(entries))),
  },
  { weight: 1, arbitrary: hostileJsonWith(50) },
  {
    weight: 1,
    arbitrary: fc.tuple(settingKey, hostileJsonWith(50)).map(([key, json]) => `{"${key}":${json}}`),
  },
);

function read(given: string, format: ConfigFormat): Result<MergedConfig, ConfigError> {
  const parsed = parseConfigText(given, format);
  if (!parsed.ok) return err({ kind: 'not-a-configuration', location, fault: parsed.error });
  return mergeConfig([{ origin: { kind: 'file', location }, ...parsed.value }]);
}

export const configurations: Door<{ readonly text: string; readonly format: ConfigFormat }> = {
  name: 'configurations',
  inputs: 100_000,
  together: 16,
  input: fc.record({ text, format: fc.constantFrom('yaml', 'json') }),
  open: () =>
    Promise.resolve({
      send(files) {
        for (const { text: given, format } of files) {
          const merged = read(given, format);
          if (!merged.ok) {
            const sentence = describeConfigError(merged.error);
            mustHold(sentence.length < 1_000, 'a refusal is short', sentence);
            continue;
          }
          const { config } = merged.value;
          const again = read(printConfig({ config }, 'full'), 'yaml');
          const isSame = again.ok && JSON.stringify(again.value.config) === JSON.stringify(config);
          mustHold(isSame, 'what is printed is read back as the same');
        }
      },
    }),
};
