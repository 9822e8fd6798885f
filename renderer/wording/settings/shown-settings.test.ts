import { expect, it } from 'vitest';
import { preferencesSchema } from '../../../contract/preferences-schema.ts';
import { DEFAULT_CONFIG } from '../../../src-core/index.ts';
import type { MinerConfig, Preferences } from '../../../contract/screen-contract.ts';
import { shownSettings } from './shown-settings.ts';

const preferences = preferencesSchema.parse({});

function names(changes: Partial<MinerConfig>, preferred: Partial<Preferences> = {}): string[] {
  return shownSettings({ ...DEFAULT_CONFIG, ...changes }, { ...preferences, ...preferred }).map(
    ({ name }) => name,
  );
}

it('are those of the worker and of the network', () => {
  const practising = names({ practice: true, worker: 'cpu' });
  expect(practising).toEqual(expect.arrayContaining(['practiceGraph', 'cpuDutyCycle', 'theme']));
  expect(practising).not.toEqual(expect.arrayContaining(['node']));
  const own = names({ practice: false, useTls: true, worker: 'external' });
  expect(own).toEqual(expect.arrayContaining(['node', 'insecure', 'externalWorkerCommand']));
  expect(own).not.toContain('cpuDutyCycle');
});

it('has how long to wait only where mining pauses while the computer is in use', () => {
  expect(names({ pauseInUse: false })).not.toContain('resumeAfterIdle');
  expect(names({ pauseInUse: true })).toContain('resumeAfterIdle');
});

it('has the hidden start only where the program starts at login', () => {
  expect(names({})).not.toContain('startHidden');
  expect(names({}, { startAtLogin: true })).toContain('startHidden');
});
