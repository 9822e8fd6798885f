/**
 * The history's table of names: those of machines with points, and texts that points share. Machines choose
 * their names themselves, so the table is limited: a new name replaces the one that was not seen for the
 * longest time.
 */
import type { Database } from '../../storage/database-file.ts';
import { asBlob, asNumber, textOf, wholeNumberOf } from '../../storage/sqlite-values.ts';
import type { Blob } from '../../storage/sqlite-values.ts';
import { POINT_KINDS } from './point-kinds.ts';
import type { PointKind } from './point-kinds.ts';

type NameKind = PointKind | 'pool';

const MOST: Readonly<Record<NameKind, number>> = {
  // All together, and kinds of workers with the settings that they had.
  total: 32,
  machine: 2_000,
  device: 2_000,
  pool: 1_000,
};
/** When a name was seen is written this often, seconds. */
const SEEN_EVERY = 3_600;
/**
 * A name is displaced by a new one when it was not seen for this long, seconds. A peer that makes up names
 * thus takes what is free, and no place of a machine that mines.
 */
const DISPLACED_AFTER = 86_400;
/** After no place was free, none is looked for during this time, seconds. */
const FULL_FOR = 60;
/** Addresses without a free place that are remembered. */
const FULL_LIMIT = 1_000;

/** Whose points these are. `isForgotten`: its place was needed; its points are being deleted. */
interface Series {
  readonly id: number;
  readonly kind: PointKind;
  readonly isForgotten: boolean;
}

interface SeriesTable {
  /**
   * The id of a name that is seen now; times are seconds since the Unix epoch. Null where it is new, and
   * all places belong to names of the last day.
   */
  see(kind: NameKind, name: string, now: number): number | null;
  /** The id of a name; null for one that has no points. */
  find(kind: NameKind, name: string): number | null;
  /** The series after the one with this id, and the first after the last; null where there is none. */
  after(id: number): Series | null;
  /** How many were seen since a time. */
  count(kind: PointKind, since: number): number;
  /** To be called when a transaction was rolled back: names that it added are not there. */
  reset(): void;
  /** To be called when the last point of a series is deleted. */
  remove(id: number): void;
}

interface Row {
  readonly id: number | null;
  readonly kind: Blob | null;
  readonly forgotten: number | null;
}

/** The table of an open database. Its calls throw what libsql throws, or DamagedValue. */
export function seriesTableIn(db: Database.Database): SeriesTable {
  const known = new Map<string, { readonly id: number; seen: number }>();
  /** When no place was free, by kind, and for machines of an address. */
  const fullAt = new Map<string, number>();
  const find = db.prepare(`SELECT ${asNumber('id')} FROM series WHERE kind = ? AND name = ?`);
  const insert = db.prepare('INSERT INTO series (kind, name, seen_at) VALUES (?, ?, ?)');
  const seen = db.prepare('UPDATE series SET seen_at = ? WHERE id = ?');
  const count = db.prepare(
    `SELECT CAST(COUNT(*) AS REAL) AS n FROM series
     WHERE kind = ? AND name IS NOT NULL AND seen_at >= ?`,
  );
  const ofAddress = db.prepare(
    `SELECT CAST(COUNT(*) AS REAL) AS n FROM series
     WHERE kind = 'machine' AND seen_at >= ? AND (substr(name, ?) = ? OR substr(name, 1, ?) = ?)`,
  );
  const oldest = `(SELECT id FROM series WHERE kind = ? AND name IS NOT NULL AND seen_at < ?
                   ORDER BY seen_at LIMIT 1)`;
  const forget = db.prepare(`UPDATE series SET name = NULL WHERE id = ${oldest}`);
  const forgetPool = db.prepare(`DELETE FROM series WHERE id = ${oldest}`);
  const after = db.prepare(
    `SELECT ${asNumber('id')}, ${asBlob('kind')}, CAST(name IS NULL AS REAL) AS forgotten
     FROM series WHERE kind <> 'pool' AND series.id > ? ORDER BY series.id LIMIT 1`,
  );
  const remove = db.prepare('DELETE FROM series WHERE id = ?');

  function idOf(kind: NameKind, name: string): number | null {
    const row = find.get([kind, name]) as { id: number | null } | undefined;
    return row === undefined ? null : wholeNumberOf(row.id);
  }

  function countOf(kind: NameKind, since: number): number {
    return (count.get([kind, since]) as { n: number }).n;
  }

  /**
   * Whether an address has more machines than places are left: made-up names of one address leave
   * places for machines of others.
   */
  function isOverShare(address: string, now: number): boolean {
    const since = now - DISPLACED_AFTER;
    const [end, start] = [`@${address}`, `${address}#`];
    const given = [since, -end.length, end, start.length, start];
    const { n } = ofAddress.get(given) as { n: number };
    return n > MOST.machine - countOf('machine', since);
  }

  function isFull(key: string, now: number): boolean {
    return Math.abs(now - (fullAt.get(key) ?? -Infinity)) < FULL_FOR;
  }

  function setFull(key: string, now: number): void {
    if (fullAt.size >= FULL_LIMIT) fullAt.clear();
    fullAt.set(key, now);
  }

  function add(kind: NameKind, name: string, now: number): number | null {
    const address = kind === 'machine' ? addressIn(name) : null;
    if (isFull(kind, now) || (address !== null && isFull(`@${address}`, now))) return null;
    if (address !== null && isOverShare(address, now)) {
      setFull(`@${address}`, now);
      return null;
    }
    if (countOf(kind, 0) >= MOST[kind]) {
      const { changes } = (kind === 'pool' ? forgetPool : forget).run([
        kind,
        now - DISPLACED_AFTER,
      ]);
      if (changes === 0) {
        setFull(kind, now);
        return null;
      }
      known.clear();
    }
    insert.run([kind, name, now]);
    return idOf(kind, name);
  }

  return {
    see(kind, name, now) {
      const key = `${kind} ${name}`;
      let entry = known.get(key);
      if (entry === undefined) {
        const id = idOf(kind, name) ?? add(kind, name, now);
        if (id === null) return null;
        entry = { id, seen: 0 };
        known.set(key, entry);
      }
      if (Math.abs(now - entry.seen) >= SEEN_EVERY) {
        seen.run([now, entry.id]);
        entry.seen = now;
      }
      return entry.id;
    },
    find: idOf,
    after(id) {
      const row = (after.get([id]) ?? after.get([0])) as Row | undefined;
      if (row === undefined) return null;
      const kind = textOf(row.kind);
      return {
        id: wholeNumberOf(row.id),
        kind: Object.hasOwn(POINT_KINDS, kind) ? (kind as PointKind) : 'total',
        isForgotten: row.forgotten !== 0 || !Object.hasOwn(POINT_KINDS, kind),
      };
    },
    count: countOf,
    reset: () => known.clear(),
    remove(id) {
      remove.run([id]);
      known.clear();
    },
  };
}

/** The address in a machine's key (`rig@address`, `address#…`); null where there is none. */
function addressIn(key: string): string | null {
  const [address] = key.slice(key.lastIndexOf('@') + 1).split('#');
  return address === undefined || address === key ? null : address;
}
