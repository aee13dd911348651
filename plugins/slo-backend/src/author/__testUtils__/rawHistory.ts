/** Seconds between two samples, as of a service that is scraped seldom. */
export const scrapeSeconds = 120;

const hour = 3_600;
const day = 24 * hour;

/** The same numbers every time, from 0 to 1. */
function noise(index: number, salt: number): number {
  const value = Math.sin(index * 12.9898 + salt * 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

type Counter = {
  name: string;
  labels: string;
  /** How much it grows at each sample. */
  grows: (index: number) => number;
  /** Whether its process restarts, and counts from zero again. */
  restarts?: boolean;
};

/**
 * A month of two replicas in the words of OpenMetrics: one of them restarts, for three
 * hours nothing is scraped, and for six hours nothing is asked.
 *
 * @param from - Unix seconds
 * @param to - Unix seconds
 */
export function rawHistory(from: number, to: number): string {
  const isLost = (at: number) => {
    const since = at - from - 20 * day;
    return since >= 0 && since < 3 * hour;
  };
  const isQuiet = (at: number) => {
    const since = at - from - 25 * day;
    return since >= 0 && since < 6 * hour;
  };
  const counters: Counter[] = ['a', 'b'].flatMap((instance, salt) => {
    const requests = (index: number) => Math.floor(200 * noise(index, salt));
    const own = `job="shop",instance="${instance}"`;
    const failed = (index: number) =>
      Math.floor(requests(index) * 0.1 * noise(index, salt + 5));
    const quick = (index: number) =>
      Math.floor(requests(index) * (0.8 + 0.2 * noise(index, salt + 9)));
    const restarts = instance === 'a';
    return [
      {
        name: 'http_requests_total',
        labels: `${own},outcome="error"`,
        grows: failed,
        restarts,
      },
      {
        name: 'http_requests_total',
        labels: `${own},outcome="success"`,
        grows: index => requests(index) - failed(index),
        restarts,
      },
      {
        name: 'http_request_duration_seconds_bucket',
        labels: `${own},le="0.5"`,
        grows: quick,
        restarts,
      },
      {
        name: 'http_request_duration_seconds_bucket',
        labels: `${own},le="+Inf"`,
        grows: requests,
        restarts,
      },
      {
        name: 'http_request_duration_seconds_count',
        labels: own,
        grows: requests,
        restarts,
      },
    ];
  });
  // Somebody else's, whom the source is not configured for.
  counters.push({
    name: 'http_requests_total',
    labels: 'job="depot",instance="a",outcome="error"',
    grows: () => 500,
  });
  const lines: string[] = [];
  const write = (
    { name, labels }: Pick<Counter, 'name' | 'labels'>,
    valueAt: (at: number, index: number) => number,
  ) => {
    for (let at = from, index = 0; at <= to; at += scrapeSeconds, index++) {
      const value = valueAt(at, index);
      if (!isLost(at)) {
        lines.push(`${name}{${labels}} ${value} ${at}`);
      }
    }
  };
  const names = [...new Set(counters.map(({ name }) => name))];
  for (const name of names) {
    lines.push(`# TYPE ${name.replace(/_total$/, '')} unknown`);
    for (const counter of counters.filter(each => each.name === name)) {
      let value = 0;
      write(counter, (at, index) => {
        const isRestart = counter.restarts && at - from === 10 * day;
        value =
          (isRestart ? 0 : value) + (isQuiet(at) ? 0 : counter.grows(index));
        return value;
      });
    }
  }
  lines.push('# TYPE probes_failed_share gauge');
  write(
    { name: 'probes_failed_share', labels: 'job="shop"' },
    (_, index) => noise(index, 17) ** 8,
  );
  return [...lines, '# EOF', ''].join('\n');
}
