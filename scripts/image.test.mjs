// What can be known of the image without building it: that all it copies is there, and what
// is promised of it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const read = file => readFileSync(path.join(root, file), 'utf8');
const instructions = read('deploy/Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter(line => line.trim() !== '');
const last = instructions.slice(
  instructions.findLastIndex(line => line.startsWith('FROM ')),
);

/** What COPY takes from the checkout, the dot aside. */
const sources = instructions
  .filter(line => /^COPY /.test(line) && !/ --from=/.test(line))
  .flatMap(line => line.split(/\s+/).slice(1, -1))
  .filter(source => source !== '.');

test('all that is copied is in the checkout', () => {
  assert.ok(sources.length > 5);
  assert.deepEqual(
    sources.filter(source => !existsSync(path.join(root, source))),
    [],
  );
});

test('nothing that is copied is kept from the build', () => {
  const ignored = read('.dockerignore')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('**'));
  const isBelow = (file, folder) =>
    file === folder || file.startsWith(`${folder}/`);
  assert.deepEqual(
    sources.filter(source => ignored.some(folder => isBelow(source, folder))),
    [],
  );
});

test('it has what its catalog names outside its own folder', () => {
  const named = [...read('catalog-info/all.yaml').matchAll(/- \.\.\/(.+)$/gm)];
  const copied = last
    .filter(line => /^COPY (?!--from)/.test(line))
    .flatMap(line => line.split(/\s+/).slice(1, -1));
  assert.ok(named.length > 0);
  assert.deepEqual(
    named.map(([, file]) => file).filter(file => !copied.includes(file)),
    [],
  );
});

test('it has the Node that the checkout brings along', () => {
  const [, wanted] = /^node_version=(.+)$/m.exec(read('scripts/bootstrap.sh'));
  const image = instructions.find(line => line.startsWith('ARG NODE_IMAGE='));
  assert.match(image, new RegExp(`=node:${wanted}-`));
});

test('it runs as nobody in particular, and can be asked for its health', () => {
  const [user] = last.filter(line => line.startsWith('USER ')).slice(-1);
  assert.match(user, /^USER [1-9]\d*:[1-9]\d*$/);
  assert.ok(last.some(line => line.startsWith('HEALTHCHECK ')));
  assert.ok(last.some(line => line.startsWith('ENTRYPOINT ["tini"')));
});

test('what follows the image’s own start in the chart is the same start', () => {
  const [, command] = /^CMD (\[.*\])$/m.exec(last.join('\n'));
  const deployment = read(
    'deploy/helm/goreliable-portal/templates/deployment.yaml',
  );
  const [, args] = /\n {10}args:\n((?: {12}- .*\n)+)/.exec(deployment);
  const inChart = args
    .trim()
    .split('\n')
    .map(line => line.trim().slice(2));
  const inImage = JSON.parse(command);
  assert.deepEqual(inChart.slice(0, inImage.length), inImage);
});
