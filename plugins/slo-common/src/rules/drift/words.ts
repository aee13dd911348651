import { RuleCounts, RuleDrift } from './ruleDrift';
import { RecordingTool } from '../../sloKey';
import { RuleVerdict } from './schema';

const toolNames: Record<RecordingTool, string> = { pyrra: 'Pyrra' };

const fieldWords = {
  expression: 'has another expression',
  labels: 'has other labels',
  annotations: 'says something else to those who are alerted',
  for: 'waits for another time before it fires',
  interval: 'is evaluated at another pace',
} as const;

/** One difference as a sentence: `slo:objective:ratio has another expression than the spec makes`. */
export function driftInWords(drift: RuleDrift): string {
  switch (drift.kind) {
    case 'missing':
      return `${drift.rule} is not loaded`;
    case 'extra':
      return `${drift.rule} is loaded, and the spec does not make it, or not twice`;
    default:
      return `${drift.rule} ${fieldWords[drift.field]} than the spec makes`;
  }
}

/** What comes of comparing. */
export function verdictOfCounts(
  counts: RuleCounts,
): Extract<RuleVerdict, 'not-loaded' | 'drifted' | 'in-step'> {
  const { equal, different, missing, extra } = counts;
  if (different + missing + extra === 0) {
    return 'in-step';
  }
  return equal + different + extra === 0 ? 'not-loaded' : 'drifted';
}

/**
 * A verdict as a sentence.
 *
 * @param facts.reason - why the source does not tell of its rules
 * @param facts.tool - what records it, if not Sloth
 */
export function rulesInWords(
  verdict: RuleVerdict,
  facts: {
    source: string;
    counts?: RuleCounts;
    reason?: string;
    tool?: RecordingTool;
  },
): string {
  const { source, reason } = facts;
  const { equal = 0, ...differing } = facts.counts ?? {};
  switch (verdict) {
    case 'not-judged':
      return `Not judged, because ${
        facts.tool === undefined ? 'another tool' : toolNames[facts.tool]
      } records it: only rules that Sloth makes of a spec can be compared with one`;
    case 'no-spec':
      return 'No spec file of this SLO is known, so there is nothing to compare its rules with';
    case 'refused':
      return 'No rules can be made of its spec';
    case 'unknown':
      return `${source} does not tell which rules it has loaded${
        reason ? `: ${reason}` : ''
      }`;
    case 'not-loaded':
      return `None of the rules that Sloth makes of its spec is loaded in ${source}`;
    case 'in-step':
      return `All ${equal} rules in ${source} are those that its spec makes`;
    default: {
      const parts = Object.entries(differing)
        .filter(([, count]) => count > 0)
        .map(([what, count]) => `${count} ${what}`);
      return `The rules in ${source} are not those that its spec makes: ${parts.join(
        ', ',
      )}, ${equal} equal`;
    }
  }
}
