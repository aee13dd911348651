/** Plain lines for a log file, or for the person who runs the lab. */
export interface LabLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}

/** Writes `<time> <level> <message>` to standard error, which is data-free. */
export function createLog(
  write: (line: string) => void = line => process.stderr.write(line),
): LabLog {
  const line = (level: string, message: string) =>
    write(`${new Date().toISOString()} ${level} ${message}\n`);
  return {
    info: message => line('info', message),
    warn: message => line('warn', message),
    error: (message, cause) =>
      line('error', cause ? `${message}: ${causeText(cause)}` : message),
  };
}

function causeText(cause: unknown): string {
  return cause instanceof Error ? cause.stack ?? cause.message : String(cause);
}
