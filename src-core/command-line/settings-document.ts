/**
 * The tables of settings and options in the documents, in Markdown. `npm run docs` writes them; a
 * test finds documents that are not up to date.
 */
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import { optionNames } from '../config/setting-flags.ts';
import { CONFIG_KEYS, settingOf } from '../config/settings-table.ts';
import type { ConfigKey } from '../config/settings-table.ts';
import type { CommandOption } from './options/command-option.ts';
import { PROGRAM_OPTION_GROUPS } from './options/program-options.ts';
import { valueText } from './texts/value-text.ts';

/** Documents with tables, from the root of the repository. */
export const DOCUMENTS = ['docs/configuration.md', 'README.md'] as const;

const TABLES: Readonly<Record<string, () => string>> = {
  settings: settingsTable,
  'own-settings': ownSettingsTable,
  'program-options': optionsTable,
};

/**
 * A document with its tables as they should be: what is between `<!-- table: settings -->` and
 * `<!-- end of table -->` is replaced.
 * @throws Error when there is no table of that name
 */
export function withTables(document: string): string {
  return document.replace(
    /(<!-- table: ([a-z-]+) -->\n)[^]*?(<!-- end of table -->)/g,
    (_, start: string, name: string, end: string) => {
      const table = TABLES[name];
      if (table === undefined) throw new Error(`there is no table called ${name}`);
      return `${start}\n${table()}\n${end}`;
    },
  );
}

function settingsTable(): string {
  return markdownTable([
    ['Key', 'Option', 'Default', 'Unit or values', 'Whose', 'Meaning'],
    ...sortedKeys().map((key) => {
      const { knownTo } = settingOf(key);
      const whose = knownTo === 'heddle' ? 'ours' : 'theirs';
      return [code(key), optionCell(key), defaultCell(key), valuesCell(key), whose, meaning(key)];
    }),
  ]);
}

function ownSettingsTable(): string {
  return markdownTable([
    ['Key', 'Default', 'Unit or values', 'Meaning'],
    ...sortedKeys()
      .filter((key) => settingOf(key).knownTo === 'heddle')
      .map((key) => [code(key), defaultCell(key), valuesCell(key), meaning(key)]),
  ]);
}

function optionsTable(): string {
  const options = PROGRAM_OPTION_GROUPS.flatMap((group) => group.options);
  return markdownTable([
    ['Option', 'Meaning'],
    ...options.map(({ flags, help }: CommandOption) => [
      code(flags.replace(/[<>]/g, '')).replace(', ', '`, `'),
      help,
    ]),
  ]);
}

function sortedKeys(): readonly ConfigKey[] {
  return [...CONFIG_KEYS].sort();
}

function optionCell(key: ConfigKey): string {
  const { flags, value } = settingOf(key);
  const { long, short, metavar } = optionNames(flags);
  const names = [value.type === 'variables' ? `${long} ${metavar}` : long, short];
  const repeated = value.type === 'list' || value.type === 'variables' ? ', repeated' : '';
  return names.flatMap((name) => (name === null ? [] : [code(name)])).join(', ') + repeated;
}

function defaultCell(key: ConfigKey): string {
  const usual = DEFAULT_CONFIG[key];
  const { defaultMeans } = settingOf(key);
  const text = usual === '' ? "''" : typeof usual === 'string' ? usual : JSON.stringify(usual);
  return code(text) + (defaultMeans === undefined ? '' : `: ${defaultMeans}`);
}

function valuesCell(key: ConfigKey): string {
  return valueText(settingOf(key).value);
}

const IN_THE_APP = {
  now: '; in the app a change applies at once',
  'mostly-now': '; in the app most changes apply at once',
  'next-start': '',
} as const;

function meaning(key: ConfigKey): string {
  const { sentence, appliesAt } = settingOf(key);
  return sentence + IN_THE_APP[appliesAt];
}

function code(text: string): string {
  return `\`${text}\``;
}

/** Padded as Prettier does it, which checks the documents. */
function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...body].map((row) => row[column]?.length ?? 0)),
  );
  const rule = widths.map((width) => '-'.repeat(width));
  return [head, rule, ...body]
    .map(
      (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`,
    )
    .join('');
}
