/** Why mining could not start, for the terminal: what is wrong, and what to do. */
import type { StartError, StartStep } from '../../mining/start-error.ts';
import { gpuFaultText } from '../../workers/gpu/gpu-fault-text.ts';
import type { WorkerFault } from '../../workers/worker.ts';
import { holderText } from '../../system/data-lock.ts';
import type { LockHolder } from '../../system/data-lock.ts';

/** Two programs in one data folder would submit a waiting block twice. */
export function folderInUseSentence(folder: string, holder: LockHolder | null): string {
  return `The folder ${folder} is in use by ${holderText(holder)}. Stop it first, or name another folder with --data-dir.`;
}

type ListenStartError = Extract<StartError, { kind: 'listen' }>;

const SERVERS: Readonly<Record<ListenStartError['server'], string>> = {
  stratum: 'Stratum',
  'on-demand': 'on-demand',
  metrics: 'metrics',
  practice: 'practice network',
};

const STEPS: Readonly<Record<StartStep, string>> = {
  metrics: 'the metrics server',
  samples: 'sampling for the charts',
  'practice-network': 'the practice network',
  nodes: 'the connection to the nodes',
  workers: 'the workers',
  outbox: 'the outbox of solved blocks',
  loops: 'the search for blocks',
};

/** One or two sentences in English. */
export function startErrorSentence(error: StartError): string {
  switch (error.kind) {
    case 'public-key':
      return keySentence(error);
    case 'listen':
      return listenSentence(error);
    case 'stratum-difficulty':
      return `stratumDifficulty is ${JSON.stringify(error.value)}: it must be block, a level from 0 to 256, period, or period:<seconds>.`;
    case 'no-command':
      return 'There is no external program to mine with. Set externalWorkerCommand.';
    case 'command-not-confirmed':
      return 'You have not agreed to run the command of the external program. Start again to be asked.';
    case 'gpu':
      return gpuSentence(error.fault);
    case 'no-gpu':
      return noGpuSentence(error.software);
    case 'practice-data':
      return practiceSentence(error);
    case 'unexpected':
      return `Mining could not start: ${STEPS[error.step]} failed: ${error.detail}. This is a bug in Heddle; please report it with the log.`;
  }
}

function gpuSentence(fault: WorkerFault): string {
  if (fault.kind === 'no-webgpu') {
    return `The worker gpu needs the npm package webgpu, which cannot be loaded: ${fault.detail}. Install it with: npm install --include=optional`;
  }
  return `The graphics cards of this computer cannot be asked: ${gpuFaultText(fault)}. Update the graphics driver.`;
}

function noGpuSentence(software: readonly string[]): string {
  const none = 'No graphics card was found that WebGPU can use.';
  if (software.length === 0)
    return `${none} Install the driver of yours, or choose another worker.`;
  return `${none} ${software.join(', ')} computes on the processor, slower than the worker cpu; --allow-software-gpu uses it nevertheless.`;
}

function keySentence({ reason, digits }: Extract<StartError, { kind: 'public-key' }>): string {
  switch (reason) {
    case 'missing':
      return 'Mining needs a public key to pay rewards to. Set publicKey.';
    case 'not-hex':
      return 'publicKey may only have the digits 0-9 and the letters a-f.';
    case 'wrong-length':
      return `publicKey has ${digits} hex digits instead of 64.`;
  }
}

function listenSentence({ server, setting, reason, ...rest }: ListenStartError): string {
  const { port, interfaceName, detail } = rest;
  const name = SERVERS[server];
  const instead = (value: string): string =>
    setting === null ? '' : ` Set ${setting} to ${value}.`;
  switch (reason) {
    case 'in-use':
      return `The ${name} port ${port} is in use by another program.${instead('another port, or close that program')}`;
    case 'no-permission':
      return `You do not have permission to open the ${name} port ${port}.${instead('1024 or higher')}`;
    case 'no-such-address':
    case 'bad-interface':
      return `This computer has no address ${JSON.stringify(interfaceName)} for the ${name} port.${instead('one of its own addresses, or to * for all of them')}`;
    case 'other':
      return `The ${name} port ${port} could not be opened: ${detail}.`;
  }
}

function practiceSentence({
  reason,
  file,
  detail,
}: Extract<StartError, { kind: 'practice-data' }>): string {
  const where = file ?? 'memory';
  switch (reason) {
    case 'in-use':
      return `The practice chains in ${where} are in use: ${detail}. Stop it first.`;
    case 'other-network':
      return `The practice chains in ${where} belong to another graph. Set practiceGraph to that graph, or delete the file.`;
    case 'other-layout':
      return `The practice chains in ${where} were written by another version of Heddle. Delete the file to begin new ones.`;
    case 'full':
      return `The disk is full: the practice chains in ${where} cannot be opened. Free some space, then start again.`;
    case 'lock-is-no-file':
      return `${where} is not a file, so the practice chains cannot be locked. Delete or rename it, then start again.`;
    case 'unusable':
      return `The practice chains in ${where} cannot be used: ${detail}.`;
  }
}
