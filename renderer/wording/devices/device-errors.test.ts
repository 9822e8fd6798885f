import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import type { DeviceError } from '../../../contract/screen-contract.ts';
import { deviceErrorText } from './device-errors.ts';

const english = translationTo('en');
const german = translationTo('de');

const ERRORS: Readonly<Record<DeviceError['kind'], DeviceError>> = {
  unreachable: { kind: 'unreachable', detail: 'EHOSTUNREACH' },
  timeout: { kind: 'timeout', limitMs: 1_500 },
  'password-needed': { kind: 'password-needed' },
  'password-wrong': { kind: 'password-wrong', answer: 'invalid password' },
  refused: { kind: 'refused', status: 500, answer: 'pool is busy.' },
  nonsense: { kind: 'nonsense', answer: '<html>' },
  'another-machine': { kind: 'another-machine', model: 'Antminer KA3' },
  unsupported: { kind: 'unsupported' },
  'not-kept': { kind: 'not-kept', urls: ['stratum+tcp://a:1', 'stratum+tcp://b:2'] },
  'pools-too-long': { kind: 'pools-too-long' },
  busy: { kind: 'busy' },
  cancelled: { kind: 'cancelled' },
};

it.each(Object.values(ERRORS))(
  'says in whole sentences what happened and what to do: $kind',
  (error) => {
    for (const translation of [english, german]) {
      const { happened, advice } = deviceErrorText(translation, error);
      expect(happened).toMatch(/^[A-Z].*[^.]\.$/);
      expect(advice).toMatch(/^[A-Z].*[^.]\.$/);
      expect(happened + advice).not.toMatch(/none|null|undefined/);
    }
  },
);

it('quotes what the machine answered', () => {
  expect(deviceErrorText(english, ERRORS['password-wrong']).happened).toBe(
    'The machine refused the password: “invalid password”.',
  );
  expect(deviceErrorText(english, ERRORS.refused).happened).toBe(
    'The machine refused this: “pool is busy” (status 500).',
  );
  expect(deviceErrorText(english, ERRORS['not-kept']).happened).toContain(
    'stratum+tcp://a:1 and stratum+tcp://b:2',
  );
});

it('quotes nothing where the machine said nothing', () => {
  const silent: DeviceError = { kind: 'password-wrong', answer: null };
  expect(deviceErrorText(english, silent).happened).toBe('The machine refused the password.');
  const refused: DeviceError = { kind: 'refused', status: null, answer: ' ' };
  expect(deviceErrorText(english, refused).happened).toBe('The machine refused this.');
});
