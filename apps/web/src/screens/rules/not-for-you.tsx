'use client';

import { useViewer } from '@/viewer/viewer-context';
import { NotForYou } from '../shell/not-for-you';

/** Stands in place of the screens of rules for whoever may not read them, with the reason. */
export function RulesNotForYou() {
  const viewer = useViewer();
  return (
    <NotForYou title="The routing rules are not for your role to read">
      They are read with the right to the audit trail. {viewer.whyNot('audit:read')}
    </NotForYou>
  );
}
