import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  goldenPathNames,
  GoldenPathValues,
} from '@goreliable/plugin-golden-path-common';
import { parse } from 'yaml';
import { checkedAnswers, CheckedAnswers } from '../checks/answers';
import { findEmptyValues } from '../checks/emptyValues';
import { readTemplate, renderGoldenPath } from './renderGoldenPath';
import { renderPlan } from './renderPlan';

jest.setTimeout(120_000);

const root = resolve(__dirname, '../../../..');
const templatesDir = join(root, 'templates');
// A space and a percent sign: the portal may be checked out anywhere.
const target = createMockDirectory();
const targetDir = () => target.resolve('a folder/100%/repository');
const gitopsDir = () => target.resolve('a folder/100%/gitops');

beforeEach(() => target.clear());

/** The answers of the platform's own services, which the lab is rendered from. */
async function platformAnswers(): Promise<CheckedAnswers[]> {
  const services = join(root, 'catalog-info/services');
  const names = existsSync(services) ? await readdir(services) : [];
  const files = names
    .map(name => ({ name, file: join(services, name, 'answers.yaml') }))
    .filter(({ file }) => existsSync(file));
  return await Promise.all(
    files.map(async ({ name, file }) => ({
      title: name,
      ...parse(await readFile(file, 'utf8')),
    })),
  );
}

async function expectNothingEmpty(
  answers: CheckedAnswers,
  values: GoldenPathValues,
) {
  const plan = renderPlan(await readTemplate(templatesDir, answers.template));
  for (const { url } of plan.skeletons) {
    const empty = await findEmptyValues(join(templatesDir, url), values);
    expect({ skeleton: url, empty }).toEqual({ skeleton: url, empty: [] });
  }
}

function render(answers: CheckedAnswers) {
  return renderGoldenPath({
    templatesDir,
    template: answers.template,
    values: answers.values,
    targetDir: targetDir(),
    gitopsDir: gitopsDir(),
  });
}

describe.each(checkedAnswers)('$title', answers => {
  it('renders, and nothing of it is empty', async () => {
    const values = await render(answers);
    await expectNothingEmpty(answers, values);
    const files = (
      await readdir(target.path, { recursive: true, withFileTypes: true })
    ).filter(entry => entry.isFile());
    expect(files.map(file => file.name)).toEqual(
      expect.arrayContaining([
        'go.mod',
        'Makefile',
        'Chart.yaml',
        'slo.yaml',
        'catalog-info.yaml',
        'config.yaml',
      ]),
    );
    for (const file of files) {
      const path = join(file.parentPath, file.name);
      expect(path).not.toMatch(/\$\{\{|\.njk$|undefined/);
      const content = await readFile(path, 'utf8');
      // What belongs to the renderer must not have come through.
      expect({
        path,
        has: /\$\{\{ values|\{%-? (if|for|set) /.test(content),
      }).toEqual({
        path,
        has: false,
      });
    }
  });
});

it("renders the platform's own services", async () => {
  const all = await platformAnswers();
  for (const answers of all) {
    target.clear();
    const values = await render(answers);
    expect(values.name).toBe(answers.title);
    await expectNothingEmpty(answers, values);
  }
});

it('lets gateways and the services behind them reach each other', async () => {
  const chartOf = async (title: string) => {
    target.clear();
    await render(checkedAnswers.find(answers => answers.title === title)!);
    return {
      values: parse(
        await readFile(join(targetDir(), 'chart/values.yaml'), 'utf8'),
      ),
      deployment: await readFile(
        join(targetDir(), 'chart/templates/deployment.yaml'),
        'utf8',
      ),
    };
  };
  // Another name, another system and another port than those that were thought of first.
  const gateway = await chartOf('go-gateway-with-many-routes');
  const service = await chartOf('go-service-in-memory');
  const podsOf = ({ component }: { component: string }) => ({
    namespaceSelector: {},
    podSelector: { matchLabels: { 'app.kubernetes.io/component': component } },
  });
  expect(gateway.values.component).toBe('gateway');
  expect(service.values.networkPolicy.clients).toEqual([
    podsOf(gateway.values),
  ]);
  expect(service.values.http.port).not.toBe(8080);
  const [services] = gateway.values.networkPolicy.destinations;
  expect(services).toMatchObject({
    port: 'http',
    to: [podsOf(service.values)],
  });
  expect(service.deployment).toMatch(
    /- name: http\n +containerPort: \{\{ \.Values\.http\.port \}\}/,
  );
  expect(gateway.values.config).toMatchObject({
    ORDER_SERVICE_URL: 'http://order-service.ordering',
    LLM_GATEWAY_URL: 'http://llm-gateway.edge',
  });
});

it('has a template for each golden path, and lists all templates in one place', async () => {
  const location = parse(
    await readFile(join(templatesDir, 'all.yaml'), 'utf8'),
  );
  const templates = (await readdir(templatesDir)).filter(
    name => name.endsWith('.yaml') && name !== 'all.yaml',
  );
  expect(location.spec.targets.toSorted()).toEqual(
    templates.map(name => `./${name}`).toSorted(),
  );
  for (const name of goldenPathNames) {
    const template = await readTemplate(templatesDir, name);
    expect(template.metadata.name).toBe(name);
  }
});

it('says what is wrong with the answers', async () => {
  await expect(
    render({ ...checkedAnswers[0], values: { name: 'x' } }),
  ).rejects.toThrow(/name/);
});

describe('renderPlan', () => {
  it.each([
    ['a condition', { if: '${{ parameters.database }}' }],
    [
      'a target elsewhere',
      { input: { skeletons: [{ url: './x', targetPath: 'other' }] } },
    ],
    ['no skeleton', { input: { skeletons: [] } }],
    ['values of its own', { input: { values: { name: 'x' } } }],
  ])('refuses a step with %s', async (_, change: any) => {
    const template = await readTemplate(templatesDir, 'go-service');
    const step = template.spec.steps.find(
      ({ action }) => action === 'goreliable:golden-path:render',
    )!;
    Object.assign(step, change, {
      input: { ...(step.input as object), ...change.input },
    });
    expect(() => renderPlan(template)).toThrow(
      'cannot be rendered apart from a task',
    );
  });
});
