/**
 * THE contract between the miner and its screen: what can be asked, what is announced, and the bridge
 * that the page finds at `window.miner`. Types only. It is the same over every carrier; see README.md.
 */
import type {
  BestShares,
  Check,
  ChartStep,
  DeviceAction,
  DeviceSample,
  Earned,
  GivenLogins,
  HistoryMark,
  MarkQuery,
  KeyPair,
  LatestRelease,
  LogRecord,
  Luck,
  MachineShareSample,
  MinerConfig,
  MinerSnapshot,
  NodeReadiness,
  Notice,
  Odds,
  OwnBlock,
  PowerPlans,
  SearchRange,
  SetupOrder,
  SetupPlan,
  TotalSample,
  TryResult,
  WorkerKind,
} from '../src-core/index.ts';
import type { AppState, SettingOrigins } from './app-state.ts';
import type { FilePreview, ReplacedSetting } from './config-files.ts';
import type { CrashDumps, DiagnosisAnswer, PageFault } from './diagnosis.ts';
import type { Failed, Outcome } from './failures.ts';
import type { ConnectAddress, DeviceInput } from './machines.ts';
import type { GuidePage, NodeCheck } from './nodes.ts';
import type { DesktopFault, NoticesState, WebhookTest } from './notices.ts';
import type { Preferences } from './preferences-schema.ts';

export type * from '../src-core/index.ts';
export type { Language, LanguageChoice } from '../messages/languages.ts';
export type * from './app-state.ts';
export type * from './config-files.ts';
export type * from './diagnosis.ts';
export type * from './failures.ts';
export type * from './machines.ts';
export type * from './nodes.ts';
export type * from './notices.ts';
export type * from './preferences-schema.ts';

/** What a chart shows, as a file. */
export interface ChartFile {
  /** What it is of; the file's name is suggested by it. */
  readonly name: 'hash-rate' | 'machine' | 'parts' | 'comparison';
  readonly format: 'csv' | 'png';
  /** The text, or the picture in base64. */
  readonly content: string;
}

/** A network by its name: figures of a practice network and a real one never mix. */
interface OfNetwork {
  readonly versionName: string;
}

/** What a chart shows: from one time to a later one (ms since the Unix epoch), 2 … 1000 points. */
interface ChartSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly points: number;
}

