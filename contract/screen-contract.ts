/**
 * THE contract between the main process and the screen: what may be asked, what is announced, and
 * the bridge that the page finds at `window.miner`. Types and channel names only, so that the
 * sandboxed preload script and the page can both use it. A request that lacks a handler, an
 * argument parser or a bridge method does not compile.
 */
import type {
  ChartSample,
  KeyPair,
  LogRecord,
  MachineSample,
  MinerConfig,
  MinerSnapshot,
  NetworkInfo,
  NodeError,
  OwnBlock,
  TryResult,
} from '../src-core/index.ts';
import type { Failed, Failure, Outcome } from './failures.ts';
import type { Language, LanguageChoice } from '../messages/languages.ts';

export type { Failed, Failure, Outcome } from './failures.ts';
export type { Language, LanguageChoice } from '../messages/languages.ts';
export type {
  BlockSeen,
  ChainTip,
  ChartSample,
  HashRateEstimates,
  KeyPair,
  LogLevel,
  LogRecord,
  MachineSample,
  MachineSnapshot,
  MachineStage,
  MinerConfig,
  MinerSnapshot,
  MiningPhase,
  NetworkInfo,
  NodeError,
  NodeErrorKind,
  OwnBlock,
  OwnBlockState,
  Problem,
  RateEstimate,
  ShareCounts,
  StratumSnapshot,
  TryResult,
  WorkerProblem,
  WorkerSnapshot,
} from '../src-core/index.ts';

export type Theme = 'system' | 'light' | 'dark';

/** What happens when the window is closed while mining. */
export type WhenClosing = 'ask' | 'tray' | 'quit';

/** What the app remembers beside the miner's configuration. */
export interface Preferences {
  readonly theme: Theme;
  readonly language: LanguageChoice;
  readonly whenClosing: WhenClosing;
  /** False until the three questions of the first run were answered. */
  readonly firstRunDone: boolean;
}

/** Everything a page needs when it opens. */
export interface AppState {
  readonly appVersion: string;
  /** The language of the operating system, as far as the screen has it. */
  readonly systemLanguage: Language;
  readonly platform: 'linux' | 'darwin' | 'win32' | 'other';
  /** Logical CPU cores of this computer, for choosing threads. */
  readonly cpuCores: number;
  /** Threads of the `cpu` worker as long as nobody has chosen their number. */
  readonly usualCpuThreads: number;
  readonly config: MinerConfig;
  /** What every setting is as long as nobody has changed it. */
  readonly defaults: MinerConfig;
  readonly origins: SettingOrigins;
  readonly preferences: Preferences;
  readonly snapshot: MinerSnapshot;
  /** The latest log records, oldest first, at most 5 000. */
  readonly logs: readonly LogRecord[];
  /**
   * A settings file that could not be read: the app runs on defaults, the file was kept and
   * mining does not start from it. Null when all is well. It is over once settings were saved
   * (announced as `config`): the broken file is then kept beside the new one under another name.
   */
  readonly settingsFault: Failure | null;
  /** Mining stopped because the computer runs on battery, and goes on when it does not. */
  readonly pausedOnBattery: boolean;
}

/**
 * Settings that a file brought, by key. One is of its file as long as the setting still has this
 * value.
 */
export type SettingOrigins = {
  readonly [Key in keyof MinerConfig]?: {
    /** Name of the file, without its folder. */
    readonly file: string;
    readonly value: MinerConfig[Key];
  };
};

/** One setting that a file would change. */
export interface SettingChange {
  readonly key: keyof MinerConfig;
  readonly from: unknown;
  readonly to: unknown;
}

/** What a configuration file would do, before it does it. */
export interface FilePreview {
  /** Name of the file, without its folder. */
  readonly file: string;
  /** In the order of the settings. */
  readonly changes: readonly SettingChange[];
  /** How many of its keys say what holds already. */
  readonly alreadySo: number;
  /** Values that are not taken as they are. */
  readonly notes: readonly FileNote[];
  /** Keys that Heddle does not know; they are kept, without effect. */
  readonly unknown: readonly UnknownSetting[];
}

/** A value of a configuration file that is not taken as it is. */
export type FileNote =
  /** It is out of range: `used` is used instead. */
  | {
      readonly kind: 'adapted';
      readonly key: keyof MinerConfig;
      readonly value: number;
      readonly used: number;
    }
  /** A command for a terminal, which a window cannot run. */
  | { readonly kind: 'terminal-only'; readonly key: keyof MinerConfig };

/** A key of a configuration file that Heddle does not know. */
export interface UnknownSetting {
  readonly key: string;
  /** The setting whose name differs from it in capitals only. */
  readonly meant: keyof MinerConfig | null;
}

/** A setting that chainweb-mining-client would misread, and what was exported instead. */
export interface ReplacedSetting {
  readonly key: keyof MinerConfig;
  readonly value: unknown;
  /** The value itself where nothing can replace it. */
  readonly written: unknown;
}

/** What a look at a node found. */
export type NodeCheck =
  | { readonly ok: true; readonly network: NetworkInfo; readonly latencyMs: number }
  | { readonly ok: false; readonly error: NodeError };

