import { spawn } from 'node:child_process';

/** How {@link runCommand} starts its command. */
export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  /** Runs the command as another user; only root may. */
  uid?: number;
  gid?: number;
  input?: string;
}

// Enough to show a compiler's complaint, not enough to fill a terminal.
const shownLines = 25;

/**
 * Runs a command to its end in a process group of its own, so that a
 * cancelled compiler takes its children with it and Ctrl-C is ours to handle.
 *
 * @throws Error with the end of the output if it fails, or the signal's reason.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<{ stdout: string; stderr: string }> {
  const { signal, input, ...spawnOptions } = options;
  signal?.throwIfAborted();
  const child = spawn(command, args, {
    ...spawnOptions,
    detached: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout!.setEncoding('utf8').on('data', text => (output.stdout += text));
  child.stderr!.setEncoding('utf8').on('data', text => (output.stderr += text));
  child.stdin?.on('error', () => {}).end(input);
  const stop = () => killGroup(child.pid);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const code = await new Promise<number | string>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (exitCode, exitSignal) =>
        resolve(exitCode ?? exitSignal ?? 'unknown'),
      );
    });
    signal?.throwIfAborted();
    if (code !== 0) {
      throw new Error(
        `${command} ${args[0] ?? ''} failed (${code}):\n${tail(output)}`,
      );
    }
    return output;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

function tail({ stdout, stderr }: { stdout: string; stderr: string }): string {
  const text = (stderr.trim() || stdout.trim()).split('\n');
  return text.slice(-shownLines).join('\n');
}

function killGroup(pid: number | undefined): void {
  if (pid !== undefined) {
    try {
      process.kill(-pid, 'SIGTERM');
    } catch {
      // It ended by itself in the meantime.
    }
  }
}
