/** What a mining session announces: everything that happens in the miner, and to the session. */
import type { NoticeEvent } from '../../notices/notices.ts';
import type { NotStartedReason } from '../../notices/notice.ts';
import type { MinerEvent } from '../../state/miner-events.ts';
import type { ChartSample } from '../../state/snapshot-types.ts';
import type { StartError } from '../start-error.ts';

export type SessionEvent =
  | MinerEvent
  /** Once a second while mining. */
  | { readonly type: 'sampled'; readonly sample: ChartSample }
  /** The reasons to rest have passed, but mining could not start: announced once where it is tried again. */
  | { readonly type: 'resume-failed'; readonly error: StartError; readonly isTriedAgain: boolean }
  /** Mining ended without a stop, because of a bug. Everything is closed. */
  | { readonly type: 'broke-down' }
  /** Mining was to start with the program and did not, which the caller reported. */
  | { readonly type: 'not-started'; readonly reason: NotStartedReason }
  | { readonly type: 'practice-reset' }
  /** A notice for the user, and what became of it at the webhook. */
  | NoticeEvent;
