import { alertPairsFor, workbookAlertWindows } from '../alertPairs';
import { lintHistory, HistoryFacts } from './historyLints';
import { lintAlerts } from './alertLints';
import { LintSubject, lintSlo, lintSpec } from './lintSlo';
import { SloSpec } from '../specs';

const pairs = alertPairsFor(30);
const subject: LintSubject = { objective: 0.999, periodDays: 30, pairs };
const codesOf = (override: Partial<LintSubject>) =>
  lintSlo({ ...subject, ...override }).map(({ code }) => code);

describe('an objective', () => {
  it.each<[Partial<LintSubject>, string[]]>([
    [{}, []],
    [{ objective: undefined }, ['no-objective']],
    [{ objective: 1 }, ['objective-100']],
    [{ objective: 0.9 }, ['unreachable-threshold']],
    [{ objective: 0.99995 }, ['tighter-than-people']],
    [{ knownPeriods: [28, 30] }, []],
    [
      { periodDays: 14, pairs: alertPairsFor(14), knownPeriods: [28, 30] },
      ['period-unknown'],
    ],
    [{ eventsPerSecond: 10 }, []],
    [{ eventsPerSecond: 0 }, ['no-traffic']],
    // 50 requests an hour, of which 1.44 % are 0.72.
    [{ eventsPerSecond: 50 / 3_600 }, ['traffic-below-window']],
    [{ eventsPerSecond: 1 / 3_600 }, ['traffic-below-objective']],
  ])('with %p has %p', (override, codes) => {
    expect(codesOf(override)).toEqual(codes);
  });

  it('that can never page is worse than one that can seldom', () => {
    const severityAt = (objective: number) =>
      lintSlo({ ...subject, objective })[0];
    expect(severityAt(0.9).severity).toBe('warning');
    expect(severityAt(0.9).message).toContain('1h / 5m');
    expect(severityAt(0.8)).toMatchObject({ severity: 'error' });
    expect(severityAt(0.8).message).toMatch(/^It can never page/);
  });

  it('puts what is grave first', () => {
    const findings = lintSlo({
      ...subject,
      objective: 0.99999,
      eventsPerSecond: 1 / 3_600,
      alerts: [],
    });
    expect(findings.map(({ severity }) => severity)).toEqual([
      'error',
      'warning',
      'info',
    ]);
  });
});

describe('alerts', () => {
  const alert = (severity: 'page' | 'ticket', override = {}) => ({
    severity,
    isDisabled: false,
    annotations: {},
    labels: {},
    ...override,
  });
  const withRunbook = { annotations: { runbook_url: 'https://runbooks/a' } };
  it.each([
    [[alert('page', withRunbook), alert('ticket', withRunbook)], []],
    [[alert('page')], [['no-runbook', 'warning']]],
    [
      [alert('page', { annotations: { runbook: ' ' } })],
      [['no-runbook', 'warning']],
    ],
    [[alert('page', withRunbook), alert('ticket')], [['no-runbook', 'info']]],
    [
      [alert('page', { isDisabled: true }), alert('ticket', withRunbook)],
      [['no-page', 'info']],
    ],
    [[alert('page', { isDisabled: true })], [['no-alerts', 'warning']]],
  ])('%#', (alerts, expected) => {
    expect(
      lintAlerts(alerts).map(({ code, severity }) => [code, severity]),
    ).toEqual(expected);
  });
});

describe('a history', () => {
  const month: HistoryFacts = {
    days: 30,
    coverage: 0.99,
    budgetSpent: 0.4,
    slicesWithErrors: 200,
    trend: [1, 0.8, null, 0.6],
  };
  it.each<[string, Partial<HistoryFacts>, string[]]>([
    ['that spends some', {}, []],
    ['of nothing', { coverage: 0 }, ['no-error-series']],
    ['with gaps', { coverage: 0.3 }, ['many-gaps']],
    [
      'without a failure',
      { slicesWithErrors: 0, budgetSpent: 0 },
      ['never-an-error'],
    ],
    ['that spends next to nothing', { budgetSpent: 0.01 }, ['never-missed']],
    [
      'that is always missed',
      { budgetSpent: 4, trend: [-1, null, -3, -2] },
      ['always-missed'],
    ],
    ['missed at last', { budgetSpent: 1.2, trend: [0.9, 0.2, -0.2] }, []],
    ['too short to say', { days: 3, slicesWithErrors: 0 }, []],
  ])('%s', (_, override, codes) => {
    expect(
      lintHistory({ ...month, ...override }).map(({ code }) => code),
    ).toEqual(codes);
  });
});

describe('a spec', () => {
  const spec: SloSpec = {
    service: 'orders',
    name: 'availability',
    objective: 0.999,
    objectivePercent: 99.9,
    periodDays: 30,
    sli: {
      kind: 'events',
      errorQuery: 'sum(rate(x_total{outcome="error"}[{{.window}}]))',
      totalQuery: 'sum(rate(x_total[{{.window}}]))',
    },
    labels: {},
    alerting: {
      name: 'Orders',
      labels: {},
      annotations: { runbook_url: 'https://runbooks/orders' },
      page: { isDisabled: false, labels: {}, annotations: {} },
      ticket: { isDisabled: false, labels: {}, annotations: {} },
    },
    origin: {
      format: 'sloth',
      specVersion: 'prometheus/v1',
      document: 0,
      path: 'slos[0]',
    },
  };
  const alertWindows = new Map([[30 * 86_400, workbookAlertWindows]]);

  it('without a flaw has no findings', () => {
    expect(lintSpec(spec, { alertWindows })).toEqual([]);
  });

  it('is judged in all its parts', () => {
    const codes = lintSpec(
      {
        ...spec,
        periodDays: 7,
        objective: 0.5,
        sli: { kind: 'raw', errorRatioQuery: 'job:errors' },
        alerting: {
          ...spec.alerting,
          annotations: {},
          ticket: { ...spec.alerting.ticket, isDisabled: true },
        },
      },
      { alertWindows, eventsPerSecond: 0 },
    ).map(({ code }) => code);
    expect(codes).toEqual([
      'period-unknown',
      'no-window',
      'unreachable-threshold',
      'no-traffic',
      'no-runbook',
    ]);
  });
});
