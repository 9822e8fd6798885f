/** What each setting on screen is called, and the sentence that explains it. */
import type { MinerConfig } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';

export interface SettingTexts {
  readonly label: MessageId;
  /** Absent where the sentence depends on other settings: the field then brings it. */
  readonly about?: MessageId;
}

/** Every setting that has a place on screen, by its key in the configuration. */
export const SETTING_TEXTS = {
  account: { label: 'settings.account', about: 'settings.account.about' },
  constantDelayBlockTime: { label: 'settings.constantDelayBlockTime' },
  gpuIntensity: { label: 'settings.gpuIntensity', about: 'settings.gpuIntensity.about' },
  cpuDutyCycle: { label: 'settings.cpuDutyCycle', about: 'settings.cpuDutyCycle.about' },
  cpuThreads: { label: 'settings.cpuThreads' },
  currency: { label: 'settings.currency', about: 'settings.currency.about' },
  defaultHTTPTimeout: {
    label: 'settings.defaultHTTPTimeout',
    about: 'settings.defaultHTTPTimeout.about',
  },
  electricityPrice: {
    label: 'settings.electricityPrice',
    about: 'settings.electricityPrice.about',
  },
  externalWorkerCommand: { label: 'settings.externalWorkerCommand' },
  externalWorkerCommands: { label: 'settings.externalWorkerCommand' },
  externalWorkerEnvironment: {
    label: 'settings.externalWorkerEnvironment',
    about: 'settings.externalWorkerEnvironment.about',
  },
  externalWorkerRatePattern: {
    label: 'settings.externalWorkerRatePattern',
    about: 'settings.externalWorkerRatePattern.about',
  },
  externalWorkerTargetFormat: {
    label: 'settings.externalWorkerTargetFormat',
    about: 'settings.externalWorkerTargetFormat.about',
  },
  fallbackNodes: { label: 'settings.fallbackNodes', about: 'settings.fallbackNodes.about' },
  hashRate: { label: 'settings.hashRate' },
  identifyMachines: {
    label: 'settings.identifyMachines',
    about: 'settings.identifyMachines.about',
  },
  insecure: { label: 'settings.insecure', about: 'settings.insecure.about' },
  logLevel: { label: 'settings.logLevel', about: 'settings.logLevel.about' },
  metricsPort: { label: 'settings.metricsPort', about: 'settings.metricsPort.about' },
  node: { label: 'settings.node', about: 'settings.node.about' },
  nodeConnectTimeout: {
    label: 'settings.nodeConnectTimeout',
    about: 'settings.nodeConnectTimeout.about',
  },
  notifyForm: { label: 'notices.form', about: 'notices.form.about' },
  notifyKinds: { label: 'notices.kinds', about: 'notices.kinds.about' },
  notifyOfflineAfter: { label: 'notices.offlineAfter', about: 'notices.offlineAfter.about' },
  notifyQuietHours: { label: 'notices.quietHours', about: 'notices.quietHours.about' },
  notifyQuietPass: { label: 'notices.quietPass' },
  notifyRateBelow: { label: 'notices.rateBelow', about: 'notices.rateBelow.about' },
  notifyRejectsAbove: { label: 'notices.rejectsAbove', about: 'notices.rejectsAbove.about' },
  notifyWebhook: { label: 'notices.webhook', about: 'notices.webhook.about' },
  onDemandInterface: {
    label: 'settings.onDemandInterface',
    about: 'settings.onDemandInterface.about',
  },
  onDemandPort: { label: 'settings.onDemandPort', about: 'settings.onDemandPort.about' },
  mineSchedule: { label: 'settings.mineSchedule', about: 'settings.mineSchedule.about' },
  pauseAboveCelsius: { label: 'settings.pauseAboveCelsius' },
  pauseInUse: { label: 'settings.pauseInUse', about: 'settings.pauseInUse.about' },
  pauseOnBattery: { label: 'settings.pauseOnBattery', about: 'settings.pauseOnBattery.about' },
  practice: { label: 'settings.practice', about: 'settings.practice.about' },
  practiceBlockDelay: {
    label: 'settings.practiceBlockDelay',
    about: 'settings.practiceBlockDelay.about',
  },
  practiceDisablePow: { label: 'settings.practiceDisablePow' },
  practiceGraph: { label: 'settings.practiceGraph', about: 'settings.practiceGraph.about' },
  publicKey: { label: 'settings.publicKey' },
  resumeAfterIdle: { label: 'settings.resumeAfterIdle', about: 'settings.resumeAfterIdle.about' },
  stratumAllowedRigs: { label: 'settings.stratumAllowedRigs' },
  stratumAskFirst: { label: 'settings.stratumAskFirst', about: 'settings.stratumAskFirst.about' },
  stratumDifficulty: { label: 'settings.stratumDifficulty' },
  stratumInterface: {
    label: 'settings.stratumInterface',
    about: 'settings.stratumInterface.about',
  },
  stratumMinDifficulty: {
    label: 'settings.stratumMinDifficulty',
    about: 'settings.stratumMinDifficulty.about',
  },
  stratumNodeTimeout: {
    label: 'settings.stratumNodeTimeout',
    about: 'settings.stratumNodeTimeout.about',
  },
  stratumPassword: { label: 'settings.stratumPassword', about: 'settings.stratumPassword.about' },
  stratumPort: { label: 'settings.stratumPort', about: 'settings.stratumPort.about' },
  stratumProxies: { label: 'settings.stratumProxies', about: 'settings.stratumProxies.about' },
  stratumRate: { label: 'settings.stratumRate', about: 'settings.stratumRate.about' },
  threadCount: { label: 'settings.threadCount' },
  useTls: { label: 'settings.useTls', about: 'settings.useTls.about' },
  watchMachines: { label: 'settings.watchMachines', about: 'settings.watchMachines.about' },
  worker: { label: 'settings.worker', about: 'settings.worker.about' },
  workers: { label: 'settings.worker' },
} as const satisfies { readonly [Key in keyof MinerConfig]?: SettingTexts };

/** A setting that has a place on screen. */
export type SettingName = keyof typeof SETTING_TEXTS;

/** What a setting is called on screen; undefined where it has no place there. */
export function settingLabel(key: keyof MinerConfig): MessageId | undefined {
  return key in SETTING_TEXTS ? SETTING_TEXTS[key as SettingName].label : undefined;
}
