import { backtest, objectiveCandidates, policyCandidates } from '../backtest';
import { workbookAlertWindows } from '../alertPairs';
import { newDraft } from './draft';
import { proposalDescription, proposalTitle } from './proposal';
import { specOfDraft } from './specOfDraft';

const drafted = specOfDraft({
  ...newDraft('availability', 'shop'),
  description: 'Orders *arrive* [here](x)',
});
const { spec } = drafted as Extract<typeof drafted, { kind: 'spec' }>;

describe('the text of a pull request', () => {
  it('says what is promised, what fails at present, and what speaks against it', () => {
    const policies = policyCandidates(30, workbookAlertWindows);
    const tested = backtest({
      history: {
        from: 3_600,
        sliceSeconds: 3_600,
        errorRatios: Array.from({ length: 720 }, (_, at) =>
          at === 400 ? 0.5 : 0.0001,
        ),
      },
      objectives: objectiveCandidates(spec.objective),
      policies,
      incidents: [],
    });
    const text = proposalDescription(
      spec,
      {
        source: 'lab',
        ratios: [{ seconds: 604_800, errorRatio: 0.0004 }, { seconds: 60 }],
        findings: [
          {
            code: 'no-runbook',
            severity: 'warning',
            message: 'An alert has no runbook.',
            remedy: 'Write one.',
            where: { part: 'alerts' },
          },
        ],
        backtest: {
          id: 'lab~shop~x',
          objective: spec.objective,
          backtest: tested,
          policies: policies.map(({ id, pairs }) => ({
            id,
            pairs: [...pairs],
          })),
          suggestion: { kind: 'none', missing: [] },
          missing: [],
          warnings: [],
          sources: [],
        },
      },
      'We promised it to `them`.',
    );
    expect(text).toContain(
      '**shop / requests-availability: 99.9 % over 30 days: at most 43 m 12 s of full outage.**',
    );
    expect(text).toContain('Orders \\*arrive\\* \\[here\\](x)');
    expect(text).toContain('We promised it to \\`them\\`.');
    expect(text).toContain('- last 7 d: 0.04 %');
    expect(text).not.toContain('last 1 m');
    expect(text).toMatch(/Tried on the past: Would have paged once/);
    expect(text).toContain(
      '- Misleading (`no-runbook`): An alert has no runbook. Write one.',
    );
  });

  it('says what is not known', () => {
    const text = proposalDescription(spec, { findings: [], ratios: [] });
    expect(text).toContain('could not be measured');
    expect(text).toContain('could not be tried');
    expect(text).toContain('Nothing speaks against it');
  });

  it('has a title', () => {
    expect(proposalTitle(spec, 'added')).toBe(
      'Promise 99.9 % for requests-availability of shop',
    );
    expect(proposalTitle(spec, 'changed')).toBe(
      'Change requests-availability of shop to 99.9 %',
    );
  });
});
