import { ThreadsSlider } from '../../components/controls/threads-slider.tsx';
import { useSettingsStore } from '../../stores/settings-store.ts';
import type { Answers } from './answers.ts';
import { Choices, Question } from './question.tsx';

interface WorkerQuestionProps {
  readonly answers: Answers;
  readonly change: (changes: Partial<Answers>) => void;
}

/** The processor of this computer, or machines. */
export function WorkerQuestion({ answers, change }: WorkerQuestionProps) {
  const cores = useSettingsStore((settings) => settings.cpuCores);
  return (
    <Question number={3} title="What shall mine?">
      <Choices
        name="worker"
        label="What shall mine?"
        value={answers.worker}
        choices={[
          {
            value: 'cpu',
            title: "This computer's processor",
            words: 'One core less than there are keeps the computer pleasant to use.',
          },
          {
            value: 'stratum',
            title: 'ASICs over the network',
            words: 'Your machines connect to this computer; what to enter in them is shown next.',
          },
        ]}
        onChoose={(worker) => change({ worker })}
      />
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
