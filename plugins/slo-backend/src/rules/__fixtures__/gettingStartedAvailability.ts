import { SliPlugin } from '@goreliable/plugin-slo-common';

const matchers = /([^=]+="[^=,"]+",)+/;

/** What the SLI plugin of Sloth's examples does, which is Go code there (v0.16.0). */
export const gettingStartedAvailability: SliPlugin = {
  id: 'getting_started_availability',
  errorRatioQuery({ labels, options }) {
    const { job, filter = '' } = options;
    if (job === undefined) {
      throw new Error('the option job is missing');
    }
    for (const label of ['owner', 'tier']) {
      if (!labels[label]) {
        throw new Error(`the label ${label} is missing`);
      }
    }
    const bare = filter.replace(/^[{}]+|[{}]+$/g, '').replace(/^,+|,+$/g, '');
    const given = filter === '' ? '' : `${bare},`;
    if (given && !matchers.test(given)) {
      throw new Error(`the option filter has no matchers: ${filter}`);
    }
    const rate = (more: string) =>
      `sum(rate(http_request_duration_seconds_count{${given}job="${job}"${more}}[{{.window}}]))`;
    return `${rate(',code=~"(5..|429)"')} / ${rate('')}`;
  },
};
