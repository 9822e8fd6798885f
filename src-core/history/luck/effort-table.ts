/** Effort since the last own block, by network, among the history's numbers. */
import type { Database } from '../../storage/database-file.ts';
import { asBlob, asNumber, numberOf, textOf } from '../../storage/sqlite-values.ts';
import type { Blob } from '../../storage/sqlite-values.ts';
import { UNCLAIMED } from '../../state/miner/network-efforts.ts';
import type { NetworkEfforts } from '../../state/miner/network-efforts.ts';

export interface EffortTable {
  get(): NetworkEfforts;
  put(efforts: NetworkEfforts): void;
}

interface Row {
  readonly name: Blob | null;
  readonly value: number | null;
}

/** The name of effort from before it was kept by network; other names add the network's. */
const OLD_NAME = 'effort';
const PREFIX = `${OLD_NAME} `;

/** The numbers of an open database. Its calls throw what libsql throws, or DamagedValue. */
export function effortTableIn(db: Database.Database): EffortTable {
  const get = db.prepare(
    `SELECT ${asBlob('name')}, ${asNumber('value')} FROM number
     WHERE number.name = '${OLD_NAME}' OR number.name LIKE '${PREFIX}%'`,
  );
  const put = db.prepare('INSERT OR REPLACE INTO number VALUES (?, ?)');
  const dropOld = db.prepare('DELETE FROM number WHERE name = ?');
  return {
    get: () =>
      new Map(
        (get.all() as Row[]).map(({ name, value }) => {
          const text = textOf(name);
          return [text === OLD_NAME ? UNCLAIMED : text.slice(PREFIX.length), numberOf(value)];
        }),
      ),
    put(efforts) {
      for (const [versionName, effort] of efforts) {
        put.run([versionName === UNCLAIMED ? OLD_NAME : PREFIX + versionName, effort]);
      }
      // In this order: a crash in between leaves it twice rather than not at all.
      if (!efforts.has(UNCLAIMED)) dropOld.run([OLD_NAME]);
    },
  };
}
