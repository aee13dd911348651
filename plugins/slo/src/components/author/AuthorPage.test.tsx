import { NotAllowedError } from '@backstage/errors';
import { EditorView } from '@codemirror/view';
import {
  newDraft,
  parseSpecs,
  SloPreview,
} from '@goreliable/plugin-slo-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import { SloApi } from '../../api/SloApi';
import { FixtureSloApi } from '../../__fixtures__/FixtureSloApi';
import { burningId } from '../../__fixtures__/recorded';
import { renderSlo } from '../../__testUtils__/renderSlo';
import { sloQueryClient } from '../../queryClient';
import { AuthorPage } from './AuthorPage';

jest.setTimeout(60_000);

// The scaffolder's own package brings all its forms along.
jest.mock('./propose/ProposePanel', () => ({
  ProposePanel: (props: {
    proposed: object;
    isReady: boolean;
    onDone: () => void;
  }) => (
    <>
      <output aria-label="proposed">{JSON.stringify(props)}</output>
      <button type="button" onClick={props.onDone}>
        The pull request is open
      </button>
    </>
  ),
}));

beforeEach(() => sessionStorage.clear());

function setUp(
  options: {
    at?: string;
    preview?: (preview: SloPreview) => SloPreview;
    api?: Partial<SloApi>;
  } = {},
) {
  const fixtures = new FixtureSloApi();
  const { preview: change = same => same } = options;
  const preview = jest.fn(async (request: Parameters<SloApi['preview']>[0]) =>
    change(await fixtures.preview(request)),
  );
  return {
    preview,
    ...renderSlo(<AuthorPage />, {
      at: options.at ?? '/slo/new?service=order-service',
      api: {
        overview: asked => fixtures.overview(asked),
        spec: id => fixtures.spec(id),
        preview,
        proposalPlace: query => fixtures.proposalPlace(query),
        ...options.api,
      },
    }),
  };
}

const region = async (name: string) =>
  within(await screen.findByRole('region', { name }));

const textOfSpec = () => screen.getByLabelText('Text of the spec').textContent!;

const specNow = () => parseSpecs(textOfSpec()).specs[0];

/** Types a text in the place of what a field holds. */
async function fill(
  user: ReturnType<typeof setUp>['user'],
  field: HTMLElement,
  text: string,
) {
  await user.clear(field);
  await user.click(field);
  await user.paste(text);
}

