import {
  defaultAlertWindows,
  draftText,
  lintSpec,
  newDraft,
  parseSpecs,
  PreviewRequest,
  ProposalPlace,
  SloDetail,
  SloPreview,
  SloSpecSource,
} from '@goreliable/plugin-slo-common';
import { backtestFixture } from './reviewFixture';
import { seriesFixture } from './recorded';

const day = 86_400;

/** Where SLOs of a service would be proposed. */
export function placeFixture(service: string): ProposalPlace {
  return {
    target: {
      entityRef: `component:default/${service}`,
      repoUrl: `git.example.org?owner=goreliable&repo=${service}`,
      path: 'slo/slo.yaml',
    },
  };
}

/** What the backend would say of a spec, on the recorded month. */
export function previewFixture(
  request: PreviewRequest,
  detail: SloDetail,
): SloPreview {
  const { specs, problems } = parseSpecs(request.spec);
  const [spec] = specs;
  const series = seriesFixture('month', Date.now());
  const { sources } = detail;
  const nothing: SloPreview = {
    problems,
    sourceNames: ['lab', 'cloud'],
    source: request.source ?? 'lab',
    ratios: [],
    findings: [],
    bucketBounds: {},
    missing: [],
    warnings: [],
    sources,
  };
  return spec
    ? {
      ...nothing,
      slo: {
        service: spec.service,
        name: spec.name,
        objective: spec.objective,
        periodDays: spec.periodDays,
      },
      findings: lintSpec(spec, { alertWindows: defaultAlertWindows }),
      ratios: [
        { seconds: 300, errorRatio: 0.0231 },
        { seconds: day, errorRatio: 0.0012 },
        { seconds: 7 * day, errorRatio: 0.0004 },
        { seconds: 30 * day, errorRatio: 0.0003 },
      ],
      series: {
        stepSeconds: series.stepSeconds,
        timestamps: series.timestamps,
        errorRatio: series.errorRatio.values,
        coverage: series.coverage,
      },
      eventsPerSecond: 2.5,
      bucketBounds: {
        http_request_duration_seconds_bucket: [0.1, 0.25, 0.5, 1, 2.5],
      },
      backtest: backtestFixture({
        ...detail,
        slo: { ...detail.slo, objective: spec.objective },
      }),
      ...placeFixture(spec.service),
    }
    : nothing;
}

/** What an SLO of the recordings is at present. */
export function specFixture({ slo }: SloDetail): SloSpecSource {
  const draft = newDraft('availability', slo.service);
  return {
    origin: 'repository',
    spec: draftText({
      ...draft,
      name: slo.name,
      objective: String(Number(((slo.objective ?? 0.99) * 100).toFixed(6))),
    }),
  };
}
