/** Points in time: relative to now for reading, exact for hovering. */

const RELATIVE_STEPS = [
  { limit: 60, length: 1, name: 's' },
  { limit: 3600, length: 60, name: 'min' },
  { limit: 86_400, length: 3600, name: 'h' },
  { limit: Number.POSITIVE_INFINITY, length: 86_400, name: 'd' },
] as const;

/** `just now`, `12 s ago`, `3 min ago`, `5 h ago`, `2 d ago`. Clocks that differ a little are forgiven. */
export function agoText(atMs: number, nowMs: number): string {
  const seconds = Math.floor((nowMs - atMs) / 1000);
  if (seconds < 2) return seconds < -60 ? 'in the future' : 'just now';
  const step = RELATIVE_STEPS.find((candidate) => seconds < candidate.limit);
  return step === undefined ? '' : `${Math.floor(seconds / step.length)} ${step.name} ago`;
}

/** Local date and time to the second: `2026-11-23 06:28:02`. */
export function exactText(atMs: number): string {
  const date = new Date(atMs);
  return `${dayText(atMs)} ${clock(date)}`;
}

/** Local time of day: `06:28`, or `06:28:02` with seconds. */
export function timeOfDayText(atMs: number, seconds = false): string {
  const text = clock(new Date(atMs));
  return seconds ? text : text.slice(0, 5);
}

/** Local date: `2026-11-23`. */
export function dayText(atMs: number): string {
  const date = new Date(atMs);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The first moment of the local day in which `atMs` lies. */
export function startOfDayMs(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}

function clock(date: Date): string {
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function two(value: number): string {
  return value.toString().padStart(2, '0');
}
