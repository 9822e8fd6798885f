/** Why a machine could not be set up, in sentences. */
import type { DeviceSetup } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { durationText } from '../figures/durations.ts';
import { withoutStop } from '../shortened.ts';
import { deviceErrorText } from './device-errors.ts';
import type { HappenedAndAdvice } from './device-errors.ts';
import { accessRefusalText } from '../machines/machine-refusals.ts';

type SetupFault = NonNullable<DeviceSetup['fault']>;

/** What happened, with the machine's own answer, and what to do. */
export function setupFaultText(translation: Translation, fault: SetupFault): HappenedAndAdvice {
  const { t } = translation;
  switch (fault.kind) {
    case 'device':
      return deviceErrorText(translation, fault.error);
    case 'did-not-connect':
      return {
        happened: t('devices.fault.didNotConnect', {
          duration: durationText(translation, fault.waitedMs / 1000),
        }),
        advice: t('devices.fault.didNotConnect.advice'),
      };
    case 'on-failover':
      return {
        happened: t('devices.fault.onFailover', {
          url: fault.url,
          duration: durationText(translation, fault.waitedMs / 1000),
        }),
        advice: t('devices.fault.onFailover.advice'),
      };
    case 'not-admitted':
      return {
        happened: t('devices.fault.notAdmitted', {
          reason: accessRefusalText(translation, fault.refusal),
        }),
        advice: t('devices.fault.notAdmitted.advice'),
      };
    case 'no-share':
      return {
        happened: t('devices.fault.noShare', {
          duration: durationText(translation, fault.waitedMs / 1000),
        }),
        advice: t('devices.fault.noShare.advice'),
      };
    case 'name-taken':
      return {
        happened: t('devices.fault.nameTaken', { worker: fault.worker }),
        advice: t('devices.fault.nameTaken.advice'),
      };
    case 'no-way':
      return {
        happened: t('devices.fault.noWay'),
        advice: t(
          fault.obstacle === 'no-server'
            ? 'configure.obstacle.noServer'
            : 'configure.obstacle.notListeningThere',
        ),
      };
    case 'server-stopped':
      return {
        happened: t('devices.fault.serverStopped'),
        advice: t('devices.fault.serverStopped.advice'),
      };
    case 'keeps-a-pool':
      return {
        happened: t('devices.fault.keepsPool', {
          reason: deviceErrorText(translation, fault.error).happened,
        }),
        advice: t('devices.fault.keepsPool.advice'),
      };
    case 'not-saved':
      return {
        happened: t('devices.fault.notSaved', { detail: withoutStop(fault.detail) }),
        advice: t('devices.fault.notSaved.advice'),
      };
  }
}
