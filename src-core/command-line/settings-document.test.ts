import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { CONFIG_KEYS } from '../config/settings-table.ts';
import { DOCUMENTS, withTables } from './settings-document.ts';

async function textOf(name: string): Promise<string> {
  return readFile(new URL(`../../${name}`, import.meta.url), 'utf8');
}

it.each(DOCUMENTS)('%s is up to date: `npm run docs` writes it', async (name) => {
  const text = await textOf(name);
  expect(text).toBe(withTables(text));
});

it('has every setting in docs/configuration.md, with its option, default, unit and owner', async () => {
  const text = await textOf('docs/configuration.md');
  const keys = [...text.matchAll(/^\| `(\w+)` /gm)].map(([, key]) => key);
  expect(keys).toEqual([...CONFIG_KEYS].sort());
  const cells = (key: string): string[] =>
    (new RegExp(`^\\| \`${key}\` .*$`, 'm').exec(text)?.[0] ?? '')
      .split(' | ')
      .map((cell) => cell.trim());
  expect(cells('stratumPort').slice(1, 5)).toEqual([
    '`--stratum-port`',
    '`1917`',
    'port',
    'theirs',
  ]);
  expect(cells('fallbackNodes').slice(1, 5)).toEqual([
    '`--fallback-node`, repeated',
    '`[]`',
    'list of `host:port`',
    'ours',
  ]);
});

it('replaces what is between the marks of a table, and nothing else', () => {
  const text =
    'before\n<!-- table: program-options -->\n| old |\n<!-- end of table -->\n| after |\n';
  const written = withTables(text);
  expect(written).toMatch(/^before\n<!-- table: program-options -->\n\n\| Option /);
  expect(written.endsWith('\n\n<!-- end of table -->\n| after |\n')).toBe(true);
  expect(written).not.toContain('old');
  expect(() => withTables('<!-- table: nosuch -->\n<!-- end of table -->')).toThrow('nosuch');
});
