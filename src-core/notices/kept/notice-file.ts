/**
 * `notices.json` in the data folder: what waits for the end of quiet hours or for the webhook, and the latest
 * notices, so that all survive the end of the program, whatever ends it.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../../config/files/atomic-file.ts';
import type { Logger } from '../../logging/logger.ts';
import { parsePeerJson } from '../../peers/peer-json.ts';
import { setAside } from '../../storage/set-aside.ts';
import { codeOf, reasonOf } from '../../system/thrown-reason.ts';
import type { Notice, NoticeMessage } from '../notice.ts';
import { KEPT_LIMIT, NONE_WAITING } from '../notice-gate.ts';
import type { Waiting } from '../notice-gate.ts';
import { messagesIn, noticesIn } from './notice-schema.ts';

interface KeptNotices {
  /** Notices that wait for the end of quiet hours. */
  readonly quiet: Waiting;
  /** Messages that the webhook has not taken, the oldest first. */
  readonly unsent: readonly NoticeMessage[];
  /** The latest ones, newest first. */
  readonly recent: readonly Notice[];
}

interface NoticeFile {
  /** What the run before has left. */
  readonly kept: KeptNotices;
  /** Writes soon; of several calls in a row, the last one counts. */
  write(kept: KeptNotices): void;
  /** Resolves when nothing is being written any more. Never rejects. */
  settled(): Promise<void>;
}

/** Latest notices that are kept. */
export const RECENT_LIMIT = 100;

/** Bytes: what may wait and the latest notices take less, with the longest names. */
const LONGEST_FILE = 16 * 1024 * 1024;

const NOTHING: KeptNotices = { quiet: NONE_WAITING, unsent: [], recent: [] };

const schema = z.object({
  version: z.literal(1),
  quiet: z.object({ notices: z.array(z.unknown()), more: z.number().int().min(0) }),
  // Older versions have none.
  unsent: z.array(z.unknown()).default([]),
  recent: z.array(z.unknown()),
});

/** Opens the file; one that cannot be used is set aside, which the log says. */
export function openNoticeFile(folder: string, logger: Logger): NoticeFile {
  const path = join(folder, 'notices.json');
  let wanted: KeptNotices | null = null;
  let running: Promise<void> | null = null;
  let isFaultLogged = false;

  async function run(): Promise<void> {
    for (let next = wanted; next !== null; next = wanted) {
      wanted = null;
      try {
        await writeFileAtomically(path, `${JSON.stringify({ version: 1, ...next })}\n`);
        isFaultLogged = false;
      } catch (error) {
        if (!isFaultLogged) logger.warn(`${path} cannot be written: ${reasonOf(error)}`);
        isFaultLogged = true;
      }
    }
  }

  return {
    kept: readKept(path, logger),
    write(kept) {
      wanted = kept;
      running ??= run().finally(() => (running = null));
    },
    async settled() {
      await running;
    },
  };
}

function readKept(path: string, logger: Logger): KeptNotices {
  try {
    const json = parsePeerJson(textIn(path));
    const parsed = json.ok ? schema.safeParse(json.value) : null;
    if (parsed?.success === true) {
      const { quiet, unsent, recent } = parsed.data;
      return {
        quiet: { notices: noticesIn(quiet.notices).slice(0, KEPT_LIMIT), more: quiet.more },
        unsent: messagesIn(unsent),
        recent: noticesIn(recent).slice(0, RECENT_LIMIT),
      };
    }
    logger.warn(`${path} holds no notices and is kept as ${setAside(path)}; a new one is started`);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') logger.warn(`${path} cannot be read: ${reasonOf(error)}`);
  }
  return NOTHING;
}

/** Empty for what is no file of ours: reading a pipe or a whole disk would never end. */
function textIn(path: string): string {
  const stats = statSync(path);
  return stats.isFile() && stats.size <= LONGEST_FILE ? readFileSync(path, 'utf8') : '';
}
