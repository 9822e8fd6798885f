/** What a machine reports beside what its shares prove, at the same times. Pure. */
import type { DeviceSample } from '../../../../contract/screen-contract.ts';
import type { RateSample } from '../../../components/charts/chart-rows.ts';
import type { ChartQuery } from '../../../components/charts/timeline/load-view.ts';

/** A report this old says nothing about now: machines are normally read every half minute. */
const LATEST_MS = 150_000;

/**
 * Each sample with the newest report before it, unless that is too old.
 * @param query what was asked for: where points are farther apart, so are the reports
 */
export function withReported(
  samples: readonly RateSample[],
  reports: readonly Pick<DeviceSample, 'atMs' | 'hashesPerSecond'>[],
  { fromMs, toMs, points }: ChartQuery,
): readonly RateSample[] {
  if (reports.length === 0) return samples;
  const latestMs = Math.max(LATEST_MS, (1.5 * (toMs - fromMs)) / points);
  let at = 0;
  return samples.map((sample) => {
    while ((reports[at + 1]?.atMs ?? Infinity) <= sample.atMs) at += 1;
    const report = reports[at];
    const ageMs = report === undefined ? Infinity : sample.atMs - report.atMs;
    const isFresh = ageMs >= 0 && ageMs <= latestMs;
    return { ...sample, reported: isFresh ? (report?.hashesPerSecond ?? null) : null };
  });
}
