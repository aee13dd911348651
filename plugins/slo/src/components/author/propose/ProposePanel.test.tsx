import { ReactNode } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ProposePanel, proposeTemplateRef } from './ProposePanel';

const proposed = {
  spec: 'version: prometheus/v1\n',
  service: 'shop',
  name: 'up-time',
  replaces: 'availability',
  source: 'lab',
  target: {
    entityRef: 'component:default/shop',
    repoUrl: 'git.example.org?owner=goreliable&repo=shop',
    path: 'slo/slo.yaml',
  },
};

/** Events of a task, as the scaffolder sends them; an error cuts the stream off. */
function streamOf(events: object[]) {
  return () => ({
    subscribe: (observer: {
      next: (event: any) => void;
      error: (error: Error) => void;
    }) => {
      setTimeout(() =>
        events.forEach(event =>
          event instanceof Error ? observer.error(event) : observer.next(event),
        ),
      );
      return { unsubscribe() {}, closed: false };
    },
  });
}

const log = (message: string, status?: string) => ({
  id: message,
  taskId: '1',
  createdAt: new Date().toISOString(),
  type: 'log',
  body: { message, ...(status && { stepId: 'propose', status }) },
});

beforeEach(() => sessionStorage.clear());

function setUp(
  events: object[],
  scaffold = jest.fn(async () => ({ taskId: '1' })),
  of = proposed,
) {
  const onDone = jest.fn();
  const { unmount } = renderInTestApp(
    (
      <ProposePanel draftId="" proposed={of} isReady onDone={onDone} />
    ) as ReactNode as any,
    {
      apis: [
        [
          scaffolderApiRef,
          {
            scaffold,
            getTask: async () => ({
              id: '1',
              spec: {
                steps: [{ id: 'propose', name: 'Open it', action: 'x' }],
              },
            }),
            streamLogs: streamOf(events),
          } as any,
        ],
      ],
    },
  );
  return { scaffold, onDone, unmount, user: userEvent.setup() };
}

describe('proposing an SLO', () => {
  it('starts a task, shows how far it is, and ends with the pull request', async () => {
    const { user, scaffold, onDone } = setUp([
      log('Beginning step Open it', 'processing'),
      log('Finished step Open it', 'completed'),
      {
        ...log('Run completed'),
        type: 'completion',
        body: {
          message: 'Run completed',
          output: {
            links: [{ title: 'Pull request', url: 'http://git/pulls/1' }],
          },
        },
      },
    ]);
    expect(await screen.findByText('goreliable/shop')).toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: /^Why/ }), 'Asked for');
    await user.click(
      screen.getByRole('button', { name: 'Open the pull request' }),
    );
    expect(scaffold).toHaveBeenCalledWith({
      templateRef: proposeTemplateRef,
      values: {
        spec: proposed.spec,
        service: 'shop',
        name: 'up-time',
        replaces: 'availability',
        source: 'lab',
        reason: 'Asked for',
      },
    });
    expect(
      await screen.findByRole('link', { name: 'Pull request' }),
    ).toHaveAttribute('href', 'http://git/pulls/1');
    expect(screen.getByRole('listitem')).toHaveTextContent('Done');
    expect(onDone).toHaveBeenCalledTimes(1);
  });

  it('says why it failed, and can be tried again', async () => {
    const { user } = setUp([
      log('Beginning step Open it', 'processing'),
      log('InputError: slo/slo.yaml says all of this already', 'failed'),
      {
        ...log('Run failed'),
        type: 'completion',
        body: { message: 'Run failed', error: { name: 'Error', message: 'x' } },
      },
    ]);
    await user.click(
      await screen.findByRole('button', { name: 'Open the pull request' }),
    );
    expect(
      await screen.findByText(/says all of this already/),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(
      screen.getByRole('button', { name: 'Open the pull request' }),
    ).toBeEnabled();
  });

  it('does not call it failed when only the sight of it is lost', async () => {
    const { user } = setUp([
      log('Beginning step Open it', 'processing'),
      new Error('SSE connection closed unexpectedly'),
    ]);
    await user.click(
      await screen.findByRole('button', { name: 'Open the pull request' }),
    );
    expect(
      await screen.findByText(/cannot be seen at present/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/could not be opened/)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
  });

  it('goes on after a reload, and with another text begins anew', async () => {
    const first = setUp([log('Beginning step Open it', 'processing')]);
    await first.user.type(
      await screen.findByRole('textbox', { name: /^Why/ }),
      'Asked for',
    );
    await first.user.click(
      screen.getByRole('button', { name: 'Open the pull request' }),
    );
    expect(
      await screen.findByText('The pull request is being opened …'),
    ).toBeInTheDocument();
    first.unmount();

    const again = setUp([]);
    expect(
      await screen.findByText('The pull request is being opened …'),
    ).toBeInTheDocument();
    expect(again.scaffold).not.toHaveBeenCalled();
    expect(again.onDone).not.toHaveBeenCalled();
    again.unmount();

    setUp([], undefined, { ...proposed, spec: 'version: prometheus/v1\n#\n' });
    expect(await screen.findByRole('textbox', { name: /^Why/ })).toHaveValue(
      'Asked for',
    );
  });

  it('says so where no task can be started', async () => {
    const { user } = setUp(
      [],
      jest.fn(async () => {
        throw new Error('There is no template propose-slo');
      }),
    );
    await user.click(
      await screen.findByRole('button', { name: 'Open the pull request' }),
    );
    expect(
      await screen.findByText(/There is no template propose-slo/),
    ).toBeInTheDocument();
  });
});
