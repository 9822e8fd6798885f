import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { actionDoneText } from './action-done.ts';

it('says what a machine has done', () => {
  const english = translationTo('en');
  expect(actionDoneText(english, 'stop-blinking')).toBe('Its LED has stopped blinking.');
  expect(actionDoneText(english, { plan: 'low-power' })).toBe('Its power plan is now “Low power”.');
});
