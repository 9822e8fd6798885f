import { expect, it } from 'vitest';
import { foundEntries } from './palette-entry.ts';
import type { PaletteEntry } from './palette-entry.ts';

const entry = (text: string, more: Partial<PaletteEntry> = {}): PaletteEntry => ({
  id: text + (more.keywords ?? ''),
  group: 'settings',
  text,
  icon: 'settings',
  run: () => undefined,
  ...more,
});
const texts = (found: readonly PaletteEntry[]) =>
  found.map(({ text, keywords }) => keywords ?? text);

it('finds a setting by its key too, after those that have the name', () => {
  const entries = [entry('Port', { keywords: 'stratumPort' }), entry('Strange port')];
  expect(texts(foundEntries(entries, 'stra port'))).toEqual(['Strange port', 'stratumPort']);
});

it('offers pages and actions while nothing was typed, and never more than can be looked through', () => {
  const entries = [
    entry('Home', { group: 'pages' }),
    entry('Start', { group: 'actions' }),
    ...Array.from({ length: 200 }, (_, at) => entry(`rig${at}`, { group: 'machines' })),
  ];
  expect(texts(foundEntries(entries, ' '))).toEqual(['Home', 'Start']);
  expect(foundEntries(entries, 'rig')).toHaveLength(30);
});

it('lists all settings where it offers settings alone', () => {
  const entries = [entry('Port'), entry('Account')];
  expect(texts(foundEntries(entries, ''))).toEqual(['Port', 'Account']);
});
