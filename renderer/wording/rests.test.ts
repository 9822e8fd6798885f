import { expect, it } from 'vitest';
import type { Rest } from '../../contract/screen-contract.ts';
import { translationTo } from '../../messages/translation.ts';
import { restText, resumeText } from './rests.ts';

const sinceMs = 0;
/** A Tuesday. */
const nowMs = new Date(2026, 11, 1, 12).getTime();
const until = (day: number, hour: number): Rest => ({
  reason: 'schedule',
  kinds: ['cpu'],
  sinceMs,
  untilMs: new Date(2026, 11, day, hour).getTime(),
});
const inUse: Rest = { reason: 'in-use', kinds: ['cpu'], sinceMs, idleMinutes: 5 };
const hot: Rest = { reason: 'temperature', kinds: ['cpu'], sinceMs, limit: 80, resumeAt: 70 };

const said = (language: 'en' | 'de', ...rests: readonly Rest[]): string => {
  const translation = translationTo(language);
  return `${restText(translation, rests)} ${resumeText(translation, rests, nowMs)}`;
};

it.each([
  ['at 22:00.', until(1, 22)],
  ['tomorrow at 00:00.', until(2, 0)],
  ['on Saturday at 07:00.', until(5, 7)],
])('says when the schedule resumes: %s', (text, rest) => {
  expect(said('en', rest)).toBe(`Mining is paused: no mining is scheduled now. It resumes ${text}`);
});

it('says of several reasons when it resumes at the earliest', () => {
  expect(said('en', inUse, until(1, 22))).toBe(
    'Mining is paused: this computer is in use and no mining is scheduled now. It resumes once none of this applies, not before 22:00.',
  );
  expect(said('de', until(2, 0), inUse)).toMatch(/gilt, frühestens morgen um 00:00\.$/);
});

it('says why, and what has to happen', () => {
  expect(said('en', inUse)).toBe(
    'Mining is paused: this computer is in use. It resumes after 5 minutes without input.',
  );
  expect(said('de', hot)).toBe(
    'Das Mining pausiert, weil der Prozessor heißer als 80 °C ist. Sobald er auf 70 °C abgekühlt ist, geht es weiter.',
  );
  expect(said('en', { reason: 'battery', kinds: ['cpu'], sinceMs }, inUse)).toBe(
    'Mining is paused: this computer is running on battery and this computer is in use. It resumes once none of this applies.',
  );
});
