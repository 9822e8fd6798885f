/**
 * The description of a setting. It is plain data: schema, command line, help, documents and screen
 * are made from it.
 */

/** Unit of a number. `level`: a share difficulty in leading zero bits; `fraction`: a part of 1. */
export type Unit =
  | 'minutes'
  | 'seconds'
  | 'milliseconds'
  | 'microseconds'
  | 'hashes-per-second'
  | 'celsius'
  | 'port'
  | 'level'
  | 'fraction';

interface NumberValue {
  readonly type: 'number';
  readonly integer: boolean;
  readonly min: number;
  readonly max: number;
  readonly unit: Unit | null;
  /**
   * chainweb-mining-client reads natural numbers out of this range: the nearest limit is used for
   * those above the range, or for all. Absent where numbers out of range are refused.
   */
  readonly clamped?: 'above' | 'both';
}

/** Seconds between two shares of a machine. */
export interface Period {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** What the value of a setting can be. A setting whose default is null can be null too. */
export type SettingValue =
  | { readonly type: 'flag' }
  | NumberValue
  /** A number above 0, with a unit prefix on the command line. */
  | { readonly type: 'hash-rate'; readonly max: number; readonly unit: 'hashes-per-second' }
  /** One of `values`; with `anyCase` in upper or lower case. */
  | { readonly type: 'choice'; readonly values: readonly string[]; readonly anyCase?: true }
  /** One of `values` in upper or lower case, or any other text. */
  | { readonly type: 'log-level'; readonly values: readonly string[] }
  /** Length in characters, null for any; with `filled`, a blank text is refused. */
  | { readonly type: 'text'; readonly maxLength: number | null; readonly filled?: true }
  /** A regular expression with at least one group. A pattern that is empty or not valid is refused. */
  | { readonly type: 'pattern'; readonly maxLength: number }
  /** The name of a file. */
  | { readonly type: 'path'; readonly maxLength: number; readonly filled: true }
  /** `host:port` of a node. */
  | { readonly type: 'node-address' }
  /** An http(s):// address. */
  | { readonly type: 'web-address'; readonly maxLength: number }
  /** A span of every day, `22:00-07:00`; it may pass midnight, and is not empty. */
  | { readonly type: 'hours' }
  /** Days with hours, `mon-fri 22:00-07:00, sat-sun 00:00-24:00`, see week-hours.ts. */
  | { readonly type: 'week-hours'; readonly maxLength: number }
  /** Three letters as in ISO 4217, in upper or lower case. */
  | { readonly type: 'currency' }
  /** An IPv4 or IPv6 address, without a zone. */
  | { readonly type: 'ip-address' }
  /** Where to listen, see listening/listen-address.ts. */
  | { readonly type: 'interface' }
  /** `block`, a level, `period` or `period:<seconds>`, see stratum/difficulty/share-target.ts. */
  | {
      readonly type: 'share-difficulty';
      readonly values: readonly string[];
      readonly min: number;
      readonly max: number;
      /** Seconds; the default is that of `period` alone. */
      readonly period: Period;
    }
  | { readonly type: 'list'; readonly item: SettingValue; readonly maxItems: number }
  /** Environment variables: names with texts. */
  | { readonly type: 'variables'; readonly maxLength: number };

/** One setting: an entry of the table. */
export interface Setting {
  /** Its option, as help shows it: `-n, --node <HOST:PORT>`. Flags get a `--no-` form as well. */
  readonly flags: string;
  readonly value: SettingValue;
  readonly default: unknown;
  /** What the default means where its value does not show it. */
  readonly defaultMeans?: string;
  /** What it does: a phrase for help and documents. Keys and values are in back quotes. */
  readonly sentence: string;
  /** chainweb-mining-client (0.5 and later) has its keys with these names, units and defaults. */
  readonly knownTo: 'chainweb-mining-client' | 'heddle';
  /** When a change in the app takes effect; `mostly-now`: at once, but for rules that may not fit what mines already. */
  readonly appliesAt: 'now' | 'mostly-now' | 'next-start';
  /** Its value must appear in no message. */
  readonly secret?: true;
  /**
   * It runs a program, writes to the file it names, or sends reports to the address it names: taken
   * from the network only where that was allowed, and confirmed by itself when it is imported.
   */
  readonly powerful?: true;
}

/** Settings by key. */
export type Settings = Readonly<Record<string, Setting>>;

/** A TCP port; 0 takes any free one. */
export const PORT = { type: 'number', integer: true, min: 0, max: 65_535, unit: 'port' } as const;

/** The most threads, and the most loops of external workers. */
export const THREAD_LIMIT = 1024;
