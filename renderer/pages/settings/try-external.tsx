import { useState } from 'react';
import { tryExternal } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import type { MinerConfig, TryResult } from '../../stores/facts.ts';
import { durationText } from '../../wording/durations.ts';
import styles from './external.module.css';
import { SettingRow } from './setting-row.tsx';

const IDLE = { status: 'idle', refusal: null } as const;

/** Runs the saved command once on an easy job and shows what came back. */
export function TryExternal({ config }: { readonly config: MinerConfig }) {
  const [isTrying, setTrying] = useState(false);
  const [result, setResult] = useState<TryResult | null>(null);
  const attempt = async (): Promise<void> => {
    setTrying(true);
    setResult(null);
    try {
      setResult(
        await tryExternal({
          externalWorkerCommand: config.externalWorkerCommand,
          externalWorkerCommands: config.externalWorkerCommands,
          externalWorkerTargetFormat: config.externalWorkerTargetFormat,
          externalWorkerEnvironment: config.externalWorkerEnvironment,
        }),
      );
    } finally {
      setTrying(false);
    }
  };
  return (
    <SettingRow
      name="tryExternal"
      label="Does it work?"
      namesControl={false}
      sentence="Runs the first command once, on a job of about a thousand hashes."
      applies="now"
      state={IDLE}
    >
      <Button id="setting-tryExternal" busy={isTrying} onClick={() => void attempt()}>
        {isTrying ? 'Trying' : 'Try it'}
      </Button>
      <div role="status">{result !== null && <Outcome result={result} />}</div>
    </SettingRow>
  );
}

function Outcome({ result }: { readonly result: TryResult }) {
  const { works, verdict, commandLine, exitCode, stdout, stderr, durationMs } = result;
  return (
    <div className={styles.outcome}>
      <p data-works={works}>
        <Icon name={works ? 'check' : 'cross'} size={16} /> {verdict}
      </p>
      <dl>
        <Excerpt name="Command" text={commandLine} />
        <Excerpt
          name="Ended"
          text={`${exitCode === null ? 'without an exit code' : `exit code ${exitCode}`}, after ${durationText(durationMs / 1000)}`}
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
