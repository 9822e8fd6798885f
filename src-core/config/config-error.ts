/** Why a configuration cannot be read or written: facts, without a sentence for the user. */
import type { ConfigFormat } from './config-keys.ts';
import type { ConfigKey } from './settings-table.ts';
import type { SettingValue } from './settings/setting.ts';

/** Where a value came from. */
export type ConfigOrigin =
  | { readonly kind: 'default' }
  /** A path as the user wrote it, or an address without what may be secret in it. */
  | { readonly kind: 'file'; readonly location: string }
  | { readonly kind: 'command-line' };

/** Where a value came from that is no default. */
export type GivenOrigin = Exclude<ConfigOrigin, { kind: 'default' }>;

/** Why a file or an address has no text. */
export type ReadFault =
  /** The message of the system or the network, and its code if it has one. */
  | { readonly kind: 'system'; readonly code: string | null; readonly detail: string }
  | { readonly kind: 'not-a-file'; readonly found: 'folder' | 'pipe' | 'device' | 'socket' }
  | { readonly kind: 'too-long'; readonly limitBytes: number }
  | EncodingFault
  | { readonly kind: 'not-an-address' }
  | { readonly kind: 'status'; readonly status: number; readonly statusText: string }
  | { readonly kind: 'timeout'; readonly timeoutMs: number };

/** Bytes that are not valid text in the expected encoding; `line` counts from 1. */
export interface EncodingFault {
  readonly kind: 'encoding';
  readonly encoding: 'UTF-8' | 'UTF-16';
  readonly line: number;
}

/** A place in a text; both count from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Why a text is no configuration, without quoting the text: it may hold passwords. */
export type TextFault =
  | {
      readonly kind: 'syntax';
      readonly format: ConfigFormat;
      /** Null where it is not known. */
      readonly place: TextPlace | null;
      /** What the parser found wrong, in English; null when that would quote the text. */
      readonly detail: string | null;
    }
  /** A text without keys: a list, a number. */
  | { readonly kind: 'no-keys' }
  /** More of something than any configuration has; it would take long to read. */
  | { readonly kind: 'too-much'; readonly of: TextBound; readonly limit: number };

/**
 * What is bounded in a text: words and punctuation marks, keys, values (those of aliases count),
 * levels.
 */
export type TextBound = 'marks' | 'keys' | 'values' | 'levels';

/** A value that cannot be taken. */
export interface ValueFault {
  readonly kind: 'value';
  readonly origin: GivenOrigin;
  readonly key: ConfigKey;
  /** Where in the value of the key: indexes of lists, names of maps. */
  readonly within: readonly string[];
  /** The value as JSON, at most 200 characters; null for a secret, which appears in no message. */
  readonly given: string | null;
  readonly expected: SettingValue;
}

/** What is wrong with a configuration, its source, or the file that keeps it. */
export type ConfigError =
  | { readonly kind: 'unreadable'; readonly location: string; readonly fault: ReadFault }
  | { readonly kind: 'not-a-configuration'; readonly location: string; readonly fault: TextFault }
  | ValueFault
  /** The broken or last good file could not be copied to `copy`; nothing was written. */
  | {
      readonly kind: 'not-kept';
      readonly path: string;
      readonly copy: string;
      readonly code: string | null;
      readonly detail: string;
    }
  | {
      readonly kind: 'not-written';
      readonly path: string;
      readonly code: string | null;
      readonly detail: string;
    }
  /** A key that only a file on this computer may set, in one from the network. */
  | { readonly kind: 'from-network'; readonly location: string; readonly key: ConfigKey };
