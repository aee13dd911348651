import { parseAlertWindows } from '../specs/alertWindowCatalog';
import { parseSpecs } from '../specs/parseSpecs';
import { SliPlugin } from '../specs/sliPlugins';
import { tooManySlos } from '../specs/specLimits';
import { SpecProblem } from '../specs/types';
import { generateRules } from './generateRules';
import { rulesToYaml } from './rulesYaml';
import { RulesAnswer, RulesRequest } from './schema';

const hasErrors = (problems: readonly SpecProblem[]) =>
  problems.some(({ severity }) => severity === 'error');

/** Makes the rules of a text of specs, or says why there are none. */
export function answerRules(
  request: RulesRequest,
  { sliPlugins }: { sliPlugins?: readonly SliPlugin[] } = {},
): RulesAnswer {
  const { spec, periodDays, corrections, alertWindows, extraLabels } = request;
  const { specs, problems } = parseSpecs(spec, { periodDays, sliPlugins });
  const windows =
    alertWindows === undefined ? undefined : parseAlertWindows([alertWindows]);
  problems.push(
    ...(windows?.problems ?? []).map(problem => ({
      ...problem,
      path: `alertWindows: ${problem.path}`,
    })),
  );
  problems.push(...tooManySlos(specs.length));
  if (hasErrors(problems)) {
    return { outcome: 'refused', problems };
  }
  const made = generateRules(specs, {
    corrections,
    extraLabels,
    ...(windows && { windows: windows.catalog }),
  });
  const all = [...problems, ...made.problems];
  if (hasErrors(all)) {
    return { outcome: 'refused', problems: all };
  }
  return {
    outcome: 'generated',
    rules: rulesToYaml(made.slos),
    slos: made.slos.map(slo => ({
      service: slo.spec.service,
      name: slo.spec.name,
      objective: slo.spec.objective,
      periodDays: slo.spec.periodDays,
      recordingRules: slo.sli.rules.length + slo.meta.rules.length,
      alertingRules: slo.alerts.rules.length,
    })),
    problems: all,
  };
}