/** An address to type into a machine. */
export interface ConnectAddress {
  /** Name of the network interface, e.g. `eth0`. */
  readonly interfaceName: string;
  /** `stratum+tcp://192.168.1.20:1917` */
  readonly url: string;
  /** Not one that machines on the local network usually reach: a VPN, a bridge, a container. */
  readonly isVirtual: boolean;
}

/** Every request, with the type of its one argument and of its answer. */
export interface Requests {
  getState: { input: null; output: AppState };
  startMining: { input: null; output: Outcome };
  stopMining: { input: null; output: Outcome };
  /** Takes the given keys only. Applies at the next Start; the log level at once. */
  saveConfig: { input: Partial<MinerConfig>; output: Outcome };
  /**
   * Asks for a configuration file of Heddle or chainweb-mining-client and reads it; changes nothing
   * yet. Null when the user cancelled.
   */
  chooseConfigFile: {
    input: null;
    output: { readonly ok: true; readonly preview: FilePreview } | Failed | null;
  };
  /** Takes over what the last preview showed. */
  applyConfigFile: { input: null; output: Outcome };
  /**
   * Asks where to and writes all settings there, as chainweb-mining-client reads them: JSON or YAML
   * by the name's ending. Null when the user cancelled.
   */
  exportConfig: {
    input: null;
    output:
      | { readonly ok: true; readonly file: string; readonly replaced: readonly ReplacedSetting[] }
      | Failed
      | null;
  };
  savePreferences: { input: Partial<Preferences>; output: Outcome };
  /** A new key pair. Neither half is stored; the public one is saved with `saveConfig`. */
  generateKey: { input: null; output: KeyPair };
  /** Asks `/info` and one piece of work of a node, without mining. */
  checkNode: {
    input: Pick<MinerConfig, 'node' | 'useTls' | 'insecure' | 'publicKey' | 'account'>;
    output: NodeCheck;
  };
  /** Chart samples since a time, evenly thinned to at most `points` (2 … 1000), oldest first. */
  getHistory: {
    input: { readonly sinceMs: number; readonly points: number };
    output: readonly ChartSample[];
  };
  /** Own blocks found before a time, newest first, at most `limit` (1 … 500). */
  getBlocks: {
    input: { readonly beforeMs: number; readonly limit: number };
    output: readonly OwnBlock[];
  };
  /** Samples of one machine's chart, like `getHistory`. `key` as in the snapshot. */
  getMachineHistory: {
    input: { readonly key: string; readonly sinceMs: number; readonly points: number };
    output: readonly MachineSample[];
  };
  /** Where machines of the local network can reach this computer's Stratum server. */
  getConnectAddresses: { input: null; output: readonly ConnectAddress[] };
  /** The answer for a machine that asks to be let in (`snapshot.stratum.asking`). */
  answerMachine: {
    input: { readonly question: number; readonly accept: boolean };
    output: Outcome;
  };
  /** Runs the first external command once on an easy job. A second try ends the first. */
  tryExternal: {
    input: Pick<
      MinerConfig,
      | 'externalWorkerCommand'
      | 'externalWorkerCommands'
      | 'externalWorkerTargetFormat'
      | 'externalWorkerEnvironment'
    >;
    output: TryResult;
  };
  /** Asks where to and writes `text` there. Null when the user cancelled. */
  saveLogs: { input: { readonly text: string }; output: Outcome | null };
  copyText: { input: { readonly text: string }; output: Outcome };
  /** Deletes the practice chains; the next start makes new ones. Refused while mining on them. */
  resetPractice: { input: null; output: Outcome };
  /** The answer to `closeAsked`. */
  answerClose: {
    input: { readonly choice: 'tray' | 'quit' | 'cancel'; readonly remember: boolean };
    output: Outcome;
  };
}

/** Every announcement of the main process, with what it carries. */
export interface Announcements {
  /** At most four a second. */
  snapshot: MinerSnapshot;
  /** A batch, oldest first. */
  logs: readonly LogRecord[];
  /** Once a second while mining. */
  sample: ChartSample;
  config: MinerConfig;
  origins: SettingOrigins;
  preferences: Preferences;
  /** The window is being closed while mining: ask what to do. */
  closeAsked: null;
  /** Whether mining waits for mains power. */
  pausedOnBattery: boolean;
}

export type RequestName = keyof Requests;
export type AnnouncementName = keyof Announcements;

/** One method per request, and a way to listen that returns its own undo. */
export type MinerBridge = {
  readonly [Name in RequestName]: (
    ...args: Requests[Name]['input'] extends null ? [] : [input: Requests[Name]['input']]
  ) => Promise<Requests[Name]['output']>;
} & {
  on<Name extends AnnouncementName>(
    name: Name,
    listener: (content: Announcements[Name]) => void,
  ): () => void;
};

/** The channel of a request (renderer to main, answered). */
export function requestChannel(name: RequestName): string {
  return `heddle:request:${name}`;
}

/** The channel of an announcement (main to renderer). */
export function announcementChannel(name: AnnouncementName): string {
  return `heddle:announce:${name}`;
}
