/**
 * A process of its own that shares turns at machines in damaged files, as a native library that aborts
 * cannot be caught. Run with a kind of damage, a seed and a number of rounds; it prints a line of JSON for
 * each round.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { shareTurns } from '../../devices/drivers/device-io.ts';
import { createLog } from '../../logging/logger.ts';
import { seededRandom } from '../seeded-random.ts';
import { BYTE_DAMAGE } from './byte-damage.ts';
import type { Damage } from './byte-damage.ts';

export const TURN_DAMAGE_PROGRAM = fileURLToPath(import.meta.url);

/** What one round found. */
export interface TurnDamageRound {
  readonly damage: string;
  /** Whether each got the turn when both programs asked for it: first one before the other, then the other way round. */
  readonly taken: readonly boolean[];
  readonly isSetAside: boolean;
  /** The log's lines, of both programs. */
  readonly lines: readonly string[];
}

const HOSTS = 60;

/** Values of the right types that no program writes. */
function absurd(file: string, random: () => number): string {
  const values = ['-9223372036854775808', '9223372036854775807', '0', '-1', '1e18'];
  const value = (): string => values[Math.floor(random() * values.length)] ?? '0';
  const db = new Database(file);
  const [held, rest] = [value(), value()];
  db.exec(
    `UPDATE turns SET holder = CAST(x'ff00' AS TEXT), heldUntilMs = CAST(${held} AS INTEGER), restUntilMs = CAST(${rest} AS INTEGER)`,
  );
  db.close();
  return `held until ${held}, rest until ${rest}`;
}

function soundTurns(folder: string, file: string): Buffer {
  const turns = shareTurns(folder, createLog({ level: 'info', sink: () => undefined }).logger);
  for (let host = 0; host < HOSTS; host += 1) turns.take(`10.0.0.${host}`);
  const bytes = readFileSync(file);
  turns.close();
  return bytes;
}

async function run(kind: string, seed: number, rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-turn-damage-'));
  const file = join(folder, 'machine-turns.db');
  const random = seededRandom(seed);
  const sound = soundTurns(folder, file);
  const [time, name] = kind.split(':');
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const left of readdirSync(folder)) rmSync(join(folder, left));
    writeFileSync(file, sound);
    const lines: string[] = [];
    const log = createLog({
      level: 'info',
      sink: (batch) => void lines.push(...batch.map(({ text }) => text)),
    });
    const [app, command] = [0, 1].map(() => shareTurns(folder, log.logger));
    if (time === 'open') for (const each of [app, command]) each?.take('warm');
    let damage = name ?? '';
    if (name === 'deleted') rmSync(file);
    else if (name === 'absurd') damage = absurd(file, random);
    else {
      const damaged = (BYTE_DAMAGE as Record<string, Damage>)[damage]?.(readFileSync(file), random);
      writeFileSync(file, damaged?.bytes ?? '');
      damage = damaged?.damage ?? '';
    }
    const host = name === 'absurd' ? '10.0.0.1' : 'new ';
    const taken = [app, command, command, app].map((each, at) =>
      each?.take(`${host}${at < 2 ? 1 : 2}`),
    );
    for (const each of [app, command]) each?.close();
    await log.flush();
    const isSetAside = readdirSync(folder).some((left) => left.includes('.damaged-'));
    process.stdout.write(`${JSON.stringify({ damage, taken, isSetAside, lines })}\n`);
  }
  rmSync(folder, { recursive: true, force: true });
}

const [, program, kind, seed, rounds] = process.argv;
if (program === TURN_DAMAGE_PROGRAM && kind !== undefined) {
  await run(kind, Number(seed), Number(rounds));
}
