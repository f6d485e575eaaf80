import 'server-only';
import { ROLE_SCOPES } from '@fairlead/contracts/access';
import { requireViewer } from '@/server/session';

/** Whether whoever asks for a page of jobs may see them: somebody of the firm whose role may. */
export async function maySeeJobs(): Promise<boolean> {
  const { role, clientId } = await requireViewer();
  return clientId === null && ROLE_SCOPES[role].includes('jobs:read');
}
