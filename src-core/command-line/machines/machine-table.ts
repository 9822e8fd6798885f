/** The machines that a search found: a table for people, JSON for programs. Pure. */
import type { KnownDevice } from '../../state/devices/device-list.ts';
import type { PoolState } from '../../devices/device.ts';
import { hashRateText } from '../../logging/hash-rate-text.ts';
import { complaintPhrase } from './device-sentences.ts';

const UNKNOWN = '-';

const COLUMNS: readonly (readonly [title: string, cell: (device: KnownDevice) => string])[] = [
  ['ADDRESS', addressText],
  ['MODEL', modelText],
  ['FIRMWARE', ({ firmware }) => firmware ?? UNKNOWN],
  ['RATE', ({ reading }) => rateText(reading?.hashesPerSecond ?? null)],
  ['TEMP', (device) => temperatureText(device)],
  ['FANS', ({ reading }) => fansText(reading?.fans ?? [])],
  ['UPTIME', ({ reading }) => uptimeText(reading?.uptimeSeconds ?? null)],
  ['POOL', ({ reading }) => poolText(reading?.pools ?? [])],
  ['MAC', ({ mac }) => mac ?? UNKNOWN],
  ['TROUBLE', ({ complaints }) => complaints.map(complaintPhrase).join('; ') || UNKNOWN],
];

/** One line a machine under a line of headings, in columns; each ends with a line break. */
export function machineTable(devices: readonly KnownDevice[]): string {
  const rows = [
    COLUMNS.map(([title]) => title),
    ...devices.map((device) => COLUMNS.map(([, cell]) => cell(device))),
  ];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** A list of objects whose keys are those of the screen's snapshot, with units in their names. */
export function machineJson(devices: readonly KnownDevice[]): string {
  const machines = devices.map(
    ({
      host,
      webPort,
      family,
      model,
      firmware,
      mac,
      canConfigure,
      reading,
      complaints,
      error,
    }) => ({
      address: host,
      webPort,
      family,
      model,
      firmware,
      mac,
      canConfigure,
      reading,
      complaints,
      error,
    }),
  );
  return `${JSON.stringify(machines, null, 2)}\n`;
}

function addressText({ host, webPort }: KnownDevice): string {
  return webPort === 80 ? host : `${host}:${webPort}`;
}

/** Some Goldshells say which one they are only behind their login, from which on their MAC is known; or never. */
function modelText({ model, family, mac }: KnownDevice): string {
  if (model !== null || family !== 'goldshell') return model ?? UNKNOWN;
  return mac === null ? 'Goldshell, model behind its login' : 'Goldshell';
}

/** The pool in use, else the preferred one. */
function poolText(pools: readonly PoolState[]): string {
  return (pools.find(({ isActive }) => isActive) ?? pools[0])?.url ?? UNKNOWN;
}

function rateText(hashesPerSecond: number | null): string {
  return hashesPerSecond === null ? UNKNOWN : hashRateText(hashesPerSecond);
}

/** Of the hottest chip, or board where chips are not reported. */
function temperatureText({ reading }: KnownDevice): string {
  const boards = reading?.boards ?? [];
  const chips = boards.flatMap(({ chipTemperature }) => chipTemperature ?? []);
  const all = chips.length > 0 ? chips : boards.flatMap((board) => board.boardTemperature ?? []);
  return all.length === 0 ? UNKNOWN : `${Math.round(Math.max(...all))} °C`;
}

function fansText(fans: readonly number[]): string {
  return fans.length === 0 ? UNKNOWN : `${fans.map((fan) => Math.round(fan)).join('/')} rpm`;
}

function uptimeText(seconds: number | null): string {
  if (seconds === null) return UNKNOWN;
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return `${days} d ${hours % 24} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}
