import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { powerPlanText } from './power-plan.ts';

it('names the plans of all makers in the language of the user, and others as they are', () => {
  expect(powerPlanText(translationTo('en'), 'low-power')).toBe('Low power');
  expect(powerPlanText(translationTo('de'), 'low-power')).toBe('Sparsam');
  expect(powerPlanText(translationTo('de'), '725 MHz 0.41 V')).toBe('725 MHz 0.41 V');
});
