/** `--diagnose`: makes all checks and prints the report. */
import { diagnose } from '../../diagnosis/diagnose.ts';
import { ok } from '../../result.ts';
import { EXIT } from '../../system/exit-codes.ts';
import { defaultDataDirectory } from '../headless/data-folder.ts';
import type { Command } from '../options/parse-command-line.ts';
import { print } from '../print.ts';
import { PROGRAM_VERSION } from '../texts/program-info.ts';
import { diagnosisJson, diagnosisReport, hasFailed } from './diagnosis-report.ts';

/** @returns the exit code, see system/exit-codes.ts */
export async function runDiagnosis({
  configuration,
  dataDirectory,
  asJson,
}: Extract<Command, { kind: 'diagnose' }>): Promise<number> {
  const diagnosis = await diagnose({
    configuration: configuration.ok
      ? ok({
          config: configuration.value.config,
          unknown: configuration.value.unknown.map(({ key }) => key),
          adapted: configuration.value.adapted.map(({ key }) => key),
          repeated: configuration.value.repeated.map(({ key }) => key),
        })
      : configuration,
    folder: dataDirectory ?? defaultDataDirectory(),
    version: PROGRAM_VERSION,
  });
  const report = asJson ? diagnosisJson(diagnosis) : diagnosisReport(diagnosis);
  return print(report, hasFailed(diagnosis) ? EXIT.checkFailed : EXIT.done);
}
