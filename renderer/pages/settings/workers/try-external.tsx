import { useTranslation } from '../../../stores/use-translation.ts';
import { useState } from 'react';
import { tryExternal } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { Icon } from '../../../components/controls/icons.tsx';
import type { MinerConfig, TryResult } from '../../../../contract/screen-contract.ts';
import { durationText } from '../../../wording/durations.ts';
import { triedText } from '../../../wording/problems/worker-problems.ts';
import styles from './external.module.css';
import { SettingRow } from '../fields/setting-row.tsx';

const IDLE = { status: 'idle', refusal: null } as const;

/** Runs the saved command once on an easy job and shows what came back. */
export function TryExternal({
  config,
  hasCommand,
}: {
  readonly config: MinerConfig;
  readonly hasCommand: boolean;
}) {
  const [isTrying, setTrying] = useState(false);
  const [tried, setTried] = useState<{ readonly what: string; readonly result: TryResult } | null>(
    null,
  );
  const settings = {
    externalWorkerCommand: config.externalWorkerCommand,
    externalWorkerCommands: config.externalWorkerCommands,
    externalWorkerTargetFormat: config.externalWorkerTargetFormat,
    externalWorkerEnvironment: config.externalWorkerEnvironment,
  };
  const what = JSON.stringify(settings);
  const attempt = async (): Promise<void> => {
    setTrying(true);
    setTried(null);
    try {
      setTried({ what, result: await tryExternal(settings) });
    } finally {
      setTrying(false);
    }
  };
  // A result of other settings would mislead.
  const result = tried?.what === what ? tried.result : null;
  return (
    <SettingRow
      name="tryExternal"
      label="Does it work?"
      namesControl={false}
      sentence={
        hasCommand
          ? 'Runs the first command once, on a job of about a thousand hashes, and shows what came back.'
          : 'Enter a command first.'
      }
      applies={null}
      state={IDLE}
    >
      <Button
        id="setting-tryExternal"
        busy={isTrying}
        disabled={!hasCommand}
        onClick={() => void attempt()}
      >
        {isTrying ? 'Trying' : 'Try it'}
      </Button>
      <div role="status">{result !== null && <Outcome result={result} />}</div>
    </SettingRow>
  );
}

function Outcome({ result }: { readonly result: TryResult }) {
  const translation = useTranslation();
  const { works, verdict, fault, commandLine, exitCode, stdout, stderr, durationMs } = result;
  return (
    <div className={styles.outcome}>
      <p data-works={works}>
        <Icon name={works ? 'check' : 'cross'} size={16} />{' '}
        {fault === null ? verdict : `This does not work: ${triedText(translation, fault)}.`}
      </p>
      <dl>
        <Excerpt name="Command" text={commandLine} />
        <Excerpt
          name="Ended"
          text={`${exitCode === null ? 'without an exit code' : `exit code ${exitCode}`}, after ${durationText(translation, durationMs / 1000)}`}
        />
        <Excerpt name="Printed" text={stdout} />
        <Excerpt name="Errors" text={stderr} />
      </dl>
    </div>
  );
}

function Excerpt({ name, text }: { readonly name: string; readonly text: string }) {
  if (text.trim() === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd className="mono selectable">{text}</dd>
    </div>
  );
}
