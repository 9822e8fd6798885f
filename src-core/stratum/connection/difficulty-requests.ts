/** A machine's requests for a difficulty, and what it and the log are shown where one is not followed. */
import type { Logger } from '../../logging/logger.ts';
import { askedDifficulties } from '../difficulty/asked-difficulty.ts';
import type { AskedDifficulty } from '../difficulty/asked-difficulty.ts';
import { difficultyNoticeText } from '../difficulty-notice.ts';
import type { DifficultyNotice } from '../difficulty-notice.ts';
import type { OnceEach } from '../once-each.ts';
import type { MachineRecord } from '../shares/machine-record.ts';
import type { JobFeed } from './job-feed.ts';

interface DifficultyRequestsOptions {
  readonly jobs: JobFeed;
  readonly machine: MachineRecord;
  readonly logger: Logger;
  /** Notices that were logged, of all sessions. */
  readonly logged: OnceEach;
}

/** Those of one machine, by its password or by `mining.suggest_difficulty`. */
export class DifficultyRequests {
  readonly #options: DifficultyRequestsOptions;

  constructor(options: DifficultyRequestsOptions) {
    this.#options = options;
  }

  /** The machine was authorized with this password, whose options may ask for a level. */
  byPassword(password: string, nowMs: number): void {
    const asked = askedDifficulties(password);
    if (asked.length === 0) return;
    const notices = asked.map((each) => this.#follow(each, nowMs));
    this.#note(notices.find((notice) => notice !== null) ?? null);
  }

  /** The machine suggests a level. */
  bySuggestion(level: number, nowMs: number): void {
    const notice = this.#options.jobs.suggest(level, nowMs);
    if (notice !== null) this.#note(notice);
  }

  #follow(asked: AskedDifficulty, nowMs: number): DifficultyNotice | null {
    const { jobs } = this.#options;
    if (asked.kind === 'unreadable') return asked;
    return asked.kind === 'level' ? jobs.ask(asked.level) : jobs.askMinimum(asked.level, nowMs);
  }

  /** Shows a notice on the machine's page, and in the log once for each machine. */
  #note(notice: DifficultyNotice | null): void {
    const { machine, logger, logged } = this.#options;
    machine.difficultyNoted(notice);
    if (notice === null) return;
    const { address, user } = machine.description;
    const wanted = notice.kind === 'unreadable' ? notice.option : notice.wantedLevel.toFixed(1);
    const key = `${address} ${user ?? ''} ${notice.kind} ${wanted}`;
    if (logged.isNew(key)) logger.warn(difficultyNoticeText(notice));
  }
}
