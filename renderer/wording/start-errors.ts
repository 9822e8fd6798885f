/** Why mining could not start, in a sentence or two: what is wrong, and what to do. */
import type { Failure } from '../../contract/screen-contract.ts';
import type { MessageId } from '../../messages/catalogues.ts';
import type { Translation } from '../../messages/translation.ts';
import { withoutStop } from './shortened.ts';

type StartError = Extract<Failure, { kind: 'start' }>['error'];
type ErrorOf<Kind extends StartError['kind']> = Extract<StartError, { kind: Kind }>;

const KEY_TEXTS: Readonly<Record<ErrorOf<'public-key'>['reason'], MessageId>> = {
  missing: 'failures.start.key.missing',
  'not-hex': 'failures.start.key.notHex',
  'wrong-length': 'failures.start.key.length',
};

const LISTEN_TEXTS: Readonly<Record<ErrorOf<'listen'>['reason'], MessageId>> = {
  'in-use': 'failures.start.listen.inUse',
  'no-permission': 'failures.start.listen.noPermission',
  'no-such-address': 'failures.start.listen.noAddress',
  'bad-interface': 'failures.start.listen.noAddress',
  other: 'failures.start.listen.other',
};

const SERVERS: Readonly<Record<ErrorOf<'listen'>['server'], MessageId>> = {
  stratum: 'failures.start.server.stratum',
  'on-demand': 'failures.start.server.onDemand',
  metrics: 'failures.start.server.metrics',
  practice: 'failures.start.server.practice',
};

const PRACTICE_TEXTS: Readonly<Record<ErrorOf<'practice-data'>['reason'], MessageId>> = {
  full: 'failures.start.practice.full',
  'lock-is-no-file': 'failures.start.practice.lock',
  unusable: 'failures.start.practice.unusable',
  'other-layout': 'failures.start.practice.otherLayout',
  'in-use': 'failures.start.practice.inUse',
  'other-network': 'failures.start.practice.otherNetwork',
};

/** Why graphics cards cannot be asked; any other kind is an error of the driver. */
const GPU_TEXTS: Readonly<Partial<Record<ErrorOf<'gpu'>['fault']['kind'], MessageId>>> = {
  'no-webgpu': 'failures.start.gpu.noWebgpu',
  'gpu-hung': 'failures.start.gpu.hung',
  'gpu-not-started': 'failures.start.gpu.notStarted',
  'gpu-exited': 'failures.start.gpu.exited',
};

/** The parts of mining, which are opened at a start and closed at a stop. */
export const PART_TEXTS: Readonly<Record<ErrorOf<'unexpected'>['step'], MessageId>> = {
  metrics: 'failures.part.metrics',
  samples: 'failures.part.samples',
  'practice-network': 'failures.part.practice',
  nodes: 'failures.part.nodes',
  workers: 'failures.part.workers',
  outbox: 'failures.part.outbox',
  loops: 'failures.part.loops',
};

/** The sentence for the screen, in the language of `t`. */
export function startErrorText({ t }: Pick<Translation, 't'>, error: StartError): string {
  switch (error.kind) {
    case 'public-key':
      return t(KEY_TEXTS[error.reason], { digits: error.digits });
    case 'listen': {
      const { interfaceName, detail } = error;
      // As text: a port is a name, which takes no thousands separator.
      const port = String(error.port);
      return t(LISTEN_TEXTS[error.reason], {
        ...{ port, interfaceName, detail },
        server: t(SERVERS[error.server]),
      });
    }
    case 'stratum-difficulty':
      return t('failures.start.stratumDifficulty', { value: String(error.value) });
    case 'no-command':
      return t('failures.start.noCommand');
    case 'command-not-confirmed':
      return t('failures.start.commandNotConfirmed');
    case 'gpu':
      return t('failures.start.gpu', {
        reason: t(GPU_TEXTS[error.fault.kind] ?? 'failures.start.gpu.failed', {
          detail: withoutStop(error.fault.detail),
        }),
      });
    case 'no-gpu':
      return error.software.length === 0
        ? t('failures.start.noGpu')
        : t('failures.start.softwareGpu', { names: error.software.join(', ') });
    case 'practice-data':
      return t(PRACTICE_TEXTS[error.reason], { file: error.file ?? '', detail: error.detail });
    case 'unexpected':
      return t('failures.start.unexpected', {
        step: t(PART_TEXTS[error.step]),
        detail: error.detail,
      });
  }
}
