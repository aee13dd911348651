// Puts a server under load, in a process of its own: load.mjs <options as JSON>
//
// Bodies are counted, not kept: a client that puts each together, as text or otherwise, costs
// many times what a prepared answer does, and then it is the client that is measured.
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';

const { url, headers, seconds, connections, perSecond } = JSON.parse(
  process.argv[2],
);
const { hostname, port, host, pathname, search } = new URL(url);
const question = Buffer.from(
  [
    `GET ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n'),
);
const endOfHead = Buffer.from('\r\n\r\n');

const statuses = {};
const latencies = [];
const startedAt = performance.now();
const endsAt = startedAt + seconds * 1000;

/** Requests that are due and that no connection was free for, by when they were due. */
const due = [];
const free = [];

function fail(what) {
  process.stderr.write(`${url}: ${what}\n`);
  process.exit(1);
}

/** A connection that carries one request at a time. */
function open() {
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  let head = Buffer.alloc(0);
  /** Bytes of the body that are still to come; undefined before its head is there. */
  let missing;
  let dueAt;

  const ask = at => {
    dueAt = at;
    head = Buffer.alloc(0);
    missing = undefined;
    socket.write(question);
  };
  const next = () => {
    if (performance.now() >= endsAt) {
      return;
    }
    if (!perSecond) {
      ask(performance.now());
    } else if (due.length > 0) {
      ask(due.shift());
    } else {
      free.push(ask);
    }
  };
  const readHead = chunk => {
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    const end = head.indexOf(endOfHead);
    if (end === -1) {
      return 0;
    }
    const text = head.toString('latin1', 0, end);
    const status = text.slice(9, 12);
    const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
    if (length === undefined && status !== '304') {
      fail(`an answer with ${status} does not say how long it is`);
    }
    statuses[status] = (statuses[status] ?? 0) + 1;
    missing = status === '304' ? 0 : Number(length);
    return head.length - end - endOfHead.length;
  };
  socket.on('data', chunk => {
    const bytes = missing === undefined ? readHead(chunk) : chunk.length;
    if (missing === undefined) {
      return;
    }
    missing -= bytes;
    if (missing < 0) {
      fail('an answer is longer than it says');
    }
    if (missing === 0) {
      latencies.push(performance.now() - dueAt);
      next();
    }
  });
  socket.once('connect', next);
  socket.once('error', error => fail(error.message));
  socket.once('end', () => fail('the connection was closed'));
}

for (let count = 0; count < connections; count += 1) {
  open();
}

if (perSecond) {
  let asked = 0;
  setInterval(() => {
    const now = performance.now();
    for (
      let at = startedAt + (asked * 1000) / perSecond;
      at <= now && at < endsAt;
      at = startedAt + (asked * 1000) / perSecond
    ) {
      asked += 1;
      const ask = free.pop();
      if (ask) {
        ask(at);
      } else {
        due.push(at);
      }
    }
  }, 1);
}

setTimeout(() => {
  latencies.sort((a, b) => a - b);
  const p99Ms = latencies[Math.ceil(latencies.length * 0.99) - 1];
  const result = {
    requestsPerSecond: latencies.length / seconds,
    p99Ms,
    statuses,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
}, seconds * 1000);
