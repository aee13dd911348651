import { NotFoundError } from '@backstage/errors';
import { SloRulesAnswer } from '@goreliable/plugin-slo-common';
import { screen, within } from '@testing-library/react';
import { FixtureSloApi } from '../../__fixtures__/FixtureSloApi';
import { burningId } from '../../__fixtures__/recorded';
import { rulesFixture } from '../../__fixtures__/rulesFixture';
import { renderSlo } from '../../__testUtils__/renderSlo';
import { SloRules } from './SloRules';
import { SpecProblems } from './SpecProblems';

async function answerWith(
  change: (answer: SloRulesAnswer) => SloRulesAnswer = same => same,
  hasDrifted = false,
) {
  const { slo } = await new FixtureSloApi().slo(burningId);
  return change(rulesFixture(slo, { hasDrifted }));
}

async function open(answer: () => Promise<SloRulesAnswer>) {
  const rules = jest.fn(answer);
  const { user } = renderSlo(<SloRules id={burningId} />, { api: { rules } });
  expect(rules).not.toHaveBeenCalled();
  await user.click(await screen.findByText('Rules'));
  return { user, rules };
}

describe('the rules of an SLO', () => {
  it('are asked for when somebody opens them', async () => {
    const { user, rules } = await open(() => answerWith());
    expect(await screen.findByText('In step')).toBeInTheDocument();
    expect(rules).toHaveBeenCalledTimes(1);
    expect(
      screen.getByText(
        /^All \d+ rules in lab are those that its spec makes\.$/,
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('list', { name: 'Differences' })).toBeNull();
    await user.click(screen.getByText('Rules of the spec'));
    expect(screen.getByLabelText('Rules of the spec')).toHaveTextContent(
      'record: slo:objective:ratio',
    );
    expect(screen.getByRole('link', { name: /slo\.yaml/ })).toHaveAttribute(
      'href',
      expect.stringContaining('/slo/slo.yaml'),
    );
  });

  it('say what differs, with both texts', async () => {
    await open(() => answerWith(undefined, true));
    const list = within(
      await screen.findByRole('list', { name: 'Differences' }),
    );
    expect(screen.getByText('Drifted')).toBeInTheDocument();
    expect(
      list.getByText(
        'slo:objective:ratio has another expression than the spec makes',
      ),
    ).toBeInTheDocument();
    expect(list.getByText(/^vector\(0\.999\d*\)$/)).toBeInTheDocument();
    expect(list.getByText(/^vector\(0\.995\d*\)$/)).toBeInTheDocument();
  });

  it('say that no spec is known, and how to name one', async () => {
    await open(() =>
      answerWith(({ spec: _, generated: __, ...answer }) => ({
        ...answer,
        verdict: 'no-spec',
        summary: 'No spec file of this SLO is known',
        findings: [],
      })),
    );
    expect(await screen.findByText('No spec')).toBeInTheDocument();
    expect(screen.getByText('goreliable.dev/slo-specs')).toBeInTheDocument();
    expect(screen.getByText('Loaded rules')).toBeInTheDocument();
    expect(screen.queryByText('Spec')).toBeNull();
  });

  it('say that they are not judged where another tool records them', async () => {
    await open(() =>
      answerWith(({ spec: _, generated: __, ...answer }) => ({
        ...answer,
        verdict: 'not-judged',
        summary: 'Not judged, because Pyrra records it',
        findings: [],
      })),
    );
    expect(await screen.findByText('Not judged')).toBeInTheDocument();
    expect(screen.getByText(/because Pyrra records it/)).toBeInTheDocument();
    expect(screen.getByText('Loaded rules')).toBeInTheDocument();
    // A spec file would not help.
    expect(screen.queryByText('goreliable.dev/slo-specs')).toBeNull();
  });

  it('say that the source does not tell', async () => {
    await open(() =>
      answerWith(({ loaded: _, ...answer }) => ({
        ...answer,
        verdict: 'unknown',
        summary: 'lab does not tell which rules it has loaded: no answer',
      })),
    );
    expect(await screen.findByText('Not known')).toBeInTheDocument();
    expect(screen.getByText(/no answer/)).toBeInTheDocument();
    expect(screen.queryByText('Loaded rules')).toBeNull();
  });

  it('say what is wrong with a spec', async () => {
    await open(() =>
      answerWith(({ generated: _, ...answer }) => ({
        ...answer,
        verdict: 'refused',
        summary: 'No rules can be made of its spec',
        problems: [
          {
            severity: 'error',
            document: 0,
            path: 'slos[0].objective',
            message: 'must be above 0',
          },
        ],
      })),
    );
    expect(await screen.findByText('slos[0].objective')).toBeInTheDocument();
    expect(screen.getByText('Refused')).toBeInTheDocument();
  });

  it('can fail to load, and be asked for again', async () => {
    let isGone = true;
    const { user } = await open(async () => {
      if (isGone) {
        throw new NotFoundError('There is no SLO');
      }
      return await answerWith();
    });
    expect(
      await screen.findByText('The rules could not be loaded'),
    ).toBeInTheDocument();
    isGone = false;
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('In step')).toBeInTheDocument();
  });
});

describe('spec files', () => {
  it('with problems are told with file and reason', () => {
    renderSlo(
      <SpecProblems
        problems={[
          {
            location: 'http://git/slo.yaml',
            message: 'It cannot be read',
            owners: [],
          },
        ]}
      />,
      { api: {} },
    );
    expect(screen.getByText('http://git/slo.yaml')).toBeInTheDocument();
    expect(screen.getByRole('listitem')).toHaveTextContent(
      'The spec file http://git/slo.yaml has a problem: It cannot be read',
    );
  });

  it('with many problems leave the SLOs in view', async () => {
    const { user } = renderSlo(
      <SpecProblems
        problems={['a', 'b', 'c'].map(name => ({
          location: `http://git/${name}.yaml`,
          message: 'It cannot be read',
          owners: [],
        }))}
      />,
      { api: {} },
    );
    const summary = screen.getByText(/^3 problems in 3 spec files/);
    expect(screen.getByRole('group')).not.toHaveAttribute('open');
    await user.click(summary);
    expect(screen.getByRole('group')).toHaveAttribute('open');
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  it('without problems are not mentioned', () => {
    renderSlo(<SpecProblems problems={undefined} />, { api: {} });
    expect(screen.queryByRole('list')).toBeNull();
  });
});
