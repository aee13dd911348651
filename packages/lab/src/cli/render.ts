import type { LabStatus, PartState, PartStatus, ToolStatus } from '../status';

/** How {@link renderStatus} is to look. */
export interface RenderOptions {
  readonly now: Date;
  /** Longer lines are cut, so that the terminal does not wrap them. */
  readonly columns: number;
  readonly colours: boolean;
}

const marks: Record<PartState, { symbol: string; colour: number }> = {
  waiting: { symbol: '·', colour: 90 },
  preparing: { symbol: '…', colour: 36 },
  starting: { symbol: '…', colour: 36 },
  ready: { symbol: '✓', colour: 32 },
  restarting: { symbol: '↻', colour: 33 },
  failed: { symbol: '✗', colour: 31 },
  stopping: { symbol: '…', colour: 90 },
  stopped: { symbol: '·', colour: 90 },
};

/** The whole list: a line per part, then what is being built and still to come. */
export function renderStatus(
  status: LabStatus,
  options: RenderOptions,
): string[] {
  const width = Math.max(...status.parts.map(({ title }) => title.length));
  const lines = status.parts.map(part => partLine(part, width, options));
  return [...lines, ...toolLines(status.tools, options)];
}

/** E.g. `8 s`, `1 m 05 s`, `2 h 03 m`. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => `${value}`.padStart(2, '0');
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} m ${two(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${two(minutes % 60)} m`;
}

/** What a part does, in words, without its name. */
export function partSentence(part: PartStatus): string {
  const again =
    part.restarts > 0 && part.state !== 'failed'
      ? ` (started again ${part.restarts} ×)`
      : '';
  const [message] = (part.message ?? '').split('\n');
  return `${part.state}${message ? `: ${message}` : ''}${again}`;
}

function partLine(
  part: PartStatus,
  width: number,
  options: RenderOptions,
): string {
  const { symbol, colour } = marks[part.state];
  const since = elapsed(options.now.getTime() - Date.parse(part.since));
  const address = part.state === 'ready' && part.url ? `  ${part.url}` : '';
  const text = `${part.title.padEnd(width)}  ${partSentence(part)}`;
  // How long something has been well is of no interest.
  const line = part.state === 'ready' ? text + address : `${text}  ${since}`;
  const cut = line.slice(0, Math.max(10, options.columns - 5));
  const mark = options.colours ? `\u001b[${colour}m${symbol}\u001b[0m` : symbol;
  return `  ${mark} ${cut}`;
}

function toolLines(
  tools: readonly ToolStatus[],
  { now, columns }: RenderOptions,
): string[] {
  const built = tools.filter(({ state }) => state === 'built').length;
  if (built === tools.length) {
    return [];
  }
  const building = tools
    .filter(({ state }) => state === 'building')
    .map(({ name, message, since }) => {
      const age = elapsed(now.getTime() - Date.parse(since));
      return `building ${name}${message ? `: ${message}` : ''}, ${age}`;
    });
  const named = (state: ToolStatus['state']) =>
    tools.filter(tool => tool.state === state).map(({ name }) => name);
  const waiting = named('waiting');
  const failed = named('failed');
  const sentence = [
    `${built} of ${tools.length} tools built`,
    ...building,
    ...(waiting.length ? [`to come: ${waiting.join(', ')}`] : []),
    ...(failed.length ? [`failed: ${failed.join(', ')}`] : []),
  ].join('; ');
  return ['', `    ${sentence}`.slice(0, columns - 1)];
}
