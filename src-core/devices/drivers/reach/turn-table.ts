/** The table that says which program has the turn at which machine. Several programs write it. */
import { randomUUID } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import Database from 'libsql';
import { damageIn } from '../../../storage/database-file.ts';
import { DamagedValue } from '../../../storage/sqlite-values.ts';
import { makePrivateFile } from '../../../system/private-files.ts';

/** The turns of one program. Every call throws what libsql throws. Times are ms since the Unix epoch. */
export interface TurnTable {
  /** False while another program has the turn, or has to leave the machine alone. */
  take(host: string, nowMs: number): boolean;
  /** Keeps the turns that this program has, in a new file too. */
  renew(hosts: ReadonlySet<string>, nowMs: number): void;
  rest(host: string, untilMs: number): void;
  leave(host: string): void;
  /** Deletes what means nothing any more. */
  sweep(nowMs: number): void;
  close(): void;
}

/** A turn that is not renewed ends after this time, ms. */
const LEASE_MS = 20_000;
/** Another program writes for less than a millisecond. What opens the table waits for it this long, ms. */
const OPEN_MS = 200;
/** No rest is longer, ms: a later one was written before the clock was set back. */
const LONGEST_REST_MS = 60_000;

const SHAPE = `TABLE turns (
  host TEXT PRIMARY KEY, holder TEXT NOT NULL, heldUntilMs INTEGER NOT NULL, restUntilMs INTEGER NOT NULL
) STRICT`;

const OTHER_SHAPES = `SELECT COUNT(*) AS others FROM sqlite_schema WHERE sql <> :own`;

const IS_HELD = `heldUntilMs BETWEEN :nowMs AND :nowMs + ${LEASE_MS}`;
const RESTS = `restUntilMs BETWEEN :nowMs AND :nowMs + ${LONGEST_REST_MS}`;

const TAKE = `INSERT INTO turns VALUES (:host, :holder, :nowMs + ${LEASE_MS}, 0)
  ON CONFLICT (host) DO UPDATE SET holder = excluded.holder, heldUntilMs = excluded.heldUntilMs
  WHERE (holder = :holder OR NOT ${IS_HELD}) AND NOT ${RESTS}`;

/**
 * Opens or makes the table in the file.
 * @throws what libsql throws, DamagedValue when the file holds something else, and the system's errors
 */
export function openTurnTable(path: string): TurnTable {
  makePrivateFile(path);
  // libsql does not say why a file cannot be opened.
  accessSync(path, constants.R_OK | constants.W_OK);
  const db = new Database(path, { timeout: OPEN_MS });
  try {
    // What it holds is worth nothing after some seconds: it need not survive a power cut.
    db.pragma('journal_mode = MEMORY');
    db.pragma('synchronous = OFF');
    db.exec(`CREATE ${SHAPE.replace('TABLE', 'TABLE IF NOT EXISTS')}`);
    const { others } = db.prepare(OTHER_SHAPES).get({ own: `CREATE ${SHAPE}` }) as {
      others: number;
    };
    if (others > 0) throw new DamagedValue('it holds other tables');
    const damage = damageIn(db, ['turns']);
    if (damage !== null) throw new DamagedValue(damage);
    // From here on, to wait would hold up the whole program.
    db.pragma('busy_timeout = 0');
    return tableIn(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

function tableIn(db: Database.Database): TurnTable {
  const holder = randomUUID();
  const take = db.prepare(TAKE);
  const renew = db.prepare(
    'UPDATE turns SET heldUntilMs = :untilMs WHERE holder = :holder AND heldUntilMs > 0',
  );
  const rest = db.prepare('UPDATE turns SET restUntilMs = :untilMs WHERE host = :host');
  const leave = db.prepare(
    'UPDATE turns SET heldUntilMs = 0 WHERE host = :host AND holder = :holder',
  );
  const sweep = db.prepare(`DELETE FROM turns WHERE NOT ${IS_HELD} AND NOT ${RESTS}`);
  const isTaken = (host: string, nowMs: number): boolean =>
    take.run({ host, holder, nowMs }).changes > 0;
  return {
    take: isTaken,
    renew(hosts, nowMs) {
      const { changes } = renew.run({ holder, untilMs: nowMs + LEASE_MS });
      if (changes < hosts.size) for (const host of hosts) isTaken(host, nowMs);
    },
    rest: (host, untilMs) => void rest.run({ host, untilMs }),
    leave: (host) => void leave.run({ host, holder }),
    sweep: (nowMs) => void sweep.run({ nowMs }),
    close: () => db.close(),
  };
}
