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
  Replacement,
  SettingFacts,
  TryResult,
} from '../src-core/index.ts';

export type {
  BlockSeen,
  ChainTip,
  ChartSample,
  HashrateEstimates,
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
  Replacement,
  SettingFacts,
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
  readonly whenClosing: WhenClosing;
  /** False until the three questions of the first run were answered. */
  readonly firstRunDone: boolean;
}

/** Everything a page needs when it opens. */
export interface AppState {
  readonly appVersion: string;
  readonly platform: 'linux' | 'darwin' | 'win32' | 'other';
  /** Logical CPU cores of this computer, for choosing threads. */
  readonly cpuCores: number;
  /** Threads of the `cpu` worker as long as nobody has chosen their number. */
  readonly usualCpuThreads: number;
  readonly config: MinerConfig;
  /** What every setting is as long as nobody has changed it. */
  readonly defaults: MinerConfig;
  /** Limits, units and options of every setting. */
  readonly settings: readonly SettingFacts[];
  readonly origins: SettingOrigins;
  readonly preferences: Preferences;
  readonly snapshot: MinerSnapshot;
  /** The latest log records, oldest first, at most 5 000. */
  readonly logs: readonly LogRecord[];
  /**
   * A settings file that could not be read: the app runs on defaults, the file was kept and
   * mining does not start from it. Null when all is well. It is over once settings were saved
   * (announced as `config`): the broken file then lies beside the new one under another name.
   */
  readonly settingsFault: string | null;
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
  /** A sentence for each value that is not taken as it stands. */
  readonly notes: readonly string[];
  /** A sentence for each key that Heddle does not know; they are kept, without effect. */
  readonly unknown: readonly string[];
}

/** An expected refusal carries a sentence for the person. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

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
   * yet. Null when the person cancelled; a message when the file cannot be used.
   */
  chooseConfigFile: {
    input: null;
    output:
      | { readonly ok: true; readonly preview: FilePreview }
      | { readonly ok: false; readonly message: string }
      | null;
  };
  /** Takes over what the last preview showed. */
  applyConfigFile: { input: null; output: Outcome };
  /**
   * Asks where to and writes all settings there, as chainweb-mining-client reads them: JSON or YAML
   * by the name's ending. Null when the person cancelled.
   */
  exportConfig: {
    input: null;
    output:
      | { readonly ok: true; readonly file: string; readonly replaced: readonly Replacement[] }
      | { readonly ok: false; readonly message: string }
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
  /** Asks where to and writes `text` there. `saved` is false when the person cancelled. */
  saveLogs: {
    input: { readonly text: string };
    output: { readonly saved: boolean; readonly message: string | null };
  };
  copyText: { input: { readonly text: string }; output: Outcome };
  /** Deletes the practice chains and starts them anew. Refused while mining on them. */
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
  /** The window is being closed while mining: ask what shall happen. */
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
