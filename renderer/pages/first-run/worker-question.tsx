import { Checkbox } from '@mantine/core';
import { ThreadsSlider } from '../../components/controls/threads-slider.tsx';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { Choices } from '../../components/controls/choices.tsx';
import { useTranslation } from '../../stores/use-translation.ts';
import { workerText } from '../../wording/settings/worker-kinds.ts';
import type { Answers } from './answers.ts';
import { Question } from './question.tsx';

interface WorkerQuestionProps {
  readonly answers: Answers;
  readonly change: (changes: Partial<Answers>) => void;
}

/** The processor of this computer, or machines. */
export function WorkerQuestion({ answers, change }: WorkerQuestionProps) {
  const translation = useTranslation();
  const { t } = translation;
  const cores = useSettingsStore((settings) => settings.cpuCores);
  return (
    <Question number={3} title={t('first-run.worker.question')}>
      <Choices
        layout="cards"
        name="worker"
        label={t('first-run.worker.question')}
        value={answers.worker}
        choices={[
          {
            value: 'cpu',
            title: workerText(translation, 'cpu').title,
            text: t('first-run.worker.cpu.text'),
          },
          {
            value: 'stratum',
            title: workerText(translation, 'stratum').title,
            text: t('first-run.worker.stratum.text'),
          },
        ]}
        onChoose={(worker) => change({ worker })}
      />
      {answers.worker === 'stratum' && (
        <Checkbox
          label={t('first-run.worker.find')}
          description={t('first-run.worker.find.about')}
          checked={answers.findsMachines}
          onChange={(event) => change({ findsMachines: event.currentTarget.checked })}
        />
      )}
      {answers.worker === 'cpu' && (
        <ThreadsSlider
          cores={cores}
          value={answers.threadCount}
          onChange={(threadCount) => change({ threadCount })}
        />
      )}
    </Question>
  );
}
