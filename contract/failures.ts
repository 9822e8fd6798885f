/**
 * Why a request failed, as data: a kind and the facts of it. The sentence is made by `failureText` in
 * renderer/wording/failures.ts, in the user's language.
 */
import type {
  CloseFault,
  ConfigError,
  DeviceError,
  FindError,
  StartError,
  UpdateFault,
} from '../src-core/index.ts';

/** A file that the system did not let us use. */
export interface FileFailure {
  readonly kind: 'file';
  readonly operation: 'read' | 'write' | 'rename';
  readonly path: string;
  /** The system's error code, e.g. `EACCES`; null where it gave none. */
  readonly code: string | null;
  /** The system's own text, in English. */
  readonly detail: string;
}

export type Failure =
  /** Mining could not start. */
  | { readonly kind: 'start'; readonly error: StartError }
  /** Mining has stopped, but a part of it could not be closed. */
  | ({ readonly kind: 'stop' } & CloseFault)
  /** A configuration, or another file of settings, that cannot be used or written. */
  | { readonly kind: 'config'; readonly error: ConfigError }
  | FileFailure
  /** A file of our own whose content is not what we write. */
  | { readonly kind: 'file-content'; readonly path: string; readonly detail: string }
  /** A machine's own interface did not do what was asked. */
  | { readonly kind: 'device'; readonly error: DeviceError }
  /** A search for machines did not begin. */
  | { readonly kind: 'find'; readonly error: FindError }
  /** The machine that was answered has left, or was answered before. */
  | { readonly kind: 'machine-gone' }
  /** The practice chains cannot be reset while mining. */
  | { readonly kind: 'practice-in-use' }
  | { readonly kind: 'practice-not-deleted'; readonly detail: string }
  | { readonly kind: 'clipboard'; readonly detail: string }
  /** The system could not open a page in the user's browser. */
  | { readonly kind: 'browser'; readonly detail: string }
  /** The system could not show a folder. */
  | { readonly kind: 'folder'; readonly path: string; readonly detail: string }
  /** It is not known whether there is a newer version; `no-source`: this copy names no place to ask. */
  | { readonly kind: 'update'; readonly fault: UpdateFault | { readonly kind: 'no-source' } }
  /** The system did not take over that the program starts at login. */
  | { readonly kind: 'login-refused' }
  /** What the file would run was not confirmed. */
  | { readonly kind: 'commands-not-confirmed' }
  /** There is no preview of a configuration file to apply. */
  | { readonly kind: 'no-file-chosen' };

/** What became of a command. */
export type Outcome = { readonly ok: true } | Failed;

export interface Failed {
  readonly ok: false;
  readonly failure: Failure;
}
