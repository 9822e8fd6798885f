import { expect, it } from 'vitest';
import { translationTo } from '../../messages/translation.ts';
import type { NetworkInfo } from '../../contract/screen-contract.ts';
import { networkText } from './mining-phase.ts';

const english = translationTo('en');
const german = translationTo('de');
const on = (versionName: string) => ({ versionName }) as NetworkInfo;

it.each([
  ['practice-triangle', true, 'practice network', 'Übungsnetz'],
  [null, true, 'practice network', 'Übungsnetz'],
  [null, false, 'no network yet', 'noch kein Netz'],
  ['practice-triangle', false, 'practice network (triangle)', 'Übungsnetz (triangle)'],
  ['mainnet01', false, 'mainnet01', 'mainnet01'],
])('on %s, with practice %s in the settings, says %s', (name, practice, text, germanText) => {
  const network = name === null ? null : on(name);
  expect(networkText(english, network, practice)).toBe(text);
  expect(networkText(german, network, practice)).toBe(germanText);
});

it('never calls a real network practice, though practice was chosen for the next start', () => {
  expect(networkText(english, on('mainnet01'), true)).toBe('mainnet01');
});
