/**
 * The types in which the main process speaks, for the screen: stores, wording, components and pages
 * take them from here and know nothing of what lies behind.
 */
export type {
  AppState,
  BlockSeen,
  ChainTip,
  ChartSample,
  KeyPair,
  LogLevel,
  LogRecord,
  MinerConfig,
  MinerSnapshot,
  MiningPhase,
  NetworkInfo,
  NodeCheck,
  NodeError,
  NodeErrorKind,
  Outcome,
  OwnBlock,
  OwnBlockState,
  Preferences,
  Problem,
  Theme,
  WhenClosing,
  WorkerSnapshot,
} from '../../electron/ipc-contract.ts';
