import { ResponseError } from '@backstage/errors';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Preview } from '@goreliable/plugin-golden-path-common';
import { goldenPathApiRef } from '../../api/GoldenPathApi';
import {
  expectNoAxeViolations,
  renderField,
} from '../../__testUtils__/renderField';
import { fileTree, foldersOf, visibleRows } from './fileTree';
import { GoldenPathPreview } from './GoldenPathPreview';
import { treeMove } from './treeKeys';

const file = (path: string, content?: string) => ({
  path,
  size: content?.length ?? 100_000,
  executable: path.endsWith('.sh'),
  content,
});

const preview: Preview = {
  repository: [
    file('README.md', '# Shop\n'),
    file('cmd/shop/main.go', 'package main\n'),
    file('cmd/tools/check.sh', '#!/bin/sh\n'),
    file('go.sum'),
  ],
  gitops: [file('services/shop/config.yaml', 'name: shop\n')],
};

const ask = jest.fn();
const setting = {
  apis: [[goldenPathApiRef, { preview: ask }]] as const,
  schema: { title: 'What will be created' },
  uiSchema: { 'ui:options': { template: 'go-service' } },
  answers: { name: 'shop', resource: 'order', field: null },
};

beforeEach(() => ask.mockReset().mockResolvedValue(preview));

const tree = () => screen.getByRole('tree');
const item = (name: string) => within(tree()).getByRole('treeitem', { name });
const items = () =>
  within(tree())
    .getAllByRole('treeitem')
    .map(({ textContent }) => textContent);

describe('GoldenPathPreview', () => {
  it('shows the files of the repository, beginning with the README', async () => {
    const { container } = await renderField(GoldenPathPreview, setting);
    expect(
      await screen.findByText(/A repository shop with 4 files/),
    ).toHaveTextContent('a pull request with 1 file against the GitOps');
    expect(ask).toHaveBeenCalledTimes(1);
    // Its own answer is none of the answers.
    expect(ask.mock.calls[0][0]).toEqual({
      template: 'go-service',
      parameters: { name: 'shop', resource: 'order' },
    });
    expect(items()).toEqual(['cmd', 'go.sum', 'README.md']);
    expect(
      screen.getByRole('region', { name: 'Text of README.md' }),
    ).toHaveTextContent('# Shop');
    await expectNoAxeViolations(container);
  });

  it('is walked with the keyboard', async () => {
    await renderField(GoldenPathPreview, setting);
    await screen.findByRole('tree');
    act(() => item('README.md').focus());
    await userEvent.keyboard('{Home}');
    expect(item('cmd')).toHaveFocus();
    expect(item('cmd')).toHaveAttribute('aria-expanded', 'false');
    await userEvent.keyboard('{ArrowRight}');
    expect(items()).toEqual(['cmd', 'shop', 'tools', 'go.sum', 'README.md']);
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowDown}{Enter}');
    expect(item('main.go')).toHaveAttribute('aria-selected', 'true');
    expect(
      screen.getByRole('region', { name: 'Text of cmd/shop/main.go' }),
    ).toHaveTextContent('package main');
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(item('shop')).toHaveAttribute('aria-expanded', 'false');
  });

  it('shows the pull request, too', async () => {
    await renderField(GoldenPathPreview, setting);
    await userEvent.click(
      await screen.findByRole('tab', { name: 'GitOps pull request (1)' }),
    );
    expect(items()).toEqual(['services', 'shop', 'config.yaml']);
    expect(
      screen.getByRole('region', { name: 'Text of services/shop/config.yaml' }),
    ).toHaveTextContent('name: shop');
  });

  it('says of a file why it is not shown, and what is special about it', async () => {
    await renderField(GoldenPathPreview, setting);
    await userEvent.click(
      await screen.findByRole('treeitem', { name: 'go.sum' }),
    );
    expect(screen.getByText(/Too long to be shown/)).toBeInTheDocument();
    await userEvent.click(item('cmd'));
    await userEvent.click(item('tools'));
    await userEvent.click(item('check.sh'));
    expect(screen.getByText(/executable/)).toBeInTheDocument();
  });

  it('sends people back to answers that are wrong', async () => {
    ask.mockRejectedValue(
      await ResponseError.fromResponse({
        ok: false,
        status: 400,
        statusText: 'Bad Request',
        headers: new Map([['content-type', 'application/json']]) as any,
        json: async () => ({}),
        text: async () =>
          JSON.stringify({
            error: {
              name: 'InputError',
              message: 'description: must be one line',
            },
            request: { method: 'POST', url: '/preview' },
            response: { statusCode: 400 },
          }),
      } as any),
    );
    await renderField(GoldenPathPreview, setting);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Some answers need a change');
    expect(alert).toHaveTextContent('description: must be one line');
  });

  it('can be tried again', async () => {
    ask.mockRejectedValueOnce(new Error('down'));
    await renderField(GoldenPathPreview, setting);
    await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));
    expect(await screen.findByRole('tree')).toBeInTheDocument();
  });

  it('tells authors of templates what they forgot', async () => {
    await renderField(GoldenPathPreview, { ...setting, uiSchema: {} });
    expect(screen.getByText('There is nothing to show')).toBeInTheDocument();
    expect(ask).not.toHaveBeenCalled();
  });
});

describe('the tree', () => {
  const nodes = fileTree(preview.repository);

  it('puts folders first', () => {
    expect(visibleRows(nodes, new Set()).map(({ node }) => node.name)).toEqual([
      'cmd',
      'go.sum',
      'README.md',
    ]);
  });

  it('knows level and place of each row', () => {
    const rows = visibleRows(nodes, new Set(['cmd', 'cmd/shop']));
    expect(
      rows.map(({ node, level, position, siblings }) => [
        node.path,
        level,
        position,
        siblings,
      ]),
    ).toEqual([
      ['cmd', 1, 1, 3],
      ['cmd/shop', 2, 1, 2],
      ['cmd/shop/main.go', 3, 1, 1],
      ['cmd/tools', 2, 2, 2],
      ['go.sum', 1, 2, 3],
      ['README.md', 1, 3, 3],
    ]);
    expect(foldersOf('cmd/shop/main.go')).toEqual(['cmd', 'cmd/shop']);
  });

  it.each([
    ['ArrowDown', 'cmd', { kind: 'focus', path: 'go.sum' }],
    ['ArrowUp', 'cmd', undefined],
    ['End', 'cmd', { kind: 'focus', path: 'README.md' }],
    ['ArrowRight', 'cmd', { kind: 'toggle', path: 'cmd' }],
    ['ArrowRight', 'go.sum', undefined],
    ['ArrowLeft', 'cmd', undefined],
    [' ', 'go.sum', { kind: 'choose', path: 'go.sum' }],
    ['r', 'cmd', { kind: 'focus', path: 'README.md' }],
    ['x', 'cmd', undefined],
    ['Tab', 'cmd', undefined],
  ])('does on %s at %s: %j', (key, focused, move) => {
    expect(treeMove(key, visibleRows(nodes, new Set()), focused)).toEqual(move);
  });
});
