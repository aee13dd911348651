import { Upstream, UpstreamError } from '@goreliable/upstream';
import { SeriesRange } from '@goreliable/plugin-slo-common';
import { z } from 'zod';
import {
  InstantSample,
  LoadedRule,
  MetricsAnswer,
  MetricsQuestion,
  MetricsSource,
  RangeSample,
  RulesSource,
} from '../ports';
import { matchersOf } from '../discovery/selectors';
import {
  instantAnswerSchema,
  rangeAnswerSchema,
  rulesAnswerSchema,
} from './prometheusSchema';

/** Longer questions are sent as a form: servers and proxies cut long addresses. */
const longestQueryString = 3_000;

/** Prometheus explains these in its body; the rest is left to the upstream's own errors. */
const explainedStatuses = new Set([400, 422]);

interface Failure {
  status: 'error';
  error: string;
  errorType?: string;
}

/**
 * Any server with Prometheus' query API: Prometheus itself, Thanos, Mimir,
 * VictoriaMetrics.
 */
export class PrometheusSource implements MetricsSource, RulesSource {
  constructor(private readonly upstream: Upstream) {}

  get name(): string {
    return this.upstream.name;
  }

  async query(
    question: MetricsQuestion & { at: number },
  ): Promise<MetricsAnswer<InstantSample>> {
    const answer = await this.ask(question, 'query', instantAnswerSchema, {
      time: question.at,
    });
    return {
      samples: answer.data.result.map(({ metric, value }) => ({
        labels: metric,
        value: value[1],
      })),
      warnings: answer.warnings ?? [],
    };
  }

  async queryRange(
    question: MetricsQuestion & { range: SeriesRange },
  ): Promise<MetricsAnswer<RangeSample>> {
    const { from, to, stepSeconds } = question.range;
    const answer = await this.ask(question, 'query_range', rangeAnswerSchema, {
      start: from,
      end: to,
      step: stepSeconds,
    });
    return {
      samples: answer.data.result.map(({ metric, values }) => ({
        labels: metric,
        points: values,
      })),
      warnings: answer.warnings ?? [],
    };
  }

  async loadedRules(
    question: Parameters<RulesSource['loadedRules']>[0],
  ): Promise<LoadedRule[]> {
    const { operation, labels, group, names, withLabel, signal } = question;
    const { data } = await this.upstream.requestJson({
      operation,
      path: ['api', 'v1', 'rules'],
      query: {
        ...(labels && { 'match[]': `{${matchersOf(labels)}}` }),
        ...(group !== undefined && { 'rule_group[]': group }),
        ...(names && { 'rule_name[]': names }),
        ...(withLabel && { 'match[]': `{${withLabel}!=""}` }),
      },
      schema: rulesAnswerSchema,
      signal,
    });
    return (data.groups ?? []).flatMap(({ name, interval, rules }) =>
      (rules ?? []).map(rule => ({
        ...(name !== undefined && { group: name }),
        ...(interval !== undefined && { intervalSeconds: interval }),
        ...(rule.type === 'alerting' && { forSeconds: rule.duration ?? 0 }),
        kind: rule.type,
        name: rule.name,
        promql: rule.query,
        labels: rule.labels ?? {},
        annotations:
          (rule.type === 'alerting' ? rule.annotations : undefined) ?? {},
      })),
    );
  }

  private async ask<S extends { status: 'success' }>(
    { operation, promql, signal }: MetricsQuestion,
    endpoint: string,
    schema: z.ZodType<S | Failure>,
    parameters: Record<string, number>,
  ): Promise<S> {
    const form = { query: promql, ...parameters };
    const answer = await this.upstream.requestJson<S | Failure>({
      operation,
      path: ['api', 'v1', endpoint],
      ...(promql.length <= longestQueryString
        ? { query: form }
        : // A query changes nothing, so it may be repeated even as a POST.
          { method: 'POST', form, idempotent: true }),
      acceptStatus: status => status === 200 || explainedStatuses.has(status),
      schema,
      signal,
    });
    if (answer.status === 'error') {
      throw new UpstreamError({
        kind: 'refused-status',
        system: this.name,
        operation,
        reason: this.upstream.redact(
          `${answer.errorType ?? 'error'}: ${answer.error}`.slice(0, 300),
        ),
      });
    }
    return answer;
  }
}
