import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { InputError } from '@backstage/errors';
import {
  backtestInWords,
  incidentOutcomeInWords,
  missingInWords,
  mostOwnPolicies,
  OwnPair,
  parseOwnPolicy,
  policyTitle,
  suggestionInWords,
  suggestionReasonInWords,
} from '@goreliable/plugin-slo-common';
import { ReviewService } from '../review/ReviewService';

const attributes = { readOnly: true, destructive: false, idempotent: true };

/** What the review page shows, for MCP clients and the scaffolder. */
export function registerReviewActions(
  registry: ActionsRegistryService,
  service: ReviewService,
) {
  registry.register({
    name: 'backtest-slo',
    title: 'Backtest an SLO',
    description:
      'Tries other objectives and alert windows on the recorded past of a service level objective: how often each would have paged, which incidents it would have told of and which it would have missed. Says what it suggests and why; it suggests nothing without enough data.',
    attributes,
    schema: {
      input: z =>
        z.object({
          id: z.string().describe('As in list-slos'),
          objectives: z
            .array(z.number().gt(0).lt(1))
            .max(20)
            .default([])
            .describe('More objectives to try, as ratios, e.g. 0.999'),
          alertWindows: z
            .array(z.string())
            .max(mostOwnPolicies)
            .default([])
            .describe(
              'More alert windows to try, each a text of pairs of severity, long window, short window and burn rate, e.g. page-1h-5m-14.4_ticket-3d-6h-1',
            ),
          days: z.number().min(1).max(90).default(30),
        }),
      output: z =>
        z.object({
          suggestion: z.string(),
          reasons: z.array(z.string()),
          candidates: z.array(z.object({}).passthrough()),
          incidents: z.array(z.object({}).passthrough()),
          missing: z.array(z.string()),
          sources: z.array(z.object({}).passthrough()),
        }),
    },
    action: async ({ input, credentials }) => {
      const { id, objectives, alertWindows, days } = input;
      const ownPolicies = alertWindows.map(readAlertWindows);
      const answer = await service.backtest(
        id,
        { objectives, policyIds: [], ownPolicies, days },
        { credentials },
      );
      const { backtest, suggestion, objective } = answer;
      return {
        output: {
          suggestion: suggestionInWords(suggestion, objective),
          reasons:
            suggestion.kind === 'none'
              ? suggestion.missing.map(missingInWords)
              : suggestion.reasons.map(suggestionReasonInWords),
          candidates: backtest.results.map(result => ({
            objective: result.objective,
            alertWindows: policyTitle(result.policyId),
            pages: result.pages.length,
            tickets: result.tickets.length,
            breachMinutes: result.breachMinutes,
            budgetSpent: result.budgetSpent,
            summary: backtestInWords(result, backtest),
            incidents: result.incidents.map(incident => ({
              id: incident.id,
              outcome: incidentOutcomeInWords(incident),
            })),
          })),
          incidents: backtest.incidents.map(({ from, to, ...incident }) => ({
            ...incident,
            from: new Date(from * 1000).toISOString(),
            to: new Date(to * 1000).toISOString(),
          })),
          missing: answer.missing.map(({ reason }) => reason),
          sources: answer.sources.map(({ name, state, asOf, error }) => ({
            name,
            state,
            asOf,
            error,
          })),
        },
      };
    },
  });

  registry.register({
    name: 'review-slo',
    title: 'Review an SLO',
    description:
      'Whether a service level objective is meaningful: findings about its objective, queries, alerts and history, each with a remedy, and what past reviews have come to.',
    attributes,
    schema: {
      input: z => z.object({ id: z.string().describe('As in list-slos') }),
      output: z =>
        z.object({
          findings: z.array(z.object({}).passthrough()),
          reviews: z.array(z.object({}).passthrough()),
          missing: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) => {
      const { findings, reviews, missing } = await service.review(input.id, {
        credentials,
      });
      return {
        output: {
          findings: findings.map(({ code, severity, message, remedy }) => ({
            code,
            severity,
            message,
            remedy,
          })),
          reviews,
          missing: missing.map(({ reason }) => reason),
        },
      };
    },
  });
}

/** @throws InputError that says what to do */
function readAlertWindows(text: string): OwnPair[] {
  const parsed = parseOwnPolicy(text);
  if (parsed.kind === 'problem') {
    throw new InputError(`The text '${text}' ${parsed.message}`);
  }
  return parsed.pairs;
}
