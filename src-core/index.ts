/** The only door of the mining core. What is not exported here is nobody else's business. */
export { generateKeyPair, minerAccount, parsePublicKey } from './chainweb/account.ts';
export type { KeyPair, MinerAccount } from './chainweb/account.ts';
export { brokenName, writeFileAtomically } from './config/atomic-file.ts';
export { createMiningSession } from './mining/mining-session.ts';
export type { MiningSession, ResetError } from './mining/mining-session.ts';
export type { CloseFault } from './mining/open-parts.ts';
export type { SessionEvent } from './mining/session-events.ts';
export { watchPowerSupply } from './mining/power-supply.ts';
export type { PowerSupply } from './mining/power-supply.ts';
export { checkNode } from './node/check-node.ts';
export {
  DEFAULT_CONFIG,
  minerConfigSchema,
  SECRET_KEYS,
  WORKER_KINDS,
} from './config/miner-config.ts';
export type { ConfigKey, MinerConfig, WorkerKind } from './config/miner-config.ts';
export { usualCpuThreads, withCpuThreads } from './config/cpu-threads.ts';
export { loadConfigFile, saveConfigFile } from './config/config-file.ts';
export type { SavedConfig } from './config/config-file.ts';
export {
  describeAdapted,
  describeUnknown,
  mergeConfig,
  textOfUnknown,
} from './config/config-merge.ts';
export type {
  ConfigError,
  ConfigOrigin,
  ConfigSource,
  MergedConfig,
  UnknownKey,
} from './config/config-merge.ts';
export { exportForHaskell } from './config/config-export.ts';
export type { ExportedConfig, Replacement } from './config/config-export.ts';
export { printConfig } from './config/config-print.ts';
export type { PrintedConfig, PrintMode } from './config/config-print.ts';
export { formatOfFile, readConfigSource } from './config/config-source.ts';
export type { ConfigKeys } from './config/config-text.ts';
export { HASKELL_KEYS } from './config/haskell-keys.ts';
export { PROGRAM_VERSION } from './command-line/program-info.ts';
export { commandWish } from './command-line/program-options.ts';
export { openHistory } from './history/history.ts';
export type { History } from './history/history.ts';
export type { HistoryFault, HistoryPart } from './storage/storage-events.ts';
export { openLogFile } from './logging/log-file.ts';
export type { LogFile } from './logging/log-file.ts';
export { formatLogLine } from './logging/log-line.ts';
export { createLog } from './logging/logger.ts';
export type { Log, Logger, LogSink } from './logging/logger.ts';
export { LOG_LEVELS } from './logging/log-record.ts';
export type { LogLevel, LogRecord, LogSetting } from './logging/log-record.ts';
export { detailOf, reasonOf } from './logging/thrown-reason.ts';
export type { MinerEvent } from './state/miner-events.ts';
export type {
  ChartSample,
  MachineSample,
  MachineSnapshot,
  StratumSnapshot,
  MinerSnapshot,
  MiningPhase,
  OwnBlock,
  OwnBlockState,
  Problem,
  WorkerProblem,
  WorkerSnapshot,
} from './state/snapshot-types.ts';
export { bestRate } from './stratum/rate-estimates.ts';
export type { HashRateEstimates, RateEstimate } from './stratum/rate-estimates.ts';
export type {
  AccessRefusal,
  LeaveReason,
  MachineStage,
  ShareCounts,
  ShareRefusal,
} from './stratum/stratum-events.ts';
export type { NodeFound } from './node/check-node.ts';
export type { NodeError, NodeErrorKind } from './node/node-errors.ts';
export type { BlockSeen, ChainTip, NetworkInfo } from './node/node-events.ts';
export { runCommandLine } from './command-line/run-command-line.ts';
export { createTurns } from './mining/turns.ts';
export type { StartError, StartStep } from './mining/start-error.ts';
export { err, ok, unwrap } from './result.ts';
export type { Result } from './result.ts';
export { tryExternalWorker } from './workers/external/try-external-worker.ts';
export type { TryOptions, TryResult } from './workers/external/try-external-worker.ts';
