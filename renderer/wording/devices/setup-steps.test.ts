import { expect, it } from 'vitest';
import { setupSteps } from './setup-steps.ts';

it('ends with a share, or with the old pools in place', () => {
  expect(setupSteps('configure')).toHaveLength(6);
  expect(setupSteps('configure').at(-1)).toBe('waiting-for-share');
  expect(setupSteps('put-back').at(-1)).toBe('reading-back');
});