/** Every request, with the type of its one argument and of its answer. */
export interface Requests {
  getState: { input: null; output: AppState };
  startMining: { input: null; output: Outcome };
  stopMining: { input: null; output: Outcome };
  /**
   * Pauses a kind of worker, also at later starts of this run of the program; others keep mining. Answers
   * when what it had open is closed; the state is in `snapshot.groups`.
   */
  pauseWorker: { input: { readonly kind: WorkerKind }; output: Outcome };
  /** Ends such a pause. */
  resumeWorker: { input: { readonly kind: WorkerKind }; output: Outcome };
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
  /** Takes over what the last preview showed. Its `commands` need to be confirmed. */
  applyConfigFile: { input: { readonly commandsConfirmed: boolean }; output: Outcome };
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
  /** The processor's temperature now, °C; null where it cannot be read. */
  getProcessorHeat: { input: null; output: number | null };
  /** Names of this computer's graphics cards that can mine; starts a process to look for them. */
  findGpus: { input: null; output: readonly string[] };
  /** A new key pair. Neither half is stored; the public one is saved with `saveConfig`. */
  generateKey: { input: null; output: KeyPair };
  /** Asks `/info` and one piece of work of a node, without mining. */
  checkNode: {
    input: Pick<MinerConfig, 'node' | 'useTls' | 'insecure' | 'publicKey' | 'account'>;
    output: NodeCheck;
  };
  /** How far a node is on its way to being mined on, step by step. */
  nodeReadiness: { input: Requests['checkNode']['input']; output: NodeReadiness };
  /** Opens one of the pages that the guide names, or that of the newest Heddle, in the user's browser. */
  openGuidePage: { input: { readonly page: GuidePage | 'newVersion' }; output: Outcome };
  /**
   * What was measured in a time, merged into at most its `points`, oldest first. The further back, the
   * longer the time (`spanMs`) that each stands for: hours at most.
   */
  getHistory: {
    input: ChartSpan;
    output: readonly ChartStep<TotalSample>[];
  };
  /**
   * What happened between two times, both included, oldest first: the newest 500 own blocks, and other
   * marks. Of a kind with more than 500, one in each step of a chart; `more` counts what is left out.
   */
  getMarks: {
    input: Omit<MarkQuery, 'limit'>;
    output: readonly HistoryMark[];
  };
  /** Own blocks of a network found before a time, newest first, at most `limit` (1 … 500). */
  getBlocks: {
    input: OfNetwork & { readonly beforeMs: number; readonly limit: number };
    output: readonly OwnBlock[];
  };
  /** How many own blocks of a network were found before a time. */
  countBlocks: { input: OfNetwork & { readonly beforeMs: number }; output: number };
  /**
   * Luck over 24 h, 7 d and 30 d; how many blocks there are in all, of the same moment; and the odds at the present
   * rate, null while it does not mine there.
   */
  getLuck: {
    input: OfNetwork;
    output: { readonly luck: readonly Luck[]; readonly found: number; readonly odds: Odds | null };
  };
  getBestShares: { input: OfNetwork; output: BestShares };
  /** What confirmed blocks paid since the start of the local day, `todayMs`, in 7 d and in 30 d. */
  getEarnings: {
    input: OfNetwork & { readonly todayMs: number };
    output: Readonly<Record<'today' | 'week' | 'month', Earned>>;
  };
  /** Samples of one machine's chart, like `getHistory`. `key` as in the snapshot. */
  getMachineHistory: {
    input: ChartSpan & { readonly key: string };
    output: readonly ChartStep<MachineShareSample>[];
  };
  /** The local networks that can be searched for machines. */
  getSearchRanges: { input: null; output: readonly SearchRange[] };
  /** Begins a search for machines; `snapshot.deviceSearch` has its progress. */
  findMachines: { input: { readonly ranges: readonly string[] }; output: Outcome };
  cancelFinding: { input: null; output: Outcome };
  /** What would be written to these machines, by device ids. Writes nothing. */
  planMachines: {
    input: { readonly ids: readonly string[]; readonly logins: GivenLogins };
    output: readonly SetupPlan[];
  };
  /** Begins to configure machines; `setup` of each device in the snapshot has its progress. */
  configureMachines: {
    input: { readonly orders: readonly SetupOrder[]; readonly logins: GivenLogins };
    output: Outcome;
  };
  /** Begins to restore the pools from before. */
  putBackMachines: {
    input: { readonly ids: readonly string[]; readonly logins: GivenLogins };
    output: Outcome;
  };
  actOnMachine: {
    input: DeviceInput & { readonly action: DeviceAction };
    output: Outcome;
  };
  getPowerPlans: {
    input: DeviceInput;
    output: { readonly ok: true; readonly plans: PowerPlans } | Failed;
  };
  setPowerPlan: { input: DeviceInput & { readonly plan: number }; output: Outcome };
  /** Watts that the user measured; null forgets them. */
  setMachineWatts: {
    input: { readonly id: string; readonly watts: number | null };
    output: Outcome;
  };
  /** Reads it now. Answers when that was reported. */
  readMachine: { input: { readonly id: string }; output: Outcome };
  forgetMachineLogin: { input: { readonly id: string }; output: Outcome };
  forgetMachine: { input: { readonly id: string }; output: Outcome };
  /** Samples of a machine's own readings, like `getHistory`. */
  getDeviceHistory: {
    input: ChartSpan & { readonly id: string };
    output: readonly ChartStep<DeviceSample>[];
  };
  /** Where machines of the local network can reach this computer's Stratum server. */
  getConnectAddresses: { input: null; output: readonly ConnectAddress[] };
  /** The answer for a machine that waits for approval (`snapshot.stratum.asking`). */
  answerMachine: {
    input: { readonly question: number; readonly accept: boolean };
    output: Outcome;
  };
  /** Lets a rig in that was refused, now and after the next start. It connects again by itself. */
  letMachineIn: { input: { readonly rig: string }; output: Outcome };
  /**
   * Runs the first external command of the settings once on an easy job. A second try ends the first.
   * A command that was not typed here is shown in a question of the system's first; null when the user
   * says no.
   */
  tryExternal: { input: null; output: TryResult | null };
  /** Shows a notification; why that failed, or null. */
  testDesktopNotice: { input: null; output: DesktopFault | null };
  /** Sends a test to the webhook of the settings, once. */
  testWebhook: { input: null; output: WebhookTest };
  /** Asks where to and writes `text` there. Null when the user cancelled. */
  saveLogs: { input: { readonly text: string }; output: Outcome | null };
  /** Asks where to and writes a chart there. Null when the user cancelled. */
  saveChart: { input: ChartFile; output: Outcome | null };
  copyText: { input: { readonly text: string }; output: Outcome };
  /** Deletes the practice chains; the next start makes new ones. Refused while mining on them. */
  resetPractice: { input: null; output: Outcome };
  /**
   * Checks what mining needs, while mining too; each check is announced as `checked` when it is made.
   * Asked again meanwhile, the answer is that of the run before.
   */
  diagnose: { input: null; output: DiagnosisAnswer };
  /** Reports of crashes on this computer. */
  getCrashDumps: { input: null; output: CrashDumps };
  /** Opens their folder in the system's file manager. */
  showCrashDumps: { input: null; output: Outcome };
  /** Asks the project for its latest release. Nothing is downloaded. */
  checkForUpdate: {
    input: null;
    output: { readonly ok: true; readonly latest: LatestRelease } | Failed;
  };
  /** Logs what the screen could not show. The report is English text without secrets, to be copied. */
  reportPageFault: { input: PageFault; output: { readonly report: string } };
  /** The answer to `closeAsked`. */
  answerClose: {
    input: { readonly choice: 'tray' | 'quit' | 'cancel'; readonly remember: boolean };
    output: Outcome;
  };
}

/** Every announcement of the miner, with what it carries. */
export interface Announcements {
  /** At most four a second. */
  snapshot: MinerSnapshot;
  /** A batch, oldest first. */
  logs: readonly LogRecord[];
  config: MinerConfig;
  origins: SettingOrigins;
  preferences: Preferences;
  /** The window is being closed while mining: ask what to do. */
  closeAsked: null;
  notices: NoticesState;
  /** The user clicked a notification: of this notice, or of several. */
  noticeOpened: Notice | null;
  /** A check of the diagnosis that runs. */
  checked: Check;
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
