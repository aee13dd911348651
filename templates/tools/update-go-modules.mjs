#!/usr/bin/env node
/**
 * Brings go.mod.njk and go.sum.njk of the Go skeletons in line with their code.
 *
 * Each variant of a skeleton (what the form's switches make of it) is rendered and given to `go mod tidy`; lines
 * that not every variant has are put under the condition that tells the variants apart. Run it after changing an
 * import, and with `--upgrade` to take the newest minor versions.
 *
 *   node templates/tools/update-go-modules.mjs [--upgrade] [go-service go-worker go-gateway]
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTemplateRenderer } from 'nunjitsu';

const skeletons = fileURLToPath(new URL('../skeletons', import.meta.url));

const common = {
  name: 'sample',
  description: 'A sample',
  modulePath: 'example.invalid/sample',
  imageRepository: 'example.invalid/sample',
  port: 8080,
  adminPort: 8081,
  resource: 'item',
  resourcePlural: 'items',
  resourceType: 'Item',
  stream: 'ITEMS',
  subject: 'items.created',
  consumer: 'sample',
  outputStream: 'NOTIFICATIONS',
  outputSubject: 'notifications.sent',
  routes: [{ prefix: '/api/items', upstream: 'ITEMS_URL', rewrite: '/v1/items' }],
};

/** For each skeleton its variants, and for each set of variants the condition that holds in exactly these. */
const skeletonVariants = {
  'go-service': {
    variants: {
      events: { http: true, database: true, events: true },
      database: { http: true, database: true, events: false },
      memory: { http: true, database: false, events: false },
    },
    conditions: {
      'database,events': 'values.database',
      events: 'values.events',
      memory: 'not values.database',
      'database,memory': 'not values.events',
      database: 'values.database and not values.events',
    },
  },
  'go-worker': { variants: { only: { http: false, database: false, events: true } }, conditions: {} },
  'go-gateway': { variants: { only: { http: true, database: false, events: false } }, conditions: {} },
};

const renderer = createTemplateRenderer({ allowRegexExecution: true });

function filesBelow(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

/** Renders what the Go tools look at; the rules are those of the action fetch:template. */
function render(skeleton, values, target) {
  const context = renderer.prepareContext({ values });
  for (const layer of ['go-common', skeleton]) {
    for (const file of filesBelow(path.join(skeletons, layer))) {
      const isTemplate = file.endsWith('.njk');
      const name = renderer.render(isTemplate ? file.slice(0, -'.njk'.length) : file, context);
      if (name.startsWith('/') || name.includes('//') || !/\.(go|sql)$|^go\.mod$/.test(name)) {
        continue;
      }
      const text = fs.readFileSync(path.join(skeletons, layer, file), 'utf8');
      fs.mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
      fs.writeFileSync(path.join(target, name), isTemplate ? renderer.render(text, context) : text);
    }
  }
}

/** Tidies one variant; `versions` is the go.mod of another, whose choice of versions is kept. */
function tidy(skeleton, values, { upgrade, versions }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'go-modules-'));
  const go = (...args) => execFileSync('go', args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    render(skeleton, { ...common, ...values }, folder);
    if (versions) {
      fs.writeFileSync(path.join(folder, 'go.mod'), `${versions.join('\n')}\n`);
    }
    if (upgrade) {
      go('get', '-u', '-t', './...');
    }
    go('mod', 'tidy');
    const read = name => fs.readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n');
    return { mod: read('go.mod'), sum: read('go.sum') };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** The blocks of a go.mod: the text before the first `require (`, and the lines of each require block. */
function requireBlocks(lines) {
  const blocks = [];
  let open = false;
  for (const line of lines) {
    if (line === 'require (') {
      blocks.push([]);
      open = true;
    } else if (line === ')') {
      open = false;
    } else if (open) {
      blocks.at(-1).push(line);
    }
  }
  return blocks;
}

/**
 * Merges the variants' lines in the order of Go, which sorts by version and not by letter; a line that not all have
 * comes under its condition. `isWholeFile` says that nothing comes before the lines.
 */
function merge(linesOfVariant, conditions, isWholeFile = false) {
  const names = Object.keys(linesOfVariant);
  const all = [];
  for (const lines of Object.values(linesOfVariant)) {
    lines.forEach((line, index) => {
      if (!all.includes(line)) all.splice(all.indexOf(lines[index - 1]) + 1, 0, line);
    });
  }
  const output = [];
  let current;
  let atBeginning = false;
  for (const line of all) {
    const holders = names.filter(name => linesOfVariant[name].includes(line)).sort();
    const condition = holders.length === names.length ? undefined : conditions[holders.join(',')];
    if (condition === undefined && holders.length !== names.length) {
      throw new Error(`No condition tells the variants ${holders} apart, needed for: ${line}`);
    }
    if (condition !== current) {
      // A tag takes away the line break before it; at the very beginning there is none, and the one after it has to go.
      if (current) output.push(atBeginning ? '{% endif -%}' : '{%- endif %}');
      atBeginning = isWholeFile && output.length === 0;
      if (condition) output.push(atBeginning ? `{%- if ${condition} -%}` : `{%- if ${condition} %}`);
      current = condition;
    }
    output.push(line);
  }
  if (current) output.push('{%- endif %}');
  return output;
}

function update(skeleton, upgrade) {
  const { variants, conditions } = skeletonVariants[skeleton];
  const tidied = {};
  for (const [name, values] of Object.entries(variants)) {
    // The first variant has the most dependencies; with its versions the others differ by whole lines only.
    const versions = Object.values(tidied)[0]?.mod;
    tidied[name] = tidy(skeleton, values, { upgrade: upgrade && !versions, versions });
  }
  const collect = pick => Object.fromEntries(Object.entries(tidied).map(([name, files]) => [name, pick(files)]));
  const goVersion = Object.values(tidied)[0].mod.find(line => line.startsWith('go '));
  const block = number => ['require (', ...merge(collect(files => requireBlocks(files.mod)[number] ?? []), conditions), ')'];
  const mod = ['module ${{ values.modulePath }}', '', goVersion, '', ...block(0), '', ...block(1)];
  const sum = merge(collect(files => files.sum), conditions, true);
  fs.writeFileSync(path.join(skeletons, skeleton, 'go.mod.njk'), `${mod.join('\n')}\n`);
  const sumName = sum.some(line => line.startsWith('{%')) ? 'go.sum.njk' : 'go.sum';
  for (const name of ['go.sum', 'go.sum.njk']) {
    fs.rmSync(path.join(skeletons, skeleton, name), { force: true });
  }
  fs.writeFileSync(path.join(skeletons, skeleton, sumName), `${sum.join('\n')}\n`);
  console.log(`${skeleton}: ${mod.length} lines of go.mod, ${sum.length} of go.sum`);
}

const requested = process.argv.slice(2).filter(argument => !argument.startsWith('--'));
for (const skeleton of requested.length > 0 ? requested : Object.keys(skeletonVariants)) {
  update(skeleton, process.argv.includes('--upgrade'));
}
