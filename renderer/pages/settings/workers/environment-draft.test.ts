import { expect, it } from 'vitest';
import { environmentOf, rowFault, rowsOf, settleDraft } from './environment-draft.ts';
import type { EnvironmentDraft } from './environment-draft.ts';

const saved = { GPU: '0' };
const typed = [
  { name: 'GPU', value: '1' },
  { name: '', value: '' },
];
const draft: EnvironmentDraft = { rows: typed, from: saved, pending: null };

it('takes the rows with a name, and none while one is wrong', () => {
  expect(environmentOf(typed, 9)).toEqual({ GPU: '1' });
  expect(environmentOf([...typed, { name: 'GPU', value: '2' }], 9)).toBeNull();
  expect(environmentOf(rowsOf({ A: 'x', B: '' }), 9)).toEqual({ A: 'x', B: '' });
});

it('is kept while what is saved stays, also as another object', () => {
  expect(settleDraft(draft, saved)).toBe(draft);
  expect(settleDraft(draft, { ...saved })?.rows).toBe(typed);
  expect(settleDraft(null, saved)).toBeNull();
});

it('keeps its empty rows when its own change was saved', () => {
  const saving = { ...draft, pending: { GPU: '1' } };
  expect(settleDraft(saving, saved)).toBe(saving);
  const after = { GPU: '1' };
  expect(settleDraft(saving, after)).toEqual({ rows: typed, from: after, pending: null });
});

it('is dropped when a file brought other variables, those of before included', () => {
  expect(settleDraft(draft, { GPU: '0', DEVICE: '7' })).toBeNull();
  expect(settleDraft(draft, {})).toBeNull();
  const savedOnce = settleDraft({ ...draft, pending: { GPU: '1' } }, { GPU: '1' });
  expect(settleDraft(savedOnce, { GPU: '0' })).toBeNull();
});

it('names what is wrong with a variable', () => {
  const row = { name: 'GPU', value: '1' };
  expect(rowFault(row, [row], 9)).toBeNull();
  expect(rowFault(row, [row, { name: 'GPU', value: '2' }], 9)).toBe('settings.fault.variableTwice');
  expect(rowFault({ name: '1X', value: '' }, [], 9)).toBe('settings.fault.variableLetters');
  expect(rowFault({ name: '', value: 'x' }, [], 9)).toBe('settings.fault.variableName');
  expect(rowFault({ name: '', value: '' }, [], 9)).toBeNull();
  expect(rowFault({ name: 'A', value: 'x'.repeat(10) }, [], 9)).toBe('settings.fault.length');
});
