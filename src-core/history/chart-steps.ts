/**
 * The steps into which samples are averaged for a chart: whole seconds on the clock. Counted back
 * from now instead, the past of a chart would change each time that it is drawn.
 * @param points most steps between `fromMs` and `toMs` that are wanted, 2 or more; one step fewer
 *   is used, as the outer two are cut
 * @returns the length of a step in ms
 */
export function chartStepMs(fromMs: number, toMs: number, points: number): number {
  return 1000 * Math.max(1, Math.ceil((toMs - fromMs) / (points - 1) / 1000));
}
