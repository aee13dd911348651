import { selectsSlo, sloIdOfSpec, SloKey } from '@goreliable/plugin-slo-common';
import { SeriesScope } from '../discovery/selectors';
import { LoadedRule, RulesSource } from '../ports';
import { isRuleOf } from '../review/ratioRules';

/**
 * The rules that a source has loaded for an SLO, and no others: a store that does not
 * narrow its answer down gives everybody's.
 *
 * @throws UpstreamError if the source does not answer, the signal's reason when aborted
 */
export async function askLoadedRules(
  { source, scope }: { source: RulesSource; scope: SeriesScope },
  slo: SloKey,
  signal: AbortSignal,
): Promise<LoadedRule[]> {
  const { service, name } = slo;
  const operation = `read the rules of ${service} ${name}`;
  if (slo.tool === 'pyrra') {
    // All of Pyrra's rules carry the label of the SLO, its alerts too.
    const labels = { slo: name };
    const rules = await source.loadedRules({ operation, labels, signal });
    return rules.filter(rule => isRuleOf(rule, slo, scope));
  }
  const labels = { sloth_service: service, sloth_slo: name };
  const group = `sloth-slo-alerts-${sloIdOfSpec({ service, name })}`;
  // Sloth's alerts do not carry the labels; they only look at series that do.
  const [labelled, alerting] = await Promise.all([
    source.loadedRules({ operation, labels, signal }),
    source.loadedRules({ operation, group, signal }),
  ]);
  return [
    ...labelled.filter(
      rule => rule.kind === 'recording' && isRuleOf(rule, slo, scope),
    ),
    ...alerting.filter(
      rule =>
        rule.kind === 'alerting' &&
        (rule.group === group || selectsSlo(rule.promql, service, name)),
    ),
  ];
}
