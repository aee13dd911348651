/**
 * A whole run in a process of its own, to be killed by tests. Arguments: the
 * data folder, then name:port for each part.
 */
import { loadLabContext } from '../context';
import { Supervisor } from '../runner/Supervisor';
import { dummyPart } from './dummyPart';

const [dataDir, ...parts] = process.argv.slice(2);
const withGrandchild = `
  require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    detached: true, stdio: 'ignore',
  });
  require('node:net').createServer().listen(Number(process.argv[1]), '127.0.0.1');
`;

const context = loadLabContext({ ...process.env, LAB_DATA_DIR: dataDir });
const supervisor = new Supervisor(context, {
  parts: parts.map(text => {
    const [name, port] = text.split(':');
    return dummyPart(name, Number(port), { script: withGrandchild });
  }),
  tools: [],
  tiers: ['core'],
  env: process.env,
});
supervisor.start();
