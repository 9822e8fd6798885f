/** Figures of a machine's own readings: temperatures, fans, power. */
import type { DeviceReading } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { UNKNOWN } from '../figures/si-number.ts';

/** °C of the hottest chip, or board if no chip reports one; null if neither does. */
export function hottestCelsius(reading: DeviceReading | null): number | null {
  const known = (values: readonly (number | null)[]): readonly number[] =>
    values.filter((value) => value !== null);
  const boards = reading?.boards ?? [];
  const chips = known(boards.map(({ chipTemperature }) => chipTemperature));
  const temperatures =
    chips.length > 0 ? chips : known(boards.map(({ boardTemperature }) => boardTemperature));
  return temperatures.length === 0 ? null : Math.max(...temperatures);
}

/** `83 °C`, or the sign for unknown. */
export function celsiusText({ number }: Translation, celsius: number | null): string {
  if (celsius === null) return UNKNOWN;
  return `${number(celsius, { maximumFractionDigits: 0 })}\u00a0°C`;
}

/** `2,940 rpm`, or the sign for unknown. */
export function fanSpeedText({ t, number }: Translation, speed: number | null): string {
  if (speed === null) return UNKNOWN;
  return t('devices.fanSpeed', { speed: number(speed, { maximumFractionDigits: 0 }) });
}

/** `2,940 / 3,000 rpm`, or the sign for unknown if a machine reports none. */
export function fansText(translation: Translation, fans: readonly number[]): string {
  if (fans.length === 0) return UNKNOWN;
  const speeds = fans.map((speed) => translation.number(speed, { maximumFractionDigits: 0 }));
  return translation.t('devices.fanSpeed', { speed: speeds.join(' / ') });
}

/** `2,895–2,985 rpm`: the slowest and the fastest fan, where there is no room for each. */
export function fanRangeText(translation: Translation, fans: readonly number[]): string {
  if (fans.length === 0) return UNKNOWN;
  const ends = [...new Set([Math.min(...fans), Math.max(...fans)])];
  const speeds = ends.map((speed) => translation.number(speed, { maximumFractionDigits: 0 }));
  return translation.t('devices.fanSpeed', { speed: speeds.join('–') });
}

/** Part of a machine's results that were hardware errors: `0.031%`, or the sign for unknown. */
export function errorShareText({ number }: Translation, share: number | null): string {
  if (share === null) return UNKNOWN;
  return number(share, { style: 'percent', maximumSignificantDigits: 2 });
}

/** Amounts of hashes, each a thousandth of the one before. */
const HASHES = ['TH', 'GH', 'MH', 'kH', 'H'] as const;

/** Real ASICs stay below it; above it a smaller amount of hashes is easier to read. */
const MOST_JOULES = 10_000;

/** `19.0 J/TH`, of a machine that hardly hashes `3.30 J/kH`, or the sign for unknown. */
export function efficiencyText({ number }: Translation, joulesPerTerahash: number | null): string {
  if (joulesPerTerahash === null) return UNKNOWN;
  const steps = joulesPerTerahash < MOST_JOULES ? 0 : Math.floor(Math.log10(joulesPerTerahash) / 3);
  const step = Math.min(steps, HASHES.length - 1);
  const digits = { minimumSignificantDigits: 3, maximumSignificantDigits: 3 };
  return `${number(joulesPerTerahash / 1000 ** step, digits)}\u00a0J/${HASHES[step] ?? ''}`;
}

/** What this power costs in a day, in the user's currency. */
export function costPerDayText(
  { number }: Translation,
  watts: number,
  pricePerKwh: number,
  currency: string,
): string {
  return number((watts * 24 * pricePerKwh) / 1000, { style: 'currency', currency });
}
