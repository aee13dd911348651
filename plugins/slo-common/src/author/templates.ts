import { readGauge, readTtft } from './readSli';
import { boundText, numberText, selectorOf, windowOf } from './sliTexts';
import {
  byJob,
  countersOf,
  latencyOf,
  selector,
  SloTemplate,
} from './templateKinds';
import { SloTemplateId } from './types';

export type { SloTemplate } from './templateKinds';

/** The templates of the form, the usual ones first. */
export const sloTemplates: readonly SloTemplate[] = [
  countersOf({
    id: 'availability',
    title: 'Availability',
    purpose: 'The share of requests that are answered without a failure.',
    name: 'requests-availability',
    objective: '99.9',
    perWindow: 'rate',
    fields: [
      {
        id: 'counter',
        label: 'Counter of requests',
        help: 'A counter that grows with each request, failed ones too.',
        kind: 'metric',
      },
      { ...selector, isOptional: true },
      {
        id: 'bad',
        label: 'Bad are those with',
        help: 'What users would call a failure; time-outs are one: code=~"5..".',
        kind: 'matchers',
      },
      {
        id: 'counted',
        label: 'Counted are those with',
        help: 'Leave out what nobody promised to answer: outcome!="rejected". Empty: all.',
        kind: 'matchers',
        isOptional: true,
      },
    ],
    defaults: service => ({
      counter: 'http_requests_total',
      selector: byJob(service),
      bad: 'outcome="error"',
      counted: 'outcome!="rejected"',
    }),
  }),
  latencyOf({
    id: 'latency',
    title: 'Latency',
    purpose: 'The share of requests that are answered within a threshold.',
    name: 'requests-latency',
    histogram: 'http_request_duration_seconds',
    threshold: '0.5',
    histogramHelp:
      'A histogram of durations in seconds, by its name without _bucket.',
  }),
  {
    id: 'ttft',
    title: 'Time to first token',
    purpose:
      'The share of streams whose first token comes within a threshold; those that fail before it count as bad.',
    name: 'first-token-latency',
    objective: '95',
    fields: [
      {
        id: 'histogram',
        label: 'Histogram',
        help: 'A histogram of times to the first token in seconds, by its name without _bucket.',
        kind: 'metric',
      },
      {
        id: 'counter',
        label: 'Counter of requests',
        help: 'Counts every request, so that one without any token is not forgotten.',
        kind: 'metric',
      },
      { ...selector, isOptional: true },
      {
        id: 'streams',
        label: 'Streams are those with',
        help: 'Selects the requests of the counter that stream: stream="true".',
        kind: 'matchers',
        isOptional: true,
      },
      {
        id: 'threshold',
        label: 'Threshold',
        help: 'A first token later than this is bad. It has to be the bound of a bucket.',
        kind: 'seconds',
        boundOf: 'histogram',
      },
    ],
    defaults: service => ({
      histogram: 'llm_time_to_first_token_seconds',
      counter: 'llm_requests_total',
      selector: byJob(service),
      streams: 'stream="true"',
      threshold: '1',
    }),
    sli: ({ histogram, counter, selector: own, streams, threshold }) => {
      const all = windowOf('rate', selectorOf(counter, own, streams));
      const good = windowOf(
        'rate',
        selectorOf(`${histogram}_bucket`, own, boundText(threshold)),
      );
      return {
        kind: 'events',
        errorQuery: `${all} - ${good}`,
        totalQuery: `${all} > 0`,
      };
    },
    read: readTtft,
  },
  latencyOf({
    id: 'freshness',
    title: 'Freshness',
    purpose:
      'The share of messages or records that are handled within a threshold of being made.',
    name: 'messages-freshness',
    histogram: 'worker_message_age_seconds',
    threshold: '5',
    histogramHelp:
      'A histogram of ages when handled, in seconds, by its name without _bucket.',
  }),
  {
    id: 'queue-age',
    title: 'Queue age',
    purpose:
      'The share of time in which the oldest that waits is younger than a threshold.',
    name: 'queue-age',
    objective: '99',
    fields: [
      {
        id: 'gauge',
        label: 'Gauge of the oldest age',
        help: 'How long the oldest has been waiting, in seconds.',
        kind: 'metric',
      },
      { ...selector, isOptional: true },
      {
        id: 'threshold',
        label: 'Threshold',
        help: 'Minutes in which the oldest waits longer than this are bad.',
        kind: 'seconds',
      },
    ],
    defaults: service => ({
      gauge: 'queue_oldest_message_age_seconds',
      selector: byJob(service),
      threshold: '60',
    }),
    sli: ({ gauge, selector: own, threshold }) => ({
      kind: 'raw',
      errorRatioQuery: `avg_over_time((max(${selectorOf(
        gauge,
        own,
      )}) > bool ${numberText(threshold)})[{{.window}}:1m])`,
    }),
    read: readGauge,
  },
  countersOf({
    id: 'batch-success',
    title: 'Batch success',
    purpose: 'The share of runs of a job that succeed.',
    name: 'batch-success',
    objective: '99',
    perWindow: 'increase',
    fields: [
      {
        id: 'counter',
        label: 'Counter of runs',
        help: 'A counter that grows when a run ends, well or not.',
        kind: 'metric',
      },
      { ...selector, isOptional: true },
      {
        id: 'bad',
        label: 'Bad are those with',
        help: 'Selects the runs that failed: outcome="failure".',
        kind: 'matchers',
      },
    ],
    defaults: service => ({
      counter: 'batch_runs_total',
      selector: byJob(service),
      bad: 'outcome="failure"',
    }),
  }),
  {
    id: 'raw-ratio',
    title: 'Raw ratio',
    purpose: 'An expression that gives the error ratio itself, from 0 to 1.',
    name: 'error-ratio',
    objective: '99',
    fields: [
      {
        id: 'ratio',
        label: 'Error ratio',
        help: 'PromQL that gives one number from 0 (all good) to 1; {{.window}} stands for the range.',
        kind: 'promql',
      },
    ],
    defaults: () => ({ ratio: '' }),
    sli: ({ ratio }) => ({ kind: 'raw', errorRatioQuery: ratio }),
    read: sli =>
      sli.kind === 'raw' ? { ratio: sli.errorRatioQuery } : undefined,
  },
  {
    id: 'own-queries',
    title: 'Own queries',
    purpose: 'Bad events and all events by queries of your own.',
    name: 'success',
    objective: '99',
    fields: [
      {
        id: 'errors',
        label: 'Bad events',
        help: 'PromQL that gives the rate of bad events; {{.window}} stands for the range.',
        kind: 'promql',
      },
      {
        id: 'total',
        label: 'All events',
        help: 'PromQL that gives the rate of all events; {{.window}} stands for the range.',
        kind: 'promql',
      },
    ],
    defaults: () => ({ errors: '', total: '' }),
    sli: ({ errors, total }) => ({
      kind: 'events',
      errorQuery: errors,
      totalQuery: total,
    }),
    read: sli =>
      sli.kind === 'events'
        ? { errors: sli.errorQuery, total: sli.totalQuery }
        : undefined,
  },
];

/** The template of an id. */
export function sloTemplate(id: SloTemplateId): SloTemplate {
  return sloTemplates.find(template => template.id === id)!;
}
