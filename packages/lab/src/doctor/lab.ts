import type { LabContext } from '../context';
import { labParts } from '../parts';
import { takenPorts, takenPortsMessage } from '../runner/ports';
import { isAlive } from '../runner/processes';
import { readRunFile } from '../runner/runFile';
import { runFiles } from '../runner/runFiles';
import { isBuilt, toolDefinitions, toolFolder } from '../tools';
import { hasTechdocs } from '../tools/python';
import type { Finding } from './types';

/** What belongs to the lab: its ports, and what has been built for it. */
export async function labFindings(context: LabContext): Promise<Finding[]> {
  return [await ports(context), tools(context), docs(context)];
}

async function ports(context: LabContext): Promise<Finding> {
  const record = readRunFile(runFiles(context.labDir).run);
  if (record && isAlive(record.supervisor)) {
    return {
      subject: 'Ports',
      state: 'ok',
      detail: `in use by the lab itself, which runs: ${record.portal}`,
    };
  }
  const parts = labParts({ tiers: ['base', 'core', 'ml'], mode: 'run' });
  const wanted = parts.flatMap(part =>
    part.ports(context).map(port => ({ port, wantedBy: part.name })),
  );
  const taken = await takenPorts(wanted);
  return taken.length > 0
    ? {
        subject: 'Ports',
        state: 'missing',
        detail: `${taken.length} of ${wanted.length} are in use`,
        remedy: takenPortsMessage(taken),
      }
    : {
        subject: 'Ports',
        state: 'ok',
        detail: `${wanted.length} from ${
          context.portBase + 7
        } upwards are free`,
      };
}

function tools(context: LabContext): Finding {
  const subject = 'Tools';
  try {
    const missing = toolDefinitions.filter(
      tool => !isBuilt(toolFolder(context, tool)),
    );
    const names = missing.map(({ name }) => name).join(', ');
    return {
      subject,
      state: 'ok',
      detail: missing.length
        ? `will be built when they are needed: ${names}`
        : `all ${toolDefinitions.length} are built`,
    };
  } catch (error) {
    const { message } = error as Error;
    return { subject, state: 'missing', detail: 'no Go', remedy: message };
  }
}

function docs(context: LabContext): Finding {
  return {
    subject: 'TechDocs',
    state: 'ok',
    detail: hasTechdocs(context)
      ? 'mkdocs is installed in the cache'
      : 'mkdocs will be installed into the cache on the first start',
  };
}
