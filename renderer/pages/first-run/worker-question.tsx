import { Checkbox } from '@mantine/core';
import { ThreadsSlider } from '../../components/controls/threads-slider.tsx';
import { useGraphicsCards } from '../../components/controls/use-graphics-cards.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { SeveralChoices } from '../../components/controls/choices.tsx';
import { useTranslation } from '../../stores/use-translation.ts';
import { workerText } from '../../wording/settings/worker-kinds.ts';
import type { Answers } from './answers.ts';
import { Question } from './question.tsx';

interface WorkerQuestionProps {
  readonly answers: Answers;
  readonly change: (changes: Partial<Answers>) => void;
}

/** Asks what mines: the processor, the graphics cards where there are any, machines, or several of these. */
export function WorkerQuestion({ answers, change }: WorkerQuestionProps) {
  const translation = useTranslation();
  const { t } = translation;
  const cores = useSettingsStore((settings) => settings.cpuCores);
  const cards = useGraphicsCards();
  return (
    <Question number={3} title={t('first-run.worker.question')}>
      <SeveralChoices
        layout="cards"
        name="worker"
        label={t('first-run.worker.question')}
        values={answers.workers}
        atLeastOne={t('settings.worker.atLeastOne')}
        choices={[
          {
            value: 'cpu',
            title: workerText(translation, 'cpu').title,
            text: t('first-run.worker.cpu.text'),
          },
          ...(cards.length === 0
            ? []
            : [
                {
                  value: 'gpu' as const,
                  title: workerText(translation, 'gpu').title,
                  text: t('first-run.worker.gpu.text', { names: cards.join(', ') }),
                },
              ]),
          {
            value: 'stratum',
            title: workerText(translation, 'stratum').title,
            text: t('first-run.worker.stratum.text'),
          },
        ]}
        onChange={(workers) => change({ workers })}
      />
      {answers.workers.includes('cpu') && (
        <ThreadsSlider
          cores={cores}
          value={answers.threadCount}
          onChange={(threadCount) => change({ threadCount })}
        />
      )}
      {answers.workers.includes('stratum') && (
        <Checkbox
          label={t('first-run.worker.find')}
          description={t('first-run.worker.find.about')}
          checked={answers.findsMachines}
          onChange={(event) => change({ findsMachines: event.currentTarget.checked })}
        />
      )}
    </Question>
  );
}
