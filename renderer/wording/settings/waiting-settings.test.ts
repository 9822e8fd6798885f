import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { waitingSettingsText } from './waiting-settings.ts';

const english = translationTo('en');
const german = translationTo('de');

it('names the settings as they are called on screen, each once', () => {
  expect(waitingSettingsText(english, ['worker', 'workers'])).toEqual({
    happened: 'Changed since mining started: Mine with.',
    advice: 'It applies when mining restarts.',
  });
  expect(waitingSettingsText(german, ['stratumPort'])?.happened).toBe(
    'Seit dem Start des Minings geändert: Port.',
  );
});

it('counts those beyond three', () => {
  const four = ['account', 'threadCount', 'stratumPort', 'useTls'] as const;
  const text = waitingSettingsText(english, four);
  expect(text?.happened).toMatch(
    /^Changed since mining started: [^,]+, [^,]+, [^,]+ and 1 more\.$/,
  );
  expect(text?.advice).toBe('They apply when mining restarts.');
});

it('says nothing where nothing waits', () => {
  expect(waitingSettingsText(english, [])).toBeNull();
});
