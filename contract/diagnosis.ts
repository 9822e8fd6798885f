/** What the diagnosis and the reports of crashes tell a screen. */
import type { Diagnosis } from '../src-core/index.ts';

export interface DiagnosisAnswer extends Diagnosis {
  /** All of it as the terminal prints it: English text without secrets, to be copied. */
  readonly report: string;
}

/** Reports that the system wrote when a process of the program crashed. They never leave this computer. */
export interface CrashDumps {
  readonly count: number;
  /** ms since the Unix epoch; 0 while there are none. */
  readonly newestAtMs: number;
}

/** What threw while it was made. */
export interface PageFault {
  /** A page, or `window` for all of it. */
  readonly place: string;
  /** Its stack and components. */
  readonly detail: string;
}
