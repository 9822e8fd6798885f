/**
 * All texts of the screen, by language. Keys are `area.name`, one file for each area and language; texts are in ICU
 * message syntax: https://unicode-org.github.io/icu/userguide/format_parse/messages/
 */
import deBlocks from './de/blocks.json' with { type: 'json' };
import deBraid from './de/braid.json' with { type: 'json' };
import deCharts from './de/charts.json' with { type: 'json' };
import deConfig from './de/config.json' with { type: 'json' };
import deConfigure from './de/configure.json' with { type: 'json' };
import deConnect from './de/connect.json' with { type: 'json' };
import deDesktop from './de/desktop.json' with { type: 'json' };
import deDevices from './de/devices.json' with { type: 'json' };
import deDiagnosis from './de/diagnosis.json' with { type: 'json' };
import deFailures from './de/failures.json' with { type: 'json' };
import deFind from './de/find.json' with { type: 'json' };
import deFirstRun from './de/first-run.json' with { type: 'json' };
import deFrame from './de/frame.json' with { type: 'json' };
import deHome from './de/home.json' with { type: 'json' };
import deLogs from './de/logs.json' with { type: 'json' };
import deMachines from './de/machines.json' with { type: 'json' };
import deNotices from './de/notices.json' with { type: 'json' };
import deMarks from './de/marks.json' with { type: 'json' };
import deProblems from './de/problems.json' with { type: 'json' };
import deRepair from './de/repair.json' with { type: 'json' };
import deRests from './de/rests.json' with { type: 'json' };
import deSettings from './de/settings.json' with { type: 'json' };
import deSetup from './de/setup.json' with { type: 'json' };
import deUnits from './de/units.json' with { type: 'json' };
import deVerdict from './de/verdict.json' with { type: 'json' };
import deWorkers from './de/workers.json' with { type: 'json' };
import enBlocks from './en/blocks.json' with { type: 'json' };
import enBraid from './en/braid.json' with { type: 'json' };
import enCharts from './en/charts.json' with { type: 'json' };
import enConfig from './en/config.json' with { type: 'json' };
import enConfigure from './en/configure.json' with { type: 'json' };
import enConnect from './en/connect.json' with { type: 'json' };
import enDesktop from './en/desktop.json' with { type: 'json' };
import enDevices from './en/devices.json' with { type: 'json' };
import enDiagnosis from './en/diagnosis.json' with { type: 'json' };
import enFailures from './en/failures.json' with { type: 'json' };
import enFind from './en/find.json' with { type: 'json' };
import enFirstRun from './en/first-run.json' with { type: 'json' };
import enFrame from './en/frame.json' with { type: 'json' };
import enHome from './en/home.json' with { type: 'json' };
import enLogs from './en/logs.json' with { type: 'json' };
import enMachines from './en/machines.json' with { type: 'json' };
import enNotices from './en/notices.json' with { type: 'json' };
import enMarks from './en/marks.json' with { type: 'json' };
import enProblems from './en/problems.json' with { type: 'json' };
import enRepair from './en/repair.json' with { type: 'json' };
import enRests from './en/rests.json' with { type: 'json' };
import enSettings from './en/settings.json' with { type: 'json' };
import enSetup from './en/setup.json' with { type: 'json' };
import enUnits from './en/units.json' with { type: 'json' };
import enVerdict from './en/verdict.json' with { type: 'json' };
import enWorkers from './en/workers.json' with { type: 'json' };

/** All texts in English: the keys that every other language has too. */
export const english = {
  ...enBlocks,
  ...enBraid,
  ...enCharts,
  ...enConfig,
  ...enConfigure,
  ...enConnect,
  ...enDesktop,
  ...enDevices,
  ...enDiagnosis,
  ...enFailures,
  ...enFind,
  ...enFirstRun,
  ...enFrame,
  ...enHome,
  ...enLogs,
  ...enMachines,
  ...enNotices,
  ...enMarks,
  ...enProblems,
  ...enRepair,
  ...enRests,
  ...enSettings,
  ...enSetup,
  ...enUnits,
  ...enVerdict,
  ...enWorkers,
};

/** The key of a text. */
export type MessageId = keyof typeof english;

/** All texts in German. */
export const german: Readonly<Record<MessageId, string>> = {
  ...deBlocks,
  ...deBraid,
  ...deCharts,
  ...deConfig,
  ...deConfigure,
  ...deConnect,
  ...deDesktop,
  ...deDevices,
  ...deDiagnosis,
  ...deFailures,
  ...deFind,
  ...deFirstRun,
  ...deFrame,
  ...deHome,
  ...deLogs,
  ...deMachines,
  ...deNotices,
  ...deMarks,
  ...deProblems,
  ...deRepair,
  ...deRests,
  ...deSettings,
  ...deSetup,
  ...deUnits,
  ...deVerdict,
  ...deWorkers,
};
