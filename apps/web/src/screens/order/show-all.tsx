import { Button } from '@fairlead/ui/button';

/** Lets go of what is chosen. */
export function ShowAll({ what, onPress }: { what: string; onPress: () => void }) {
  return (
    <Button look="quiet" size="sm" onClick={onPress}>
      Show {what}
    </Button>
  );
}