describe('the author page', () => {
  it('begins with a template, what it means, and what it would have measured', async () => {
    const { preview } = setUp();
    const meaning = await region('What it means');
    expect(
      meaning.getByText(/^99.9 % over 30 days: at most 43 m 12 s/),
    ).toBeInTheDocument();
    const data = await region('On real data');
    expect(await data.findByText(/^Fails in the last 7 d/)).toBeInTheDocument();
    expect(
      data.getByRole('figure', { name: 'Error ratio of each hour' }),
    ).toBeInTheDocument();
    expect(data.getByRole('table')).toBeInTheDocument();
    expect(preview).toHaveBeenCalledTimes(1);
    expect(parseSpecs(preview.mock.calls[0][0].spec).problems).toEqual([]);
    expect(specNow()).toMatchObject({
      service: 'order-service',
      name: 'requests-availability',
    });
  });

  it('says at each field what is wrong, and asks nothing before it is right', async () => {
    const { user, preview } = setUp({ at: '/slo/new' });
    const service = await screen.findByRole('combobox', { name: 'Service' });
    expect(service).toBeInvalid();
    expect(service).toHaveAccessibleDescription(/Service is missing/);
    expect(
      screen.getByText(/^It is tried as soon as nothing is missing/),
    ).toBeInTheDocument();
    const objective = screen.getByRole('textbox', { name: 'Objective' });
    await fill(user, objective, '100');
    expect(objective).toHaveAccessibleDescription(/less than 100 %/);
    expect(preview).not.toHaveBeenCalled();
    await fill(user, objective, '99.5');
    await fill(user, service, 'order-service');
    await waitFor(() => expect(preview).toHaveBeenCalledTimes(1));
    expect(objective).toBeValid();
    expect(specNow()).toMatchObject({
      objectivePercent: 99.5,
      alerting: { name: 'OrderServiceRequestsAvailability' },
    });
  });

  it('says of a new SLO that its name is taken, until it has another', async () => {
    const { user } = setUp();
    const taken = /^order-service has an SLO called requests-availability/;
    const note = await screen.findByText(
      (_, element) =>
        element?.tagName === 'P' && taken.test(element.textContent ?? ''),
    );
    expect(
      within(note).getByRole('link', { name: 'requests-availability' }),
    ).toHaveAttribute('href', expect.stringContaining(burningId));
    await fill(
      user,
      screen.getByRole('textbox', { name: 'Name' }),
      'orders-availability',
    );
    expect(specNow().name).toBe('orders-availability');
    expect(note).not.toBeInTheDocument();
  });

  it('says nothing of the kind where another source has that SLO', async () => {
    const { user } = setUp();
    expect(await screen.findByText(/choose another name/)).toBeInTheDocument();
    await user.selectOptions(
      await screen.findByRole('combobox', { name: 'Source' }),
      'cloud',
    );
    expect(screen.queryByText(/choose another name/)).not.toBeInTheDocument();
  });

  it('says nothing of the kind where that SLO is the one to change', async () => {
    setUp({ at: `/slo/new?from=${encodeURIComponent(burningId)}` });
    await region('On real data');
    expect(screen.queryByText(/choose another name/)).not.toBeInTheDocument();
  });

  it('offers the bounds that a histogram has', async () => {
    const { user } = setUp();
    await user.selectOptions(
      await screen.findByRole('combobox', { name: 'Kind of objective' }),
      'latency',
    );
    const bounds = within(
      await screen.findByRole('group', { name: 'Bounds of its buckets' }),
    );
    const bound = bounds.getByRole('button', { name: '0.25 s' });
    await user.click(bound);
    expect(bound).toHaveAttribute('aria-pressed', 'true');
    expect(JSON.stringify(specNow().sli)).toContain('0.25([.]0)?');
  });

  it('is edited as a text, and read back into the form', async () => {
    const { user } = setUp();
    await user.click(await screen.findByRole('button', { name: 'Code' }));
    const editor = await waitFor(() => {
      const found = EditorView.findFromDOM(document.body);
      expect(found).not.toBeNull();
      return found!;
    });
    const replace = (from: string, to: string) => {
      const at = editor.state.doc.toString().indexOf(from);
      act(() =>
        editor.dispatch({
          changes: { from: at, to: at + from.length, insert: to },
        }),
      );
    };
    expect(
      screen.getByRole('textbox', { name: 'Spec, as Sloth or OpenSLO' }),
    ).toBeInTheDocument();
    replace('objective: 99.9', 'objective: 999');
    const problems = await screen.findByText(
      /^Line 5: slos\[0\].objective must be above 0 %/,
    );
    expect(problems).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Form' })).toBeDisabled();
    replace('objective: 999', 'objective: 98');
    const form = screen.getByRole('button', { name: 'Form' });
    expect(form).toBeEnabled();
    await user.click(form);
    expect(screen.getByRole('textbox', { name: 'Objective' })).toHaveValue(
      '98',
    );
  });

  it('takes queries of your own, and says what is wrong with them', async () => {
    const { user } = setUp();
    await user.selectOptions(
      await screen.findByRole('combobox', { name: 'Kind of objective' }),
      'raw-ratio',
    );
    const field = await screen.findByRole('textbox', { name: 'Error ratio' });
    await waitFor(() => expect(field.tagName).toBe('DIV'));
    const editor = EditorView.findFromDOM(document.body)!;
    const write = (text: string) =>
      act(() =>
        editor.dispatch({
          changes: { from: 0, to: editor.state.doc.length, insert: text },
        }),
      );
    write('sum(rate(a[{{.window}}])');
    expect(screen.getByText(/^Error ratio is not PromQL/)).toBeInTheDocument();
    write('sum(rate(a[{{.window}}])) / sum(rate(b[{{.window}}]))');
    expect(screen.queryByText(/^Error ratio is not PromQL/)).toBeNull();
    expect(specNow().sli.kind).toBe('raw');
  });

  it('loses nothing by a reload, and starts afresh when asked to', async () => {
    const first = setUp();
    await fill(
      first.user,
      await screen.findByRole('textbox', { name: 'Name' }),
      'checkout',
    );
    first.unmount();
    const { user } = setUp();
    const name = await screen.findByRole('textbox', { name: 'Name' });
    expect(name).toHaveValue('checkout');
    await user.click(screen.getByRole('button', { name: 'Start afresh' }));
    expect(name).not.toHaveValue('checkout');
  });

  it('changes an SLO that exists, and proposes it in its place', async () => {
    const { user } = setUp({ at: `/slo/new?from=${burningId}` });
    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: 'Change requests-availability',
      }),
    ).toBeInTheDocument();
    await fill(
      user,
      await screen.findByRole('textbox', { name: 'Name' }),
      'up-time',
    );
    const proposed = await screen.findByRole('status', { name: 'proposed' });
    await waitFor(() =>
      expect(JSON.parse(proposed.textContent!)).toMatchObject({
        isReady: true,
        proposed: {
          name: 'up-time',
          replaces: 'requests-availability',
          service: 'order-service',
          target: { path: 'slo/slo.yaml' },
        },
      }),
    );
  });

  describe('while somebody else changes the SLO', () => {
    const overtaken = /^It has changed since this draft began/;
    const nameField = () => screen.findByRole('textbox', { name: 'Name' });
    const objectiveField = () =>
      screen.getByRole('textbox', { name: 'Objective' });

    /** An SLO whose objective the test changes, as others would. */
    function changing() {
      const fixtures = new FixtureSloApi();
      let objective = '99.9';
      return {
        become: (next: string) => {
          objective = next;
        },
        open: () =>
          setUp({
            at: `/slo/new?from=${burningId}`,
            api: {
              spec: async id => {
                const answer = await fixtures.spec(id);
                const changed = answer.spec.replace('99.9', objective);
                return { ...answer, spec: changed };
              },
            },
          }),
      };
    }

    const refetch = () =>
      act(() =>
        sloQueryClient.invalidateQueries({ queryKey: ['slo', 'spec'] }),
      );

    it('says so of a draft from before, which starting afresh gives up', async () => {
      const slo = changing();
      const first = slo.open();
      await fill(first.user, await nameField(), 'up-time');
      expect(screen.queryByText(overtaken)).toBeNull();
      first.unmount();

      const same = slo.open();
      expect(await nameField()).toHaveValue('up-time');
      await region('On real data');
      expect(screen.queryByText(overtaken)).toBeNull();
      same.unmount();

      slo.become('98');
      const { user } = slo.open();
      const note = await screen.findByText(overtaken);
      expect(note).toHaveAttribute('role', 'status');
      expect(await nameField()).toHaveValue('up-time');
      expect(objectiveField()).toHaveValue('99.9');
      // It is still of before when it is written on.
      await fill(user, await nameField(), 'up-time-again');
      expect(note).toBeInTheDocument();
      await user.click(screen.getByRole('button', { name: 'Start afresh' }));
      expect(note).not.toBeInTheDocument();
      expect(objectiveField()).toHaveValue('98');
      expect(await nameField()).toHaveValue('requests-availability');
    });

    it('takes over what is newer while nothing is written yet', async () => {
      const slo = changing();
      slo.open();
      await nameField();
      expect(objectiveField()).toHaveValue('99.9');
      slo.become('98');
      await refetch();
      await waitFor(() => expect(objectiveField()).toHaveValue('98'));
      expect(screen.queryByText(overtaken)).toBeNull();
    });

    it('keeps what is written already, and says what it is of', async () => {
      const slo = changing();
      const { user } = slo.open();
      await fill(user, await nameField(), 'up-time');
      slo.become('98');
      await refetch();
      expect(await screen.findByText(overtaken)).toBeInTheDocument();
      expect(await nameField()).toHaveValue('up-time');
      expect(objectiveField()).toHaveValue('99.9');
    });

    it('still reads drafts that do not tell what they began with', async () => {
      const draft = {
        ...newDraft('availability', 'order-service'),
        name: 'old',
      };
      sessionStorage.setItem(
        `slo-author:${burningId}`,
        JSON.stringify({ mode: 'form', draft }),
      );
      changing().open();
      expect(await nameField()).toHaveValue('old');
      await region('On real data');
      expect(screen.queryByText(overtaken)).toBeNull();
    });
  });

  it('keeps no draft of what has been proposed', async () => {
    const at = `/slo/new?from=${burningId}`;
    const { user, unmount } = setUp({ at });
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await fill(user, name, 'up-time');
    await user.click(
      await screen.findByRole('button', { name: 'The pull request is open' }),
    );
    expect(name).toHaveValue('up-time');
    unmount();
    setUp({ at });
    expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveValue(
      'requests-availability',
    );
  });

  it('says that the rules are all it knows of an SLO', async () => {
    const fixtures = new FixtureSloApi();
    setUp({
      at: `/slo/new?from=${burningId}`,
      api: {
        spec: async id => ({ ...(await fixtures.spec(id)), origin: 'rules' }),
      },
    });
    expect(
      await screen.findByText(/^Its spec file could not be read/),
    ).toBeInTheDocument();
  });

  it('says so where the SLO as it is cannot be loaded', async () => {
    setUp({
      at: `/slo/new?from=${burningId}`,
      api: { spec: async () => Promise.reject(new Error('gone')) },
    });
    expect(
      await screen.findByText('The SLO as it is could not be loaded'),
    ).toBeInTheDocument();
  });

  it('can be written by those who may not try it', async () => {
    setUp({
      api: {
        preview: async () => {
          throw new NotAllowedError('You may not propose SLOs');
        },
      },
    });
    expect(
      await screen.findByText('Only the owners can try it'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Download' })).toHaveAttribute(
      'download',
      'requests-availability.yaml',
    );
    expect(
      screen.getByRole('region', { name: 'Is it meaningful?' }),
    ).toBeInTheDocument();
  });

  it.each([
    [
      'down',
      (preview: SloPreview): SloPreview => ({
        ...preview,
        ratios: [],
        series: undefined,
        backtest: undefined,
        missing: [{ input: 'history', reason: 'lab does not answer.' }],
        sources: [{ name: 'lab', state: 'unreachable', error: 'refused' }],
      }),
      /lab does not answer/,
    ],
    [
      'without data',
      (preview: SloPreview): SloPreview => ({
        ...preview,
        series: {
          stepSeconds: 3_600,
          timestamps: [1],
          errorRatio: [null],
          coverage: 0,
        },
      }),
      /Its queries give nothing/,
    ],
  ])('says so where the source is %s', async (_, change, words) => {
    setUp({ preview: change });
    const data = await region('On real data');
    expect(await data.findByText(words)).toBeInTheDocument();
    expect(data.queryByRole('table')).toBeNull();
  });

  it('tries again by itself until the source answers', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    try {
      let isDown = true;
      setUp({
        preview: preview =>
          isDown
            ? {
                ...preview,
                series: undefined,
                backtest: undefined,
                missing: [{ input: 'history', reason: 'lab does not answer.' }],
                sources: [{ name: 'lab', state: 'unreachable' }],
              }
            : preview,
      });
      const data = await region('On real data');
      expect(await data.findByText(/lab does not answer/)).toBeInTheDocument();
      isDown = false;
      await act(() => jest.advanceTimersByTimeAsync(15_000));
      expect(
        await data.findByText(/^Fails in the last 7 d/),
      ).toBeInTheDocument();
      expect(data.queryByText(/lab does not answer/)).toBeNull();
    } finally {
      jest.useRealTimers();
    }
  });

  it('says how finely it has looked, and how much of the past is recorded', async () => {
    setUp({
      preview: preview => ({
        ...preview,
        series: { ...preview.series!, coverage: 0.9 },
      }),
    });
    const data = await region('On real data');
    expect(await data.findByText(/^Read in whole hours/)).toHaveTextContent(
      /Recorded for 90 % of the range/,
    );
    expect(
      data.getByText(/in each half as steep at worst/),
    ).toBeInTheDocument();
  });

  it('asks another source', async () => {
    const { user, preview } = setUp();
    const source = await screen.findByRole('combobox', { name: 'Source' });
    await user.selectOptions(source, 'cloud');
    await waitFor(() =>
      expect(preview).toHaveBeenLastCalledWith(
        expect.objectContaining({ source: 'cloud' }),
        expect.anything(),
      ),
    );
  });

  it('says before anything is filled in that it cannot be proposed, and what to do', async () => {
    const obstacle = {
      kind: 'other-host' as const,
      host: 'bitbucket.org',
      fileUrl: 'https://bitbucket.org/o/order-service/src/main/slo/slo.yaml',
    };
    const asked: object[] = [];
    const { preview } = setUp({
      at: '/slo/new?service=order-service&template=raw-ratio',
      api: {
        proposalPlace: async query => {
          asked.push(query);
          return { obstacle };
        },
      },
    });
    const promised = await region('What is promised');
    expect(
      await promised.findByText(
        /Gitea, GitHub and GitLab, and bitbucket.org is none/,
      ),
    ).toHaveTextContent(/written and tried here all the same/);
    expect(asked).toEqual([{ service: 'order-service' }]);
    expect(preview).not.toHaveBeenCalled();
    const proposal = await region('Propose it');
    expect(
      proposal.getByRole('link', { name: 'Open the file' }),
    ).toHaveAttribute('href', obstacle.fileUrl);
    expect(proposal.getByRole('button', { name: 'Copy' })).toBeEnabled();
    expect(proposal.getByRole('link', { name: 'Download' })).toHaveAttribute(
      'download',
      'slo.yaml',
    );
  });

  it('says so where only the SLO itself tells that it cannot be proposed', async () => {
    setUp({
      preview: ({ target: _, ...preview }) => ({
        ...preview,
        obstacle: { kind: 'elsewhere', fileUrl: 'http://git/slo.yaml' },
      }),
    });
    const proposal = await region('Propose it');
    expect(
      await proposal.findByText(/not on a branch of the repository of order-/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('status', { name: 'proposed' })).toBeNull();
    expect(proposal.getByRole('link', { name: 'Download' })).toHaveAttribute(
      'download',
      'requests-availability.yaml',
    );
  });
});
