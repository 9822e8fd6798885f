/** The first moment of the local day in which `atMs` lies; both in ms since the Unix epoch. */
export function startOfDayMs(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}
