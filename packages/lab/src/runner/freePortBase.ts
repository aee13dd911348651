import { Failure } from '../failure';
import { portSpan } from '../ports';
import { takenPorts } from './ports';

// Below what systems give to outgoing connections by themselves, which is
// 32768 and upwards on Linux: a port that a lab takes only later would
// otherwise be somebody's by then.
const lowest = 10_000;
const highest = 30_000;

/** A base for the ports of a lab, all of which are free now; two callers hardly meet. */
export async function freePortBase(): Promise<number> {
  const bases = Math.floor((highest - lowest) / portSpan);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const base = lowest + portSpan * Math.floor(Math.random() * bases);
    const wanted = Array.from({ length: portSpan }, (_, offset) => ({
      port: base + offset,
      wantedBy: 'a test',
    }));
    if ((await takenPorts(wanted)).length === 0) {
      return base;
    }
  }
  throw new Failure(
    `No free ports were found between ${lowest} and ${highest}`,
  );
}
