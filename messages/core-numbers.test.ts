/** Numbers of the core that texts spell out: a constant that changes makes its text wrong. */
import { expect, it } from 'vitest';
import { restSettings } from '../src-core/config/settings/rest-settings.ts';
import { MOST_ADDRESSES, MOST_IN_ALL } from '../src-core/devices/finding/address-ranges.ts';
import { COOLER } from '../src-core/rests/rest-reasons.ts';
import { HIGHEST_LEVEL } from '../src-core/stratum/difficulty/asked-difficulty.ts';
import { OUTPUT_LIMIT_BYTES } from '../src-core/workers/external/external-program.ts';
import { english, german } from './catalogues.ts';
import { translationTo } from './translation.ts';

it.each([
  ['devices.find.tooLarge', MOST_ADDRESSES, ''],
  ['devices.find.tooMany', MOST_IN_ALL, ''],
  ['settings.pauseAboveCelsius.about', COOLER, ' °C'],
  ['machines.difficulty.unreadable', HIGHEST_LEVEL, ''],
  ['problems.program.endlessOutput', OUTPUT_LIMIT_BYTES / 1024 ** 2, ' MiB'],
] as const)('%s has the number of the core: %d', (id, value, unit) => {
  expect(english[id]).toContain(` ${translationTo('en').number(value)}${unit}`);
  expect(german[id]).toContain(` ${translationTo('de').number(value)}${unit}`);
});

it('the setting of the heat pause has the number of the core', () => {
  expect(restSettings.pauseAboveCelsius.sentence).toContain(` ${COOLER} °C cooler`);
});
