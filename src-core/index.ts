/** The public API of the mining core: the only file of it that the app imports. */
export { generateKeyPair } from './chainweb/account.ts';
export type { KeyPair } from './chainweb/account.ts';
export type { ForkState } from './chainweb/fork-state.ts';
export { brokenName, writeFileAtomically } from './config/files/atomic-file.ts';
export { createMiningSession } from './mining/mining-session.ts';
export type { MiningSession } from './mining/session/session-types.ts';
export type { CloseFault } from './mining/open-parts.ts';
export type { SessionEvent } from './mining/session/session-events.ts';
export { watchPowerSupply } from './rests/power-supply.ts';
export type { PowerSupply } from './rests/power-supply.ts';
export { readProcessorHeat } from './rests/processor-heat.ts';
export type { Rest } from './rests/rest-events.ts';
export { checkNode } from './node/checks/check-node.ts';
export { nodeReadiness } from './node/checks/node-readiness.ts';
export type { NodeReadiness, ReadinessStep } from './node/checks/node-readiness.ts';
export { complaintOf } from './peers/schema-complaint.ts';
export { messageText } from './notices/notice-message.ts';
export type { NoticeWords } from './notices/notice-words.ts';
export { sendTestNotice } from './notices/test-notice.ts';
export type { TestFault } from './notices/test-notice.ts';
export type { Notice, NoticeKind, NoticeMessage, NoticeTopic } from './notices/notice.ts';
export type { Delivery } from './notices/webhook/delivery.ts';
export type { WebhookFault } from './notices/webhook/webhook-fault.ts';
export { DEFAULT_CONFIG, minerConfigSchema } from './config/miner-config.ts';
export type { MinerConfig } from './config/miner-config.ts';
export { settingFacts } from './config/setting-facts.ts';
export type { SettingFacts } from './config/setting-facts.ts';
export { SECRET_KEYS } from './config/settings-table.ts';
export type { ConfigKey } from './config/settings-table.ts';
export { WORKER_KINDS } from './config/settings/mining-settings.ts';
export { workersOf } from './config/workers-of.ts';
export type { WorkerKind } from './config/workers-of.ts';
export type { SettingValue, Unit } from './config/settings/setting.ts';
export { usualCpuThreads, withCpuThreads } from './config/cpu-threads.ts';
export { loadConfigFile, saveConfigFile } from './config/files/config-file.ts';
export type { ConfigError, ReadFault, TextFault } from './config/config-error.ts';
export { mergeConfig, textOfUnknown } from './config/config-merge.ts';
export { exportForHaskell } from './config/files/config-export.ts';
export { formatOfFile, readConfigSource } from './config/files/config-source.ts';
export { powerfulKeysIn } from './config/powerful-values.ts';
export { readJsonFile } from './config/files/json-file.ts';
export type { ConfigKeys } from './config/config-keys.ts';
export {
  describeAdapted,
  describeConfigError,
  describeRepeated,
  describeUnknown,
} from './command-line/texts/config-sentences.ts';
export { EXIT } from './system/exit-codes.ts';
export { PROGRAM_VERSION, RELEASE_SOURCE } from './command-line/texts/program-info.ts';
export { requestedAction } from './command-line/options/requested-action.ts';
export { DEVICE_ACTIONS, MEASURED_WATTS } from './devices/device.ts';
export type { DeviceAction, DeviceLogin, DeviceReading, PowerPlans } from './devices/device.ts';
export type { DeviceComplaint } from './devices/device-complaint.ts';
export type { DeviceError } from './devices/device-error.ts';
export type { DeviceSearch } from './devices/device-events.ts';
export type {
  DeviceSetup,
  SetupFault,
  SetupOrder,
  SetupPlan,
  SetupStep,
} from './devices/device-setup.ts';
export type {
  Devices,
  FindError,
  GivenLogin,
  GivenLogins,
  LoginStore,
  SearchRange,
} from './devices/devices.ts';
export { WORKER_NAME } from './devices/setup/worker-name.ts';
export { isVirtualInterface } from './devices/virtual-interface.ts';
export type { RateDifference } from './devices/watch/rate-difference.ts';
export type {
  Check,
  CheckOf,
  Firewall,
  MachineSeen,
  SkipReason,
  Verdict,
} from './diagnosis/checks.ts';
export { diagnosisReport } from './command-line/diagnosis/diagnosis-report.ts';
export { diagnose } from './diagnosis/diagnose.ts';
export { secretsIn } from './diagnosis/secret-settings.ts';
export { withoutSecrets } from './diagnosis/without-secrets.ts';
export type { Diagnosis } from './diagnosis/diagnose.ts';
export type { OwnMiner } from './diagnosis/own-miner.ts';
export { openHistory } from './history/history.ts';
export type { History } from './history/history.ts';
export type { HistoryMark } from './history/marks/history-mark.ts';
export type { MarkQuery } from './history/marks/mark-query.ts';
export type { Earned } from './history/block-table.ts';
export type { BestShare } from './history/luck/best-share-table.ts';
export type { BestShares } from './history/luck/best-shares.ts';
export type {
  MachineShareSample,
  ChartStep,
  TotalSample,
} from './history/points/history-samples.ts';
export { luckBefore } from './luck/luck.ts';
export type { Luck } from './luck/luck.ts';
export { oddsOf } from './luck/odds.ts';
export type { Odds } from './luck/odds.ts';
export { openLogFile } from './logging/log-file.ts';
export { formatLogLine } from './logging/log-line.ts';
export { createLog } from './logging/logger.ts';
export type { Log, Logger } from './logging/logger.ts';
export type { LogRecord } from './logging/log-record.ts';
export { sayOnStderr } from './logging/stderr-line.ts';
export { codeOf, detailOf, reasonOf } from './system/thrown-reason.ts';
export { renamePatiently } from './system/patient-rename.ts';
export { LOCK_FILE, lockFaultText, takeDataLock } from './system/data-lock.ts';
export type { LockFault, LockHolder } from './system/data-lock.ts';
export { visibleLines } from './logging/visible-text.ts';
export type {
  ChartSample,
  DeviceProblem,
  DeviceSample,
  DeviceSnapshot,
  GroupProblem,
  GroupSnapshot,
  GroupState,
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
  DifficultyNotice,
  LeaveReason,
  MachineStage,
  ShareCounts,
  ShareRefusal,
} from './stratum/stratum-events.ts';
export { checkForUpdate } from './updates/check-for-update.ts';
export type { LatestRelease, UpdateFault } from './updates/check-for-update.ts';
export type { NodeError, NodeErrorKind } from './node/node-errors.ts';
export type { BlockSeen, ChainTip, NetworkInfo } from './node/node-events.ts';
export { runCommandLine } from './command-line/run-command-line.ts';
export { createTurns } from './mining/turns.ts';
export { mayPass } from './mining/start-error.ts';
export type { StartError } from './mining/start-error.ts';
export { err, ok, unwrap } from './result.ts';
export type { Result } from './result.ts';
export { gpuFaultText } from './workers/gpu/gpu-fault-text.ts';
export { listGpus } from './workers/gpu/list-gpus.ts';
export type { StartGpuProcess } from './workers/gpu/process/gpu-process.ts';
export { tryExternalWorker } from './workers/external/try-external-worker.ts';
export type { TryResult } from './workers/external/try-external-worker.ts';
