import { Button } from '../../../components/controls/button.tsx';
import { Icon } from '../../../components/controls/icons.tsx';
import { tryProgram } from '../../../components/problems/try-program.ts';
import type { TryResult } from '../../../../contract/screen-contract.ts';
import { useTryStore, whatIsTried } from '../../../stores/try-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { durationText } from '../../../wording/figures/durations.ts';
import { tryVerdictText } from '../../../wording/machines/try-verdict.ts';
import { leftText, triedText } from '../../../wording/problems/worker-problems.ts';
import { SettingRow } from '../fields/setting-row.tsx';
import { useConfig } from '../fields/use-setting.ts';
import styles from './external.module.css';

const IDLE = { status: 'idle', refusal: null } as const;

/** Runs the saved command once on an easy job and shows what came back. */
export function TryExternal({ hasCommand }: { readonly hasCommand: boolean }) {
  const { t } = useTranslation();
  const what = whatIsTried(useConfig());
  const { isTrying, tried } = useTryStore();
  const button = t(isTrying ? 'settings.tryExternal.busy' : 'settings.tryExternal.button');
  const result = tried?.what === what ? tried.result : null;
  return (
    <SettingRow
      name="tryExternal"
      label={t('settings.tryExternal')}
      namesControl={false}
      about={t(hasCommand ? 'settings.tryExternal.about' : 'settings.tryExternal.noCommand')}
      applies={null}
      state={IDLE}
    >
      <Button
        id="setting-tryExternal"
        busy={isTrying}
        disabled={!hasCommand}
        onClick={() => void tryProgram()}
      >
        {button}
      </Button>
      <div role="status">{result !== null && <Outcome result={result} />}</div>
    </SettingRow>
  );
}

function Outcome({ result }: { readonly result: TryResult }) {
  const translation = useTranslation();
  const { t } = translation;
  const { works, verdict, fault, left, commandLine, exitCode, stdout, stderr, durationMs } = result;
  const duration = durationText(translation, durationMs / 1000);
  return (
    <div className={styles.outcome}>
      <p data-works={works}>
        <Icon name={works ? 'check' : 'cross'} size={16} />
        {fault === null
          ? tryVerdictText(translation, verdict)
          : t('settings.tryExternal.fails', { reason: triedText(translation, fault) })}
      </p>
      {left !== null && <p>{leftText(translation, left)}</p>}
      <dl>
        <Excerpt name={t('settings.tryExternal.command')} text={commandLine} />
        <Excerpt
          name={t('settings.tryExternal.ended')}
          text={
            exitCode === null
              ? t('settings.tryExternal.noExitCode', { duration })
              : t('settings.tryExternal.exitCode', { code: String(exitCode), duration })
          }
        />
        <Excerpt name={t('settings.tryExternal.output')} text={stdout} />
        <Excerpt name={t('settings.tryExternal.errors')} text={stderr} />
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
