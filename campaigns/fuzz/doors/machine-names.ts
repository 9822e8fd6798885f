/**
 * Names that machines choose, wherever they are written: terminal, log files, JSON, CSV, metrics, the screen's log.
 * Log files are real ones.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { chartCsv } from '../../../renderer/components/charts/export/chart-csv.ts';
import { logLineText } from '../../../renderer/wording/log-line.ts';
import { machineText } from '../../../src-core/devices/machine-text.ts';
import { openLogFile } from '../../../src-core/logging/log-file.ts';
import { formatLogJson } from '../../../src-core/logging/log-json.ts';
import { formatLogLine } from '../../../src-core/logging/log-line.ts';
import type { LogRecord } from '../../../src-core/logging/log-record.ts';
import { createMinerMetrics } from '../../../src-core/metrics/miner-metrics.ts';
import { initialMinerState } from '../../../src-core/state/miner/miner-state.ts';
import { snapshotOf } from '../../../src-core/state/miner/snapshot.ts';
import { cleanName, NAME_LIMIT } from '../../../src-core/stratum/peer-text.ts';
import { rigName } from '../../../src-core/stratum/rig-name.ts';
import { anyText } from '../../../src-core/tests/hostile/characters.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';

const INJECTIONS = [
  ...['=cmd|"/c calc"!A1', '@SUM(1)', '+1', '-1', '\t=1', '"', '"",""', 'a,b', 'a\r\nb,c'],
  ...['\u001b]0;title\u0007', '\u001b[2J', '\u009b31m', '\u202egnp.exe', '<img src=x onerror=1>'],
  ...['a"} 1\nheddle_blocks 9', '\\', '\\n', 'a\\"', '{{constructor}}', '${1}', '%s%n', '../../x'],
  ...['\n2026-01-01T00:00:00.0000000Z Info [] forged', '\u2028', '\ufeff', 'k:ab.rig', 'NaN', ''],
];

/** The last line of chart's file, as RFC 4180 reads it. */
const CELL = /(?:^|,)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/y;

function cellsOf(line: string): readonly string[] {
  const cells: string[] = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < line.length || cells.length === 0) {
    const found = CELL.exec(line);
    if (found === null) return [];
    cells.push((found[1] ?? '').replaceAll('""', '"') || (found[2] ?? ''));
  }
  return cells;
}

function checkCsv(name: string): void {
  const csv = chartCsv({
    timeTitle: 'Time',
    eventTitle: 'Event',
    columns: [{ title: 'Rate', unit: null, value: () => 1 }],
    samples: [],
    events: [{ atMs: 0, text: name }],
  });
  const [head = '', ...rest] = csv.split('\r\n');
  const cells = cellsOf(rest.slice(0, -1).join('\r\n'));
  mustHold(cells.length === head.split(',').length, 'a name is one cell', csv);
  mustHold(!/^\s*[=+\-@\t\r]/.test(cells.at(-1) ?? ''), 'no cell is a formula', csv);
}

/** Lines that the metrics may have, see https://prometheus.io/docs/instrumenting/exposition_formats/. */
const METRIC_LINE =
  /^(?:# (?:HELP|TYPE) \S+ .*|heddle_\w+(?:\{(?:\w+="(?:[^"\\\n]|\\[\\"n])*",?)*\})? (?:[\d.e+-]+|NaN|[+-]?Inf)|)$/;

async function checkMetrics(names: readonly string[]): Promise<void> {
  const state = initialMinerState();
  const metrics = createMinerMetrics(
    () => snapshotOf(state, 0),
    '1.0.0',
    () => ({ electricityPrice: null, currency: 'EUR' }),
  );
  const rate = { hashesPerSecond: 1, relativeError: null };
  const hashRate = { oneMinute: rate, tenMinutes: rate, oneHour: rate };
  for (const rig of names) {
    metrics.observe({ type: 'rig-measured', rig, sessions: 1, hashRate, atMs: 0 });
  }
  const lines = (await metrics.text()).split('\n');
  metrics.close();
  const wrong = lines.find((line) => !METRIC_LINE.test(line));
  mustHold(wrong === undefined, 'a name breaks no line of the metrics', wrong);
  const rigs = lines.filter((line) => line.startsWith('heddle_rig_hashes_per_second{'));
  mustHold(rigs.length === new Set(names).size, 'each rig has one series', rigs.join('\n'));
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

function checkNames(name: string, record: LogRecord): string {
  for (const shown of [cleanName(name), rigName(cleanName(name)), machineText(name, NAME_LIMIT)]) {
    mustHold(shown.length <= NAME_LIMIT && !UNSEEN.test(shown), 'a kept name is clean', shown);
  }
  const line = formatLogLine(record, { colours: false });
  mustHold(!UNSEEN.test(line), 'a line of the log is one line that is seen', line);
  mustHold(logLineText(record) === line, 'the screen shows the line of the log', line);
  const coloured = formatLogLine(record, { colours: true }).replace(/\u001b\[\d*m/g, '');
  mustHold(coloured === line, 'colours are the only codes for the terminal', coloured);
  const json = formatLogJson(record);
  const { text } = JSON.parse(json) as LogRecord;
  mustHold(!UNSEEN.test(json) && text === record.text, 'JSON keeps the text in one line', json);
  return line;
}

export const machineNames: Door<string> = {
  name: 'machine-names',
  inputs: 100_000,
  together: 128,
  input: fc.oneof(
    fc.constantFrom(...INJECTIONS),
    anyText(160),
    fc.tuple(fc.constantFrom(...INJECTIONS), anyText(20)).map((parts) => parts.join('')),
    fc.tuple(anyText(20), fc.constantFrom(...INJECTIONS)).map((parts) => parts.join('.')),
  ),
  open() {
    const folder = mkdtempSync(join(tmpdir(), 'heddle-names-'));
    let sequence = 0;
    return Promise.resolve({
      async send(names) {
        const path = join(folder, `${sequence}.log`);
        const records = names.map((name): LogRecord => ({
          sequence: ++sequence,
          timeMicros: 1_700_000_000_000_000,
          level: 'info',
          tags: ['Stratum Server', name],
          text: `machine ${name} has come`,
        }));
        const lines = names.map((name, i) => checkNames(name, records[i]!));
        names.forEach(checkCsv);
        await checkMetrics(names.map((name) => rigName(cleanName(name)) || 'x'));
        await openLogFile({ path }).write(records);
        const written = readFileSync(path, 'utf8').split('\n');
        rmSync(path);
        mustHold(written.join('\n') === `${lines.join('\n')}\n`, 'the file has a line for each');
      },
      close: () => rmSync(folder, { recursive: true }),
    });
  },
};
