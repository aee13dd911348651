import { z } from 'zod';
import type { LabContext } from '../src/context';

const vectorSchema = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: z.tuple([z.number(), z.string()]),
      }),
    ),
  }),
});

const seriesSchema = z.object({
  data: z.array(z.record(z.string(), z.string())),
});

const rulesSchema = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.looseObject({
            name: z.string(),
            query: z.string(),
            health: z.string(),
            labels: z.record(z.string(), z.string()).default({}),
          }),
        ),
      }),
    ),
  }),
});

/** What the lab's Prometheus knows, straight from its API. */
export function metricsOf({ urls }: Pick<LabContext, 'urls'>) {
  async function get<T>(
    path: string,
    parameters: Record<string, string>,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const search = new URLSearchParams(parameters);
    const answer = await fetch(`${urls.prometheus}/api/v1/${path}?${search}`);
    if (!answer.ok) {
      throw new Error(`Prometheus: ${await answer.text()}`);
    }
    return schema.parse(await answer.json());
  }
  /** @param at - Unix time in seconds. */
  async function vector(query: string, at = Date.now() / 1000) {
    const { data } = await get('query', { query, time: `${at}` }, vectorSchema);
    return data.result.map(({ metric, value }) => ({
      labels: metric,
      value: Number(value[1]),
    }));
  }
  return {
    vector,
    /** The one value of a query; undefined if there is none. */
    async value(query: string, at?: number): Promise<number | undefined> {
      const result = await vector(query, at);
      if (result.length > 1) {
        throw new Error(`${query} has ${result.length} values, not one`);
      }
      return result[0]?.value;
    },
    /** The label sets that had a sample between two times, sorted texts. */
    async labelSets(matcher: string, from: number, to: number) {
      const { data } = await get(
        'series',
        { 'match[]': matcher, start: `${from}`, end: `${to}` },
        seriesSchema,
      );
      return data
        .map(labels =>
          JSON.stringify(
            Object.entries(labels).sort(([one], [other]) =>
              one < other ? -1 : 1,
            ),
          ),
        )
        .sort();
    },
    async rules() {
      const { data } = await get('rules', {}, rulesSchema);
      return data.groups.flatMap(group => group.rules);
    },
  };
}
