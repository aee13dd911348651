import { TimelineKind } from '@goreliable/plugin-timeline-common';

/** What each kind of event is called, and several of it. */
export const kindWords: Record<TimelineKind, { one: string; many: string }> = {
  deploy: { one: 'Deploy', many: 'deploys' },
  rollout: { one: 'Rollout', many: 'rollout steps' },
  config: { one: 'Configuration', many: 'configuration changes' },
  scale: { one: 'Scaling', many: 'scalings' },
  alert: { one: 'Alert', many: 'alerts' },
  incident: { one: 'Incident', many: 'incident updates' },
  promotion: { one: 'Promotion', many: 'promotions' },
  drift: { one: 'Drift', many: 'drift findings' },
  scenario: { one: 'Scenario', many: 'scenario steps' },
  slo: { one: 'SLO', many: 'SLO changes' },
  scaffold: { one: 'Created', many: 'creations' },
};
