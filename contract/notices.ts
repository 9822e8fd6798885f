/** Notices as the screen has them. */
import type { Delivery, Notice, TestFault } from '../src-core/index.ts';

/** Why the desktop shows no notifications. */
export type DesktopFault =
  /** This desktop has none. */
  | { readonly kind: 'unsupported' }
  /** `detail` is the system's own text, in English; it may be empty. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** The system did not say in time whether it shows one. */
  | { readonly kind: 'unanswered' };

export interface NoticesState {
  /** The latest ones, newest first; at most a hundred. */
  readonly recent: readonly Notice[];
  /** What became of the last message to the webhook; null before the first of this run. */
  readonly webhook: Delivery | null;
  /** Why notifications cannot be shown; null when they can. */
  readonly desktop: DesktopFault | null;
}

/** What became of a test at the webhook. */
export type WebhookTest =
  { readonly ok: true; readonly host: string } | { readonly ok: false; readonly fault: TestFault };
