import Database from 'libsql';
import { expect, it, onTestFinished } from 'vitest';
import { openTables } from '../history-tables.ts';
import { seriesTableIn } from './series-table.ts';

const DAY = 86_400;
const START = 1_700_000_000;

/** A table whose 2,000 places for machines are taken, the first by a machine that mines. */
function fullTable() {
  const db = new Database(':memory:');
  onTestFinished(() => void db.close());
  openTables(db);
  const series = seriesTableIn(db);
  const mining = series.see('machine', 'rig', START);
  for (let at = 1; at < 2_000; at += 1) series.see('machine', `made up ${at}`, START + at);
  return { series, mining };
}

it('keeps the places of machines of the last day, whatever new names come', () => {
  const { series, mining } = fullTable();
  for (let at = 0; at < 10; at += 1) {
    expect(series.see('machine', `late ${at}`, START + 3_000 + at * 120)).toBeNull();
  }
  expect(series.find('machine', 'late 1')).toBeNull();
  expect(series.see('machine', 'rig', START + 5_000)).toBe(mining);
  expect(series.see('device', 'ka3', START + 5_000)).not.toBeNull();
});

it('gives a new name the place that was not used for a day the longest', () => {
  const { series, mining } = fullTable();
  series.see('machine', 'rig', START + DAY);
  const taken = series.see('machine', 'new', START + DAY + 100);
  expect(taken).not.toBeNull();
  expect(series.find('machine', 'new')).toBe(taken);
  expect(series.find('machine', 'made up 1')).toBeNull();
  expect(series.find('machine', 'made up 2')).not.toBeNull();
  expect(series.find('machine', 'rig')).toBe(mining);
});

it('leaves places for machines of other addresses, however many names one address makes up', () => {
  const db = new Database(':memory:');
  onTestFinished(() => void db.close());
  openTables(db);
  const series = seriesTableIn(db);
  let now = START;
  for (let at = 0; at < 3_000; at += 1) {
    // Some of them never tell a name.
    const key = at % 2 === 0 ? `made up ${at}@10.0.0.66` : `10.0.0.66#${at}`;
    series.see('machine', key, (now += 10));
  }
  for (let host = 0; host < 500; host += 1) {
    expect(series.see('machine', `rig@10.0.1.${host}`, now)).not.toBeNull();
  }
  expect(series.count('machine', 0)).toBeGreaterThan(1_400);
});
