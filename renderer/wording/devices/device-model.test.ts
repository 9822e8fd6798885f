import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { madeUpDevice } from '../../tests/made-up-device.ts';
import { modelOrMaker, modelText } from './device-model.ts';

const english = translationTo('en');

it('is the model where that is known', () => {
  const device = madeUpDevice({ model: 'Goldshell KD-BOX II' });
  expect(modelText(english, device)).toBe('Goldshell KD-BOX II');
});

it('is the maker with the reason where a Goldshell does not say it, before its login and after', () => {
  const device = { family: 'goldshell', model: null } as const;
  expect(modelText(english, { ...device, mac: null })).toMatch(/^Goldshell .*password/);
  expect(modelText(english, { ...device, mac: '28:e2:97:00:00:01' })).toMatch(
    /^Goldshell .*does not/,
  );
});

it('is the maker of others, and unknown where that is not told either', () => {
  expect(modelText(english, { family: 'ibelink', model: null, mac: null })).toBe('iBeLink');
  expect(modelOrMaker({ family: 'cgminer', model: null, mac: null })).toBeNull();
});
